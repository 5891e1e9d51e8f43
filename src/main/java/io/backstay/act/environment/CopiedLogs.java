package io.backstay.act.environment;

import io.backstay.base.AssetId;
import io.backstay.estate.Asset;
import io.backstay.estate.CopiedLog;
import io.backstay.estate.RestorableWindow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A database as it can be brought back in the region that its log is copied to.
final class CopiedLogs {
    private CopiedLogs() {}

    /// The copy of that name; absent when the database has none that is called so.
    ///
    /// @param named as the provider calls the copy
    static @Nullable Asset of(Asset database, String named) {
        for (CopiedLog each : database.kept().copiedLogs()) {
            if (named.equals(each.backups())) {
                return of(database, new AssetId(named), each);
            }
        }
        return null;
    }

    private static Asset of(Asset database, AssetId id, CopiedLog copy) {
        Duration lag = Duration.between(copy.latest(), database.observation().observedAt());
        return new Asset(
                id,
                database.name() + " (backups copied to " + copy.region() + ")",
                database.kind(),
                database.environment(),
                database.provider(),
                database.account(),
                database.plan(),
                copy.region(),
                database.encryption(),
                database.tenancy(),
                database.versioning(),
                database.configured(),
                new RestorableWindow(copy.earliest(), copy.latest(), lag.isNegative() ? Duration.ZERO : lag),
                List.of(),
                List.of(),
                database.immutable(),
                database.safekeeping(),
                database.observation());
    }
}
