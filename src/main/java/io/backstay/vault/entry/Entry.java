package io.backstay.vault.entry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What may be shown of a credential: everything but its fields.
///
/// @param revision        1 when it is new, one more with each change
/// @param name            what people call it, unique in the vault, 1 to 200 characters
/// @param account         the account, project or server that it belongs to, such as `123456789012`; the sealed fields
///                        are bound to it
/// @param tenant          the one tenant that it may act for, absent when it is not limited to one; the sealed fields
///                        are bound to it
/// @param changedAt       when its fields were last set, so that its age can be told
/// @param rotateAfterDays how old it may get before the console reminds, absent for never
public record Entry(
        EntryId id,
        int revision,
        EntryKind kind,
        Purpose purpose,
        String name,
        String account,
        @Nullable String tenant,
        Instant createdAt,
        Instant changedAt,
        @Nullable Integer rotateAfterDays) {
    private static final int NAME_MAX = 200;

    public Entry {
        if (name.isBlank() || name.length() > NAME_MAX || account.isBlank() || account.length() > NAME_MAX) {
            throw new IllegalArgumentException("a name and an account have 1 to " + NAME_MAX + " characters");
        }
        if (revision < 1) {
            throw new IllegalArgumentException("a revision is 1 or more: " + revision);
        }
    }

    /// Whether it is older than its reminder allows.
    public boolean isDue(Instant now) {
        return rotateAfterDays != null && now.isAfter(changedAt.plusSeconds(rotateAfterDays * 86_400L));
    }
}
