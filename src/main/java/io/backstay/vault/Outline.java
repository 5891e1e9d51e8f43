package io.backstay.vault;

import io.backstay.seal.Argon2id;
import java.time.Instant;
import java.util.List;

/// What a vault file says of itself without a passphrase; only an open vault can tell whether it is true.
///
/// @param vaultId    32 lower-case hexadecimal digits, the same through all saves
/// @param generation one more with each save
/// @param entries    how many credentials it holds
/// @param slots      the ways in, in order
public record Outline(String vaultId, long generation, Instant savedAt, int entries, List<Slot> slots) {
    /// One way in, and what trying it costs.
    public record Slot(Way way, Argon2id.Parameters parameters) {}

    /// By what a slot opens.
    public enum Way {
        PASSPHRASE,
        RECOVERY_CODE
    }
}
