package io.backstay.connect.aws.backup;

import io.backstay.base.BackstayException;
import io.backstay.codec.Fields;
import io.backstay.codec.Value;
import io.backstay.connect.aws.api.Arn;
import io.backstay.connect.aws.api.Seconds;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A vault of AWS Backup (`BackupVaultListMember`, API version 2018-11-15).
///
/// @param locked   whether its lock keeps recovery points from being deleted, absent when not said
/// @param lockDate from when on nobody can take the lock off; absent when somebody always can
/// @param points   how many recovery points it says that it has, absent when not said
/// @param leastDays the shortest that a new point is kept, absent for none
/// @param mostDays  the longest, absent for none
record Vault(
        String name,
        String arn,
        @Nullable Boolean locked,
        @Nullable Instant lockDate,
        @Nullable Long points,
        @Nullable Long leastDays,
        @Nullable Long mostDays) {
    static Vault of(Fields fields) throws BackstayException {
        Value locked = fields.optional("Locked");
        return new Vault(
                fields.text("BackupVaultName"),
                fields.text("BackupVaultArn"),
                locked == null ? null : locked.bool(),
                Seconds.of(fields, "LockDate"),
                number(fields, "NumberOfRecoveryPoints"),
                number(fields, "MinRetentionDays"),
                number(fields, "MaxRetentionDays"));
    }

    private static @Nullable Long number(Fields fields, String name) throws BackstayException {
        Value value = fields.optional(name);
        return value == null ? null : value.whole();
    }

    /// Whether a path can name it as it is. AWS makes vaults itself whose names have slashes, such as that of EFS; what
    /// lies in them are no databases, volumes or buckets.
    boolean isPlain() {
        return name.matches("[A-Za-z0-9_-]+");
    }

    String account() {
        return Arn.of(arn).account();
    }

    /// What keeps its points from being deleted.
    ///
    /// @return `compliance` where nobody can take the lock off any more, one with `governance` in it where somebody
    /// can, absent where it has no lock
    @Nullable
    String mode(Instant now) {
        if (!Boolean.TRUE.equals(locked)) {
            return null;
        }
        if (lockDate == null) {
            return "governance";
        }
        return lockDate.isAfter(now) ? "governance, until compliance begins on " + lockDate : "compliance";
    }
}
