/// Shows what opens a vault and what is refused.
@NullMarked
package io.backstay.vault.passphrase;

import org.jspecify.annotations.NullMarked;
