/// Credentials found in the files of other programs, read in memory and within limits.
@NullMarked
package io.backstay.vault.intake;

import org.jspecify.annotations.NullMarked;
