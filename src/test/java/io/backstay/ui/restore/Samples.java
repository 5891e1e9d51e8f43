package io.backstay.ui.restore;

import io.backstay.act.restore.GuidedRestore.PlanView;
import io.backstay.act.restore.GuidedRestore.Staged;
import io.backstay.act.restore.GuidedRestore.Verification;
import io.backstay.base.AssetId;
import io.backstay.base.ByteSize;
import io.backstay.base.PointId;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.backup.Lsn;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.connect.postgres.tenant.rows.TenantCensus;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Environment;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.Tenant;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.Look;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Verdict;
import io.backstay.restore.verdict.Verdict.Because;
import io.backstay.restore.verdict.Verdict.Mark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A restore of invented data, as it is told in the mock-ups.
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-03-16T02:12:14Z");
    public static final AssetId DATABASE = new AssetId("practice-db");
    public static final AssetId FILES = new AssetId("practice-files");
    public static final String TENANT = "Harrow & Finch";

    private static final Observation SEEN = new Observation("lab", Instant.parse("2026-03-16T02:12:08Z"));
    private static final String HASH = "9c417be052aa8d11c0de4f7190ab33ce5b8d2f60718293a4b5c6d7e8f901e07b";

    private Samples() {}

    public static Intake intake() {
        return new Intake(
                DATABASE,
                FILES,
                new Tenant(new TenantId("firm_01J8QW7T4K"), TENANT),
                "Invoices",
                Instant.parse("2026-03-13T07:00:00Z"),
                Duration.ofHours(1),
                ZoneId.of("Australia/Melbourne"),
                "Priya Nair, admin",
                "called back",
                Instant.parse("2026-03-16T02:05:00Z"));
    }

    public static List<Asset> assets() {
        var window = new RestorableWindow(
                Instant.parse("2026-03-10T16:04:00Z"), Instant.parse("2026-03-16T02:07:30Z"), Duration.ofSeconds(38));
        return List.of(asset(DATABASE, AssetKind.DATABASE, window), asset(FILES, AssetKind.OBJECT_STORE, null));
    }

    public static Asset asset(AssetId id, AssetKind kind, @Nullable RestorableWindow window) {
        return new Asset(
                id,
                id.value(),
                kind,
                Environment.PRACTICE,
                "lab",
                null,
                null,
                null,
                null,
                "shared-schema",
                null,
                Configured.UNKNOWN,
                window,
                List.of(),
                List.of(),
                null,
                null,
                SEEN);
    }

    /// A snapshot a day, newest first.
    public static List<RecoveryPoint> points() {
        Instant newest = Instant.parse("2026-03-15T16:04:00Z");
        return IntStream.range(0, 7)
                .mapToObj(day -> point("snap-" + day, newest.minus(Duration.ofDays(day))))
                .toList();
    }

    public static RecoveryPoint point(String id, Instant takenAt) {
        return new RecoveryPoint(
                new PointId(id),
                DATABASE,
                PointKind.SNAPSHOT,
                takenAt,
                takenAt.plusSeconds(240),
                takenAt.plus(Duration.ofDays(7)),
                PointStatus.AVAILABLE,
                ByteSize.ofMegabytes(9700),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                "scheduled",
                null,
                SEEN);
    }

    public static Verdict partly() {
        RecoveryPoint best = points().get(3);
        return new Verdict(
                Verdict.Answer.PARTLY,
                best,
                best.takenAt(),
                Duration.ofMinutes(14 * 60 + 56),
                best.expiresAt(),
                List.of(
                        new Because(
                                Mark.WARNING,
                                "The newest 3 snapshots were taken after the loss; the 4th is used",
                                "We will assess what can be recovered from the most recent snapshot."),
                        new Because(
                                Mark.WARNING,
                                "Friday's own work is in no snapshot",
                                "Data written between the most recent backup and the incident may not be recoverable."),
                        new Because(
                                Mark.HOLDS,
                                "Best point is still held and its state is available",
                                "Retention: 7 days rolling on the current managed plan."),
                        new Because(Mark.UNKNOWN, "Whether document files are gone too is not known", null)));
    }

    public static Verdict no() {
        return new Verdict(
                Verdict.Answer.NO,
                null,
                null,
                null,
                null,
                List.of(new Because(
                        Mark.BREACH,
                        "Every point was taken after the loss",
                        "Retention: 7 days rolling on the current managed plan.")));
    }

    public static Staged staged() {
        return new Staged("scratch-7f2c", points().get(3).takenAt(), Duration.ofMinutes(36));
    }

    public static PlanView plan() {
        return new PlanView(HASH, 2_763, 44, 3, 57, "suppress");
    }

    public static Proof proof() {
        return new Proof(claims("0", true), "88213407", "backstay_prover", NOW.plusSeconds(9_240), 2_763, 0);
    }

    /// One row of another firm was written, so all was rolled back.
    public static Proof broken() {
        return new Proof(claims("1", false), "88213409", "backstay_prover", null, 0, 1);
    }

    private static List<Claim> claims(String others, boolean holds) {
        return List.of(
                new Claim("Rows inserted", "2,763", "2,763", "per table, as the plan says", true),
                new Claim("Rows updated", "0", "0", "none planned", true),
                new Claim("Other firms' rows changed", "0", others, "1,283 firms, before and after", holds),
                new Claim("Foreign keys re-checked", "14", "14", "312,870 references, 0 broken", true),
                new Claim("Firm of every written row", "1 firm", "1 firm", "firm_01J8QW7T4K in all 2,763", true),
                new Claim("Row-set digest", "9f3a…c2d1", "9f3a…c2d1", "sha256, canonical rows", true),
                new Claim("Rows deleted", "0", "0", "none planned", true),
                new Claim("Side effects", "suppressed", "0 fired", "3 triggers, 1 webhook queue", true));
    }

    public static Verification verification(Path folder) {
        return new Verification(
                true,
                List.of("2,763 rows read again, all as planned", "57 of 57 objects are back", "No session was revived"),
                Duration.ofSeconds(9_672),
                Duration.ofSeconds(9_690),
                Duration.ofMinutes(14 * 60 + 47),
                57,
                folder);
    }

    /// A search that found the transaction.
    public static FoundMoment found() {
        Instant at = NOW.minus(Duration.ofHours(9));
        List<Look> looks = List.of(
                new Look(1, at.minus(Duration.ofMinutes(50)), true, 2_803, true, 1),
                new Look(2, at.minus(Duration.ofMinutes(9)), false, 2_811, true, 1),
                new Look(3, at.plus(Duration.ofMinutes(21)), false, 54, false, 1),
                new Look(4, at, false, 48, false, 2),
                new Look(5, at.minus(Duration.ofSeconds(40)), false, 2_811, true, 3));
        return new FoundMoment(
                FoundMoment.Outcome.FOUND,
                new WalEvent.Commit(Lsn.parse("0/3110BC8"), Lsn.parse("0/3110D40"), at, 84_213),
                at.minusNanos(1_000),
                List.of(
                        new TenantCensus.Change(
                                TableName.of("practice.invoices"), 1_204, 0, 1_204, 0, 0, List.of("4411", "4412")),
                        new TenantCensus.Change(
                                TableName.of("practice.clients"), 300, 0, 300, 0, 0, List.of("•••", "•••"))),
                looks,
                new FoundMoment.Effort("base-0007", 14, 3, 5),
                List.of("No base backup is older than 2026-11-20 06:00:00 UTC."));
    }
}
