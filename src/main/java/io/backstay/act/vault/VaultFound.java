package io.backstay.act.vault;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A file in the state folder that is a vault, was one, or was to become one.
///
/// @param facts  what it says of itself, absent when it cannot be read
/// @param damage why it cannot be read, absent when its structure holds
/// @param acts   what can be done with it now; nothing is ever deleted
public record VaultFound(
        Path file,
        Kind kind,
        @Nullable Facts facts,
        @Nullable String damage,
        Set<Act> acts) {
    public VaultFound {
        acts = Set.copyOf(acts);
    }

    /// What a file says of itself before it is opened.
    ///
    /// @param generation one more with each save
    /// @param entries    how many credentials it says it has
    public record Facts(String vaultId, long generation, Instant savedAt, int entries) {}

    /// What a file is.
    public enum Kind {
        /// The vault of this state folder.
        VAULT("the vault"),
        /// The generation before, which the last save kept.
        KEPT("the copy that the last save kept"),
        /// It was damaged or in the way, and got another name.
        ASIDE("set aside before"),
        /// A save that was cut off; the next opening of the vault removes it.
        UNFINISHED("left by a save that was cut off"),
        /// A vault file that somebody put here.
        OTHER("another vault file");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// Such as `the copy that the last save kept`.
        public String words() {
            return words;
        }
    }

    /// What can be done.
    public enum Act {
        /// The kept copy takes the place of the damaged vault, which stays under another name.
        PUT_BACK,
        /// A copy of it becomes the vault, where there is none.
        TAKE_OVER,
        /// It gets another name beside.
        SET_ASIDE
    }
}
