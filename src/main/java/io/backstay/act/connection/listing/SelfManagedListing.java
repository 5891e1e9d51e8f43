package io.backstay.act.connection.listing;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.SelfManaged;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.PointId;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.WalGap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the folders of a self-managed server, or the object store with its log, hold, as the catalogue knows it.
/// What folders do not tell, such as how long backups are kept, stays unknown.
///
/// @param unusable base backups that cannot be restored from, a sentence each
public record SelfManagedListing(Asset asset, List<RecoveryPoint> points, List<String> unusable) {
    /// Lists.
    ///
    /// @param archive with the log
    public static SelfManagedListing of(Connection connection, SelfManaged settings, WalArchive archive, Instant now)
            throws BackstayException, InterruptedException {
        Path folder = Path.of(settings.folders().backups());
        requireFolder("base backups", folder);
        requireArchive(settings);
        BackupPoint.Found found = BackupPoint.look(folder);
        Observation seen = new Observation(connection.source(), now);
        List<RecoveryPoint> points = new ArrayList<>();
        for (BackupPoint backup : found.backups()) {
            points.add(point(connection, settings, backup, seen));
        }
        RestorableWindow window = archive.window(found.backups())
                .map(reach -> new RestorableWindow(reach.earliest(), reach.latest(), lag(reach, now)))
                .orElse(null);
        Asset asset = asset(connection, settings, window, gaps(archive), seen);
        return new SelfManagedListing(asset, List.copyOf(points), found.unusable());
    }

    /// Where the log lies in a folder, that must be there; a store answers for itself.
    public static void requireArchive(SelfManaged settings) throws BackstayException {
        String archive = settings.folders().archive();
        if (archive != null) {
            requireFolder("write-ahead log", Path.of(archive));
        }
    }

    /// A folder that is not there is a mount that is missing, not a server without backups.
    public static void requireFolder(String what, Path folder) throws BackstayException {
        if (!Files.isDirectory(folder)) {
            throw new BackstayException(new Failure.NotFound(
                    "The folder " + folder + " with the " + what, "Mount it or correct its name, then try again."));
        }
    }

    private static RecoveryPoint point(
            Connection connection, SelfManaged settings, BackupPoint backup, Observation seen) {
        return new RecoveryPoint(
                new PointId(String.valueOf(backup.folder().getFileName())),
                connection.asset(),
                PointKind.FULL,
                backup.startedAt(),
                backup.completedAt(),
                null,
                PointStatus.AVAILABLE,
                backup.size(),
                null,
                settings.server().toString(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                seen);
    }

    private static Asset asset(
            Connection connection,
            SelfManaged settings,
            @Nullable RestorableWindow window,
            List<WalGap> gaps,
            Observation seen) {
        return new Asset(
                connection.asset(),
                connection.name(),
                AssetKind.DATABASE,
                connection.environment(),
                SelfManaged.KIND,
                settings.server().toString(),
                null,
                null,
                null,
                null,
                null,
                Configured.UNKNOWN,
                window,
                gaps,
                List.of(),
                null,
                null,
                seen);
    }

    /// Dated by the files around each hole: the log itself is not there to say.
    private static List<WalGap> gaps(WalArchive archive) throws BackstayException, InterruptedException {
        List<WalGap> gaps = new ArrayList<>();
        for (WalArchive.Gap gap : archive.gaps()) {
            gaps.add(new WalGap(gap.before(), gap.before().isAfter(gap.after()) ? gap.before() : gap.after()));
        }
        return List.copyOf(gaps);
    }

    private static Duration lag(RestorableWindow reach, Instant now) {
        Duration lag = Duration.between(reach.latest(), now);
        return lag.isNegative() ? Duration.ZERO : lag;
    }
}
