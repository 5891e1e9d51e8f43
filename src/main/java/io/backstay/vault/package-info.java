/// Credentials at rest in one encrypted file, lent out for the length of a call.
@NullMarked
package io.backstay.vault;

import org.jspecify.annotations.NullMarked;
