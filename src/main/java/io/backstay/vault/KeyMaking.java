package io.backstay.vault;

/// What passphrases are made keys with, and how much that may cost.
///
/// @param heapBytes  the most memory that this process may take
/// @param derivation makes the key: Argon2id, except in tests that open vaults by the hundred
/// @param measure    says how long a derivation takes here
public record KeyMaking(long heapBytes, Derivation derivation, Calibration.Measure measure) {
    /// What every vault of a person is made with: Argon2id (RFC 9106), as costly as this machine bears.
    public static KeyMaking argon2id(long heapBytes) {
        return new KeyMaking(heapBytes, Derivation.argon2id(), Calibration::measure);
    }
}
