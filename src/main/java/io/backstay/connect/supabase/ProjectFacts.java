package io.backstay.connect.supabase;

import io.backstay.base.AssetId;
import io.backstay.base.PointId;
import io.backstay.connect.Listing;
import io.backstay.connect.supabase.Backups.Backup;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.Safekeeping;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes facts of the estate out of what Supabase says of a project.
///
/// Supabase tells neither sizes nor encryption nor locks, so all of these stay unknown.
record ProjectFacts(Project project, Listing.Occasion occasion) {
    private static final String PROVIDER = "supabase";

    /// The project's database.
    ///
    /// @param backups  absent when they are not known
    /// @param pitr     how far its add-on reaches, absent when not known
    /// @param schedule when the daily backup is taken, such as `04:00:00` in UTC; absent when not known
    /// @param plan     of its organization, such as `pro`; absent when not known
    Asset asset(@Nullable Backups backups, @Nullable Duration pitr, @Nullable String schedule, @Nullable String plan) {
        return new Asset(
                new AssetId(project.asset()),
                project.name(),
                AssetKind.DATABASE,
                occasion.environment(),
                PROVIDER,
                project.organization(),
                plan,
                project.region(),
                null,
                null,
                null,
                new Configured(null, pitr, schedule == null ? null : "daily " + schedule + " UTC", null, List.of()),
                backups == null ? null : window(backups),
                List.of(),
                List.of(),
                null,
                Safekeeping.UNKNOWN,
                observation());
    }

    private @Nullable RestorableWindow window(Backups backups) {
        if (!backups.pitr()
                || backups.earliest() == null
                || backups.latest() == null
                || backups.latest().isBefore(backups.earliest())) {
            return null;
        }
        Duration lag = Duration.between(backups.latest(), occasion.at());
        return new RestorableWindow(backups.earliest(), backups.latest(), lag.isNegative() ? Duration.ZERO : lag);
    }

    /// A daily backup. When it became usable is not said, and stays unknown.
    RecoveryPoint point(Backup backup) {
        return new RecoveryPoint(
                new PointId(project.asset() + ":" + backup.id()),
                new AssetId(project.asset()),
                PointKind.FULL,
                backup.taken(),
                null,
                null,
                status(backup.status()),
                null,
                null,
                project.organization(),
                List.of(project.region()),
                null,
                null,
                null,
                "scheduled",
                null,
                observation());
    }

    /// A word that we do not know is not one that can be restored from.
    private static PointStatus status(String word) {
        return switch (word) {
            case "COMPLETED" -> PointStatus.AVAILABLE;
            case "PENDING" -> PointStatus.CREATING;
            default -> PointStatus.FAILED;
        };
    }

    private Observation observation() {
        return new Observation(occasion.source(), occasion.at());
    }
}
