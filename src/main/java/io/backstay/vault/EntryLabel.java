package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryId;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is said of a credential when it is added; the limits are those of [io.backstay.vault.entry.Entry].
///
/// @param name            unique in the vault
/// @param tenant          the one tenant that it may act for, absent when it is not limited to one
/// @param rotateAfterDays how old it may get before the console reminds, absent for never
public record EntryLabel(
        EntryKind kind,
        Purpose purpose,
        String name,
        String account,
        @Nullable String tenant,
        @Nullable Integer rotateAfterDays) {
    /// The entry that it describes.
    ///
    /// @throws BackstayException `BadInput` when a part of it is empty, too long or no text
    Entry entry(EntryId id, Instant now) throws BackstayException {
        String problem = Entry.problem(name, account, tenant, rotateAfterDays);
        if (problem != null) {
            throw new BackstayException(new Failure.BadInput(problem, "Correct it and try again."));
        }
        return new Entry(id, 1, kind, purpose, name, account, tenant, now, now, rotateAfterDays);
    }
}
