/// What opens a vault: the rules for passphrases, the recovery code, and the waits after failed attempts.
@NullMarked
package io.backstay.vault.passphrase;

import org.jspecify.annotations.NullMarked;
