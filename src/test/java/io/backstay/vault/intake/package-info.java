/// Shows what is read from other programs' files.
@NullMarked
package io.backstay.vault.intake;

import org.jspecify.annotations.NullMarked;
