package io.backstay.restore;

import io.backstay.connect.postgres.tenant.load.AfterCheck;
import io.backstay.connect.s3.rollback.RollbackResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What looking back at a committed restore found, in a new session.
///
/// @param objects       absent when the tenant has no files here
/// @param files         what the tenant's rows name now, beside the files that there are; absent like `objects`
/// @param firstNotTaken the first commit after the restored moment, absent when the log has none
public record LookBack(
        AfterCheck.Result rows,
        @Nullable RollbackResult objects,
        FilePairing.@Nullable Result files,
        @Nullable Instant firstNotTaken) {
    /// Whether everything that was wanted is there.
    public boolean holds() {
        return rows.holds() && (objects == null || objects.complete());
    }
}
