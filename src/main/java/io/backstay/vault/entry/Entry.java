package io.backstay.vault.entry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What may be shown of a credential: everything but its fields.
///
/// @param revision        1 when it is new, one more with each change
/// @param name            what people call it, unique in the vault, 1 to 200 characters
/// @param account         the account, project or server that it belongs to, such as `123456789012`; the sealed
///                        fields are bound to it
/// @param tenant          the one tenant that it may act for, absent when it is not limited to one; the sealed
///                        fields are bound to it
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
    /// The most characters of a name, an account and a tenant.
    public static final int NAME_MAX = 200;
    /// The most days of a reminder.
    public static final int ROTATE_AFTER_DAYS_MAX = 3650;

    public Entry {
        String problem = problem(name, account, tenant, rotateAfterDays);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        if (revision < 1) {
            throw new IllegalArgumentException("a revision is 1 or more: " + revision);
        }
    }

    /// What is wrong with what a person says of a credential, in one sentence; null when nothing is.
    public static @Nullable String problem(
            String name, String account, @Nullable String tenant, @Nullable Integer rotateAfterDays) {
        if (isUnfit(name)) {
            return "A name has 1 to " + NAME_MAX + " characters and no line breaks.";
        }
        if (isUnfit(account)) {
            return "An account has 1 to " + NAME_MAX + " characters and no line breaks.";
        }
        if (tenant != null && isUnfit(tenant)) {
            return "A tenant has 1 to " + NAME_MAX + " characters and no line breaks.";
        }
        boolean fits = rotateAfterDays == null || (rotateAfterDays >= 1 && rotateAfterDays <= ROTATE_AFTER_DAYS_MAX);
        return fits ? null : "A reminder comes after 1 to " + ROTATE_AFTER_DAYS_MAX + " days.";
    }

    /// Half a character is refused too: the sealed fields are bound to UTF-8 bytes, in which all halves are alike.
    private static boolean isUnfit(String text) {
        return text.isBlank()
                || text.length() > NAME_MAX
                || text.codePoints()
                        .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /// Whether it is older than its reminder allows.
    public boolean isDue(Instant now) {
        return rotateAfterDays != null && now.isAfter(changedAt.plusSeconds(rotateAfterDays * 86_400L));
    }
}
