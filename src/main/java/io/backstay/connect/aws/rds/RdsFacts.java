package io.backstay.connect.aws.rds;

import io.backstay.base.AssetId;
import io.backstay.base.PointId;
import io.backstay.connect.Listing;
import io.backstay.connect.aws.api.Arn;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.Safekeeping;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes facts of the estate out of what RDS says.
///
/// @param region   where it was asked
/// @param occasion for whom
record RdsFacts(AwsRegion region, Listing.Occasion occasion) {
    private static final String PROVIDER = "aws-rds";

    /// A server that runs.
    ///
    /// @param automated its automated backup, absent when there is none or it is not known
    Asset server(Server server, @Nullable Automated automated, Safekeeping kept) {
        Instant earliest = automated == null ? server.earliest() : automated.earliest();
        Instant latest = later(server.latest(), automated == null ? null : automated.latest());
        List<String> copies = automated == null ? List.of() : automated.replicas();
        return asset(
                server.arn(),
                server.name(),
                server.plan(),
                server.encryption(),
                configured(server.retentionDays(), server.window()),
                window(earliest, latest),
                regions(Stream.concat(server.replicas().stream(), copies.stream())),
                kept);
    }

    /// Backups whose server is elsewhere or gone.
    Asset retained(Automated backup, boolean copied) {
        String name = backup.name()
                + (copied
                        ? " (backups copied from " + Arn.of(backup.serverArn()).region() + ")"
                        : " (deleted, backups retained)");
        return asset(
                backup.arn(),
                name,
                backup.engine(),
                backup.encryption(),
                configured(backup.retentionDays(), backup.window()),
                window(backup.earliest(), backup.latest()),
                regions(backup.replicas().stream()),
                new Safekeeping(true, List.of(), null, null, null, null));
    }

    /// Snapshots whose server is elsewhere or gone.
    ///
    /// @param source what tells this server from others that had its name
    Asset orphan(Snapshot one, String source) {
        Arn arn = Arn.of(one.arn());
        return asset(
                "arn:aws:rds:" + arn.region() + ":" + arn.account() + ":snapshots-of:" + one.server() + "/" + source,
                one.server() + " (snapshots without a server here)",
                null,
                null,
                Configured.UNKNOWN,
                null,
                List.of(),
                new Safekeeping(true, List.of(), null, null, null, null));
    }

    private Asset asset(
            String arn,
            String name,
            @Nullable String plan,
            @Nullable String encryption,
            Configured configured,
            @Nullable RestorableWindow window,
            List<String> replicaRegions,
            Safekeeping kept) {
        return new Asset(
                new AssetId(arn),
                name,
                AssetKind.DATABASE,
                occasion.environment(),
                PROVIDER,
                Arn.of(arn).account(),
                plan,
                region.name(),
                encryption,
                null,
                null,
                configured,
                window,
                List.of(),
                replicaRegions,
                null,
                kept,
                new Observation(occasion.source(), occasion.at()));
    }

    /// RDS keeps daily snapshots and the log for the same number of days; none of either at 0.
    private static Configured configured(@Nullable Integer days, @Nullable String window) {
        Duration kept = days == null ? null : Duration.ofDays(days);
        return new Configured(kept, kept, null, window == null ? null : window + " UTC", List.of());
    }

    private @Nullable RestorableWindow window(@Nullable Instant earliest, @Nullable Instant latest) {
        if (earliest == null || latest == null || latest.isBefore(earliest)) {
            return null;
        }
        Duration lag = Duration.between(latest, occasion.at());
        return new RestorableWindow(earliest, latest, lag.isNegative() ? Duration.ZERO : lag);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    /// Other regions that names with a region lead to; a bare name is of this one.
    private List<String> regions(Stream<String> names) {
        return names.map(each -> Arn.of(each).region())
                .filter(each -> !each.isEmpty() && !each.equals(region.name()))
                .distinct()
                .sorted()
                .toList();
    }

    /// A snapshot.
    ///
    /// @param retentionDays of the server, after which RDS removes what it made itself; absent when not known
    RecoveryPoint point(
            AssetId asset, Snapshot snapshot, @Nullable String visibility, @Nullable Integer retentionDays) {
        boolean automated = snapshot.type().equals("automated");
        Instant taken = Objects.requireNonNull(snapshot.takenAt());
        return new RecoveryPoint(
                new PointId(snapshot.arn()),
                asset,
                PointKind.SNAPSHOT,
                taken,
                snapshot.completedAt(),
                automated && retentionDays != null ? taken.plus(Duration.ofDays(retentionDays)) : null,
                snapshot.status(),
                null,
                snapshot.encryption(),
                Arn.of(snapshot.arn()).account(),
                List.of(region.name()),
                visibility,
                null,
                null,
                snapshot.type().equals("manual") || snapshot.type().equals("shared") ? "manual" : "scheduled",
                null,
                new Observation(occasion.source(), occasion.at()));
    }
}
