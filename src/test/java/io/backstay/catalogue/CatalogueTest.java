package io.backstay.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.PointId;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.AssetPast;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Configured;
import io.backstay.estate.Environment;
import io.backstay.estate.Heard;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.RestoreTest;
import io.backstay.estate.WalGap;
import io.backstay.fixture.Taken;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CatalogueTest {
    private static final List<PointKind> KINDS = List.of(PointKind.values());
    private static final Instant SEEN = Instant.parse("2026-11-23T01:00:00Z");
    private static final Comparator<RecoveryPoint> NEWEST_FIRST = Comparator.comparing(RecoveryPoint::takenAt)
            .reversed()
            .thenComparing(RecoveryPoint::id)
            .thenComparing(RecoveryPoint::asset);

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.range(20261123, 20261133);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void pagesPutTogetherAreTheWholeListInOrder(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        List<RecoveryPoint> all = new ArrayList<>();
        try (var catalogue = open()) {
            for (String name : List.of("db-a", "db-b", "files")) {
                List<RecoveryPoint> points = randomPoints(random, name);
                catalogue.replace(asset(name, SEEN), points);
                all.addAll(points);
            }
            all.sort(NEWEST_FIRST);
            for (PointFilter filter : filters()) {
                List<RecoveryPoint> expected =
                        all.stream().filter(point -> matches(filter, point)).toList();
                assertEquals(expected, paged(catalogue, filter, 1 + random.nextInt(40)), () -> "seed " + seed);
                assertEquals(expected.size(), catalogue.count(filter), () -> "seed " + seed);
                List<RecoveryPoint> streamed = new ArrayList<>();
                catalogue.eachPoint(filter, streamed::add);
                assertEquals(expected, streamed, () -> "seed " + seed);
            }
        }
    }

    @Test
    void everythingKnownOfAnAssetAndItsPointsComesBack() throws Exception {
        Asset asset = fullAsset();
        RecoveryPoint point = fullPoint(asset.id());
        RestoreTest test = new RestoreTest(
                asset.id(),
                "tenant",
                "deletion",
                SEEN,
                true,
                Duration.ofMinutes(4),
                Duration.ofSeconds(11),
                List.of(),
                asset.observation());
        try (var catalogue = open()) {
            catalogue.replace(asset, List.of(point));
            catalogue.add(test);
        }
        try (var catalogue = open()) {
            assertEquals(List.of(asset), catalogue.assets());
            assertEquals(List.of(point), catalogue.points(PointFilter.ALL, null, 10));
            assertEquals(List.of(test), catalogue.restoreTests());
            assertEquals(PointKey.of(point), catalogue.key(point.id(), null));
            assertNull(catalogue.key(point.id(), new AssetId("other")));
            assertEquals(SEEN, catalogue.observedAt());
        }
    }

    @Test
    void replacingForgetsOldPointsButKeepsRestoreTests() throws Exception {
        try (var catalogue = open()) {
            catalogue.replace(asset("db", SEEN), List.of(point("db", "1", PointKind.FULL, SEEN)));
            catalogue.add(new RestoreTest(
                    new AssetId("db"), "full", null, SEEN, true, null, null, List.of(), new Observation("t", SEEN)));
            catalogue.replace(
                    asset("db", SEEN.plusSeconds(9)),
                    List.of(point("db", "2", PointKind.SNAPSHOT, SEEN), point("db", "3", PointKind.SNAPSHOT, SEEN)));
            assertEquals(Map.of(PointKind.SNAPSHOT, 2L), catalogue.counts(new AssetId("db")));
            assertEquals(1, catalogue.restoreTests().size());
            assertEquals(SEEN.plusSeconds(9), catalogue.observedAt());
            catalogue.update(update -> update.remove(new AssetId("db")));
            assertEquals(0, catalogue.count(PointFilter.ALL));
            assertEquals(List.of(), catalogue.restoreTests());
            assertNull(catalogue.observedAt());
        }
    }

    @Test
    void aRefusedUpdateChangesNothing() throws Exception {
        try (var catalogue = open()) {
            catalogue.replace(asset("db", SEEN), List.of(point("db", "1", PointKind.FULL, SEEN)));
            var twice = List.of(point("db", "2", PointKind.FULL, SEEN), point("db", "2", PointKind.FULL, SEEN));
            var e = assertThrows(BackstayException.class, () -> catalogue.replace(asset("db", SEEN), twice));
            assertEquals(
                    "The recovery point '2' of the asset 'db' appears twice.",
                    e.failure().message());
            var lonely = point("nobody", "1", PointKind.FULL, SEEN);
            var unknown = assertThrows(BackstayException.class, () -> catalogue.update(u -> u.point(lonely)));
            assertTrue(
                    unknown.failure().message().contains("'nobody'"),
                    unknown.failure().message());
            assertEquals(
                    "1",
                    catalogue.points(PointFilter.ALL, null, 9).getFirst().id().value());
            assertEquals(Map.of(PointKind.FULL, 1L), catalogue.counts(new AssetId("db")));
        }
    }

    @Test
    void aPageIsReadWhileAnUpdateIsGoingOn() throws Exception {
        try (var catalogue = open()) {
            catalogue.replace(asset("db", SEEN), List.of(point("db", "1", PointKind.FULL, SEEN)));
            catalogue.update(update -> {
                update.asset(asset("db", SEEN));
                assertEquals(1, catalogue.points(PointFilter.ALL, null, 9).size());
            });
            assertEquals(0, catalogue.count(PointFilter.ALL));
        }
    }

    /// Up to the second version nothing was remembered of points that had gone.
    @Test
    void aCatalogueOfAnOlderBackstayIsTakenOverAndRemembersFromThenOn() throws Exception {
        Path file = folder.resolve("ünï cat").resolve("catalogue.db");
        try (var catalogue = open()) {
            catalogue.replace(
                    asset("db", SEEN),
                    List.of(point("db", "1", PointKind.FULL, SEEN), point("db", "2", PointKind.FULL, SEEN)));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DROP TABLE point_past");
            for (String newer : List.of("part_listed", "source_heard", "circumstance", "outcome")) {
                statement.executeUpdate("DROP TABLE " + newer);
            }
            statement.executeUpdate("UPDATE schema_version SET version = 2");
        }
        try (var catalogue = open()) {
            assertEquals(2, catalogue.count(PointFilter.ALL));
            Instant later = SEEN.plusSeconds(60);
            catalogue.replace(asset("db", later), List.of(point("db", "2", PointKind.FULL, SEEN)));
            assertEquals(1, catalogue.count(PointFilter.ALL));
            List<AssetPast> pasts = new ArrayList<>();
            catalogue.eachPast(later, (_, past) -> pasts.add(past));
            assertEquals(List.of(), pasts);
            catalogue.eachPast(SEEN, (_, past) -> pasts.add(past));
            assertEquals(1, pasts.getFirst().gone().size());
            assertEquals(List.of(SEEN, later), pasts.getFirst().listed());
            assertEquals(List.of(), catalogue.circumstances(null));
            Circumstance bin = circumstance("snap", null, "until later");
            catalogue.update(update -> update.circumstance("EC2", bin));
            assertEquals(List.of(bin), catalogue.circumstances(null));
        }
    }

    private static Circumstance circumstance(String subject, @Nullable AssetId asset, String value) {
        var seen = new Observation("cloud", SEEN);
        return new Circumstance(subject, asset, Circumstance.Kind.RECYCLE_BIN, value, subject + " is there.", seen);
    }

    @Test
    void whatAPartSaysReplacesWhatItSaidAndNothingOfOthers() throws Exception {
        AssetId db = new AssetId("db");
        Circumstance one = circumstance("one", db, "a");
        Circumstance two = circumstance("two", null, "a");
        Circumstance other = circumstance("one", db, "b");
        try (var catalogue = open()) {
            catalogue.update(update -> {
                update.circumstances("cloud", "north", List.of(one, two));
                update.circumstance("south", other);
            });
            assertEquals(List.of(one, other), catalogue.circumstances(db));
            Circumstance again = circumstance("one", db, "c");
            catalogue.update(update -> update.circumstances("cloud", "north", List.of(again)));
            assertEquals(List.of(again, other), catalogue.circumstances(null));
            catalogue.update(update -> update.unlisted("cloud"));
            assertEquals(List.of(), catalogue.circumstances(null));
        }
    }

    /// An asset that stays was not read, whoever has the name of its connection now.
    @Test
    void whatWasNotHeardOfAnAssetThatStaysOutlivesItsConnection() throws Exception {
        var seen = new Observation("cloud", SEEN);
        var unread = new Circumstance(
                "db", new AssetId("db"), Circumstance.Kind.POINTS_UNREAD, Circumstance.ON, "Not read.", seen);
        var heard = new Heard(SEEN, SEEN);
        try (var catalogue = open()) {
            catalogue.update(update -> {
                update.circumstance("recovery points", unread);
                update.heard("cloud", heard);
                update.listed("cloud", "north", SEEN);
                update.unlisted("cloud");
            });
            assertEquals(List.of(unread), catalogue.circumstances(null));
            assertEquals(Map.of("cloud", heard), catalogue.heard());
            assertEquals(Map.of(), catalogue.listed("cloud"));
        }
    }

    @Test
    void aPastHasAnEnd() throws Exception {
        try (var catalogue = open()) {
            Instant end = SEEN.plus(Duration.ofDays(500));
            for (Instant at = SEEN; at.isBefore(end); at = at.plus(Duration.ofDays(20))) {
                catalogue.replace(
                        asset("db", at), List.of(point("db", "of " + at.getEpochSecond(), PointKind.FULL, at)));
            }
            List<AssetPast> pasts = new ArrayList<>();
            catalogue.eachPast(SEEN, (_, past) -> pasts.add(past));
            AssetPast past = pasts.getFirst();
            assertEquals(21, past.listed().size());
            assertEquals(21, past.gone().size());
            assertEquals(5, past.since(SEEN, 5).gone().size());
            assertEquals(5, past.since(SEEN, 5).listed().size());
        }
    }

    @Test
    void aPageOfNoneOrTooManyIsADefect() throws Exception {
        try (var catalogue = open()) {
            assertThrows(IllegalArgumentException.class, () -> catalogue.points(PointFilter.ALL, null, 0));
            assertThrows(IllegalArgumentException.class, () -> catalogue.points(PointFilter.ALL, null, 1_001));
        }
    }

    private Catalogue open() throws BackstayException {
        return Catalogue.open(folder.resolve("ünï cat").resolve("catalogue.db"));
    }

    private static List<RecoveryPoint> paged(Catalogue catalogue, PointFilter filter, int limit)
            throws BackstayException {
        List<RecoveryPoint> all = new ArrayList<>();
        List<RecoveryPoint> page = catalogue.points(filter, null, limit);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = catalogue.points(filter, PointKey.of(page.getLast()), limit);
        }
        return all;
    }

    private static List<PointFilter> filters() {
        return List.of(
                PointFilter.ALL,
                new PointFilter(new AssetId("db-b"), Set.of(), ""),
                new PointFilter(null, EnumSet.of(PointKind.FULL, PointKind.SNAPSHOT), ""),
                new PointFilter(null, EnumSet.allOf(PointKind.class), "p1"),
                new PointFilter(null, Set.of(), "P1"),
                new PointFilter(new AssetId("files"), EnumSet.of(PointKind.OBJECT_VERSION), "2"),
                new PointFilter(new AssetId("none"), Set.of(), ""));
    }

    private static boolean matches(PointFilter filter, RecoveryPoint point) {
        return (filter.asset() == null || filter.asset().equals(point.asset()))
                && (filter.kinds().isEmpty() || filter.kinds().contains(point.kind()))
                && point.id().value().contains(filter.text().toLowerCase(Locale.ROOT));
    }

    /// Few different moments, and ids that repeat between assets, so that the order's last parts matter.
    private static List<RecoveryPoint> randomPoints(SplittableRandom random, String asset) {
        List<RecoveryPoint> points = new ArrayList<>();
        for (int i = 0; i < random.nextInt(120); i++) {
            PointKind kind = KINDS.get(random.nextInt(KINDS.size()));
            points.add(point(asset, "p" + i, kind, SEEN.minusSeconds(random.nextInt(8))));
        }
        return points;
    }

    private static RecoveryPoint point(String asset, String id, PointKind kind, Instant takenAt) {
        return new RecoveryPoint(
                new PointId(id),
                new AssetId(asset),
                kind,
                takenAt,
                null,
                null,
                PointStatus.AVAILABLE,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                new Observation("test", SEEN));
    }

    private static RecoveryPoint fullPoint(AssetId asset) {
        return new RecoveryPoint(
                new PointId("snap-1"),
                asset,
                PointKind.INCREMENTAL,
                SEEN.minusNanos(1_000),
                SEEN,
                SEEN.plusSeconds(60),
                PointStatus.DELETING,
                new ByteSize(12),
                "AES-256",
                "12345",
                List.of("eu-1", "eu-2"),
                "private",
                SEEN.plusSeconds(30),
                "compliance",
                "scheduled",
                new PointId("snap-0"),
                new Observation("test", SEEN));
    }

    private static Asset fullAsset() {
        return new Asset(
                new AssetId("db"),
                "Main",
                AssetKind.DATABASE,
                Environment.PRACTICE,
                "lab",
                "acc",
                "plan",
                "eu",
                "AES-256",
                "shared-schema",
                true,
                new Configured(Duration.ofDays(30), Duration.ofDays(7), "daily", "01:00", List.of("weekly")),
                new RestorableWindow(SEEN.minusSeconds(60), SEEN, Duration.ofSeconds(5)),
                List.of(new WalGap(SEEN.minusSeconds(50), SEEN.minusSeconds(40))),
                List.of("us"),
                false,
                null,
                new Observation("test", SEEN));
    }

    private static Asset asset(String id, Instant seen) {
        return Taken.database(new AssetId(id), Environment.PRODUCTION, new Observation("test", seen));
    }
}
