package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.seal.Argon2id;

/// Makes the first key from a passphrase: [Argon2id], or in tests one that costs nothing or remembers what it made.
@FunctionalInterface
public interface Derivation {
    /// How many bytes the key has.
    int KEY_BYTES = 32;

    /// The key of these inputs; another one for every other input.
    byte[] derive(byte[] phrase, byte[] salt, byte[] associated, Argon2id.Parameters parameters)
            throws BackstayException;

    /// The one that every vault of a person is made with.
    static Derivation argon2id() {
        return (phrase, salt, associated, parameters) ->
                Argon2id.derive(phrase, salt, associated, parameters, KEY_BYTES);
    }
}
