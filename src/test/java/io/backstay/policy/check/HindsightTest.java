package io.backstay.policy.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.PointId;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.AssetPast;
import io.backstay.estate.PointColumns;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.policy.Policy;
import io.backstay.policy.facts.EstateFacts;
import io.backstay.policy.rules.Finding;
import io.backstay.policy.rules.Hindsight;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A check at an instant of the past, by what was listed before and after it.
final class HindsightTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final AssetId DATABASE = new AssetId("db");
    private static final String RPO = "{rule: rpo, assets: [database], atMost: P1D}";
    private static final String KEPT = "{rule: retention, assets: [database], keep: P3D, every: P1D}";
    private static final String LOCKED = "{rule: immutability, assets: [database], atLeast: P1D}";

    @TempDir
    Path folder;

    /// Every night at five, gone after four days; looked at every morning at eight.
    @Test
    void whatHasGoneSinceIsJudgedAsItWasThen() throws Exception {
        try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
            for (int day = 30; day >= 0; day--) {
                list(catalogue, ago(day), nights(day, 4));
            }
            assertEquals(4, catalogue.count(PointFilter.ALL));
            for (int day : List.of(0, 1, 10, 20)) {
                assertEquals("COMPLIANT 3 h", judge(catalogue, RPO, "rpo", ago(day)));
                assertEquals("COMPLIANT 3 of 3", judge(catalogue, KEPT, "retention", ago(day)));
                assertEquals("COMPLIANT 15 h", judge(catalogue, RPO, "rpo", ago(day).minus(Duration.ofHours(12))));
            }
            assertEquals("UNKNOWN null", judge(catalogue, KEPT, "retention", ago(35)));
            assertEquals("UNKNOWN null", judge(catalogue, RPO, "rpo", ago(35)));
        }
    }

    @Test
    void aNightThatWasMissedThenIsABreachOfThenAlone() throws Exception {
        try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
            for (int day = 30; day >= 0; day--) {
                list(catalogue, ago(day), nights(day, 4, 20));
            }
            assertEquals("COMPLIANT 3 h", judge(catalogue, RPO, "rpo", ago(21)));
            assertEquals("BREACH 1 d 3 h", judge(catalogue, RPO, "rpo", ago(20)));
            assertEquals("BREACH 2 of 3", judge(catalogue, KEPT, "retention", ago(20).plusSeconds(3600)));
            assertEquals("COMPLIANT 3 of 3", judge(catalogue, KEPT, "retention", ago(10)));
        }
    }

    @Test
    void whereNobodyLookedItIsUnknownAndWhatIsStillThereCounts() throws Exception {
        try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
            list(catalogue, ago(20), nights(20, 4));
            list(catalogue, NOW, nights(0, 4));
            assertEquals("UNKNOWN null", judge(catalogue, RPO, "rpo", ago(10)));
            assertEquals("UNKNOWN null", judge(catalogue, LOCKED, "immutability", ago(1)));
            assertEquals("COMPLIANT 3 h", judge(catalogue, RPO, "rpo", ago(1)));
            assertEquals("COMPLIANT 3 h", judge(catalogue, RPO, "rpo", ago(20)));
            assertEquals("UNKNOWN null", judge(catalogue, RPO, "rpo", ago(18)));
        }
    }

    @Test
    void aPointThatWentBetweenTwoLooksDecidesNothingInBetween() throws Exception {
        Policy policy = Probe.policy("{rule: rpo, assets: [database], atMost: PT10H}");
        try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
            list(catalogue, NOW.minus(DAY), List.of(point(NOW.minus(DAY).minusSeconds(60))));
            list(catalogue, NOW, List.of(point(NOW.minus(DAY.multipliedBy(9)))));
            list(catalogue, NOW.plus(DAY), List.of(point(NOW.minus(DAY.multipliedBy(9)))));
            assertEquals("COMPLIANT", status(catalogue, policy, NOW.minus(DAY)));
            assertEquals("UNKNOWN", status(catalogue, policy, NOW.minus(DAY).plusSeconds(60)));
            assertEquals("BREACH", status(catalogue, policy, NOW));
            assertEquals("BREACH", status(catalogue, policy, NOW.plusSeconds(60)));
        }
    }

    @Test
    void anOlderListAndAListThatWasRefusedTellOfNothingThatWent() throws Exception {
        try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
            list(catalogue, NOW, nights(0, 4));
            list(catalogue, ago(3), List.of());
            list(catalogue, NOW, nights(0, 4));
            List<AssetPast> pasts = new ArrayList<>();
            catalogue.eachPast(ago(9), (_, past) -> pasts.add(past));
            assertEquals(List.of(ago(3), NOW), pasts.getFirst().listed());
            assertEquals(0, pasts.getFirst().gone().size());
            var twice = point(ago(1));
            assertThrows(BackstayException.class, () -> list(catalogue, NOW.plusSeconds(9), List.of(twice, twice)));
            list(catalogue, NOW.plusSeconds(10), List.of());
            pasts.clear();
            catalogue.eachPast(ago(9), (_, past) -> pasts.add(past));
            assertEquals(4, pasts.getFirst().gone().size());
            catalogue.update(update -> update.remove(DATABASE));
            pasts.clear();
            catalogue.eachPast(ago(9), (_, past) -> pasts.add(past));
            assertTrue(pasts.isEmpty());
        }
    }

    /// An older list takes the place of a newer one, and what that one knew of the time before is lost.
    @Test
    void anOlderListEndsWhatIsKnownOfTheTimeBefore() throws Exception {
        try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
            for (int day : List.of(3, 2, 1)) {
                list(catalogue, ago(day), nights(day, 1));
            }
            assertEquals("COMPLIANT 1 h", judge(catalogue, RPO, "rpo", ago(2).minusSeconds(2 * 3600)));
            list(catalogue, ago(2), List.of(Probe.point(ago(2), null, PointStatus.CREATING)));
            list(catalogue, NOW, List.of());
            List<AssetPast> pasts = new ArrayList<>();
            catalogue.eachPast(ago(9), (_, past) -> pasts.add(past));
            assertEquals(List.of(ago(2), NOW), pasts.getFirst().listed());
            assertEquals(2, pasts.getFirst().gone().size());
            assertEquals("UNKNOWN null", judge(catalogue, RPO, "rpo", ago(1)));
        }
    }

    @Test
    void aPointThatWentIsThereUntilItWasLastSeenAndMayBeUntilItIsMissed() {
        AssetPast past = new AssetPast(List.of(ago(3), ago(2), ago(1)));
        past.add(point(ago(4)), micros(ago(3)), micros(ago(2)));
        assertEquals(List.of(false, false), there(past, ago(5)));
        assertEquals(List.of(true, false), there(past, ago(4)));
        assertEquals(List.of(true, false), there(past, ago(3)));
        assertEquals(List.of(false, true), there(past, ago(3).plusMillis(1)));
        assertEquals(List.of(false, true), there(past, ago(2).minusMillis(1)));
        assertEquals(List.of(false, false), there(past, ago(2)));
        assertFalse(past.covers(ago(3).minusMillis(1)));
        assertTrue(past.covers(ago(3)) && past.covers(ago(1)));
        assertFalse(past.covers(ago(1).plusMillis(1)));
    }

    private static List<Boolean> there(AssetPast past, Instant at) {
        return List.of(past.addTo(new PointColumns(), at, false), past.addTo(new PointColumns(), at, true));
    }

    private static long micros(Instant moment) {
        return PointColumns.micros(moment);
    }

    @Test
    void theSameFactsAnswerForEachInstant() throws Exception {
        MadeAsset made = new MadeAsset(DATABASE, AssetKind.DATABASE, NOW).with(new Probe.MadePoint(ago(5)));
        AssetPast past = new AssetPast(List.of(ago(4), ago(3), ago(2), ago(1), NOW));
        EstateFacts facts = made.facts().add(DATABASE, past);
        Policy policy = Probe.policy(RPO);
        List<String> found = new ArrayList<>();
        for (Instant at : List.of(ago(4), ago(3), NOW.minusSeconds(240))) {
            found.add(Probe.finding(policy, facts, at, "rpo").status().name());
        }
        assertEquals(List.of("COMPLIANT", "BREACH", "BREACH"), found);
        EstateFacts alone = made.facts();
        assertEquals(
                "UNKNOWN", Probe.finding(policy, alone, ago(3), "rpo").status().name());
        assertEquals(
                "BREACH",
                Probe.finding(policy, alone, NOW.minusSeconds(240), "rpo")
                        .status()
                        .name());
    }

    @ParameterizedTest
    @CsvSource({
        "rpo, 1 d, BREACH, UNKNOWN",
        "rpo, 1 d, COMPLIANT, COMPLIANT",
        "encryption, AES, COMPLIANT, UNKNOWN",
        "encryption, AES, BREACH, BREACH",
        "means, snapshot, BREACH, UNKNOWN",
        "means, no snapshot, BREACH, BREACH",
        "means, snapshot, COMPLIANT, COMPLIANT",
        "means, no snapshot, COMPLIANT, UNKNOWN",
        "copies, 2 regions, BREACH, UNKNOWN",
        "copies, 2 regions, COMPLIANT, UNKNOWN",
        "rto, 4 h, BREACH, BREACH"
    })
    void whatHangsOnPointsThatNobodySawIsUnknown(
            String rule, String target, Finding.Status judged, Finding.Status expected) {
        var finding = new Finding(rule, DATABASE, judged, "So it is promised.", target, "something", "So it is.");
        assertEquals(expected, Hindsight.of(finding, List.of(), false).status());
        assertEquals(judged, Hindsight.of(finding, List.of(), true).status());
    }

    @Test
    void whatAMishapNeedsIsUnknownWhereNobodyLookedAndAFailedDrillIsNot() throws Exception {
        Policy policy =
                Probe.policy("{rule: scenario, scenario: flood, assets: [database], rto: PT4H, needs: [incremental]}");
        MadeAsset drilled = new MadeAsset(DATABASE, AssetKind.DATABASE, NOW)
                .with(new Probe.MadePoint(ago(5)))
                .test("full", "flood", ago(4), true, Duration.ofHours(1));
        assertEquals(
                "UNKNOWN",
                Probe.finding(policy, drilled.facts(), ago(3), "scenario")
                        .status()
                        .name());
        assertEquals(
                "BREACH",
                Probe.finding(policy, drilled.facts(), NOW, "scenario").status().name());
        drilled.test("full", "flood", ago(4).plusSeconds(1), false, null);
        assertEquals(
                "BREACH",
                Probe.finding(policy, drilled.facts(), ago(3), "scenario")
                        .status()
                        .name());
    }

    /// Points come and go at random and are listed at random; the truth knows each of them.
    @Test
    void theCheckNeverContradictsWhatWasReallyThere() throws Exception {
        long seed = 20_261_126L;
        var random = new Random(seed);
        Map<Finding.Status, Integer> seen = new EnumMap<>(Finding.Status.class);
        Policy policy = Probe.policy("{rule: rpo, assets: [database], atMost: PT20H}");
        for (int estate = 0; estate < 5; estate++) {
            List<RecoveryPoint> all = new ArrayList<>();
            List<Instant> ends = new ArrayList<>();
            for (int hour = 0; hour < 240; hour += 1 + random.nextInt(30)) {
                all.add(point(NOW.minus(Duration.ofHours(hour))));
                ends.add(NOW.minus(Duration.ofHours(hour)).plus(Duration.ofHours(37 + random.nextInt(90))));
            }
            try (Catalogue catalogue = Catalogue.open(folder.resolve(estate + ".db"))) {
                for (int hour = 200; hour >= 0; hour = hour == 0 ? -1 : Math.max(0, hour - 6 - random.nextInt(50))) {
                    Instant at = NOW.minus(Duration.ofHours(hour));
                    list(catalogue, at, there(all, ends, at));
                }
                for (int round = 0; round < 50; round++) {
                    Instant at =
                            NOW.minus(Duration.ofHours(random.nextInt(200))).minusSeconds(1 + random.nextInt(3000));
                    boolean kept = there(all, ends, at).stream()
                            .anyMatch(point -> point.takenAt().isAfter(at.minus(Duration.ofHours(20))));
                    String status = status(catalogue, policy, at);
                    assertFalse(
                            status.equals(kept ? "BREACH" : "COMPLIANT"),
                            "seed " + seed + ", estate " + estate + " at " + at + ": " + status);
                    seen.merge(Finding.Status.valueOf(status), 1, Integer::sum);
                }
            }
        }
        assertTrue(seen.size() == 3 && seen.values().stream().allMatch(count -> count > 5), seen::toString);
    }

    private static List<RecoveryPoint> there(List<RecoveryPoint> all, List<Instant> ends, Instant at) {
        List<RecoveryPoint> there = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).takenAt().isAfter(at) && ends.get(i).isAfter(at)) {
                there.add(all.get(i));
            }
        }
        return there;
    }

    /// Those of the last so many nights, without the one of that many days ago.
    private static List<RecoveryPoint> nights(int daysAgo, int count, int... without) {
        List<RecoveryPoint> points = new ArrayList<>();
        for (int night = daysAgo; night < daysAgo + count; night++) {
            if (without.length == 0 || without[0] != night) {
                points.add(point(ago(night).minus(Duration.ofHours(3))));
            }
        }
        return points;
    }

    /// Named by its moment, so that it is the same in every list.
    private static RecoveryPoint point(Instant taken) {
        RecoveryPoint made = new Probe.MadePoint(taken).point(DATABASE);
        return new RecoveryPoint(
                new PointId("at-" + taken.toEpochMilli()),
                made.asset(),
                made.kind(),
                taken,
                made.completedAt(),
                null,
                made.status(),
                null,
                made.encryption(),
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                made.observation());
    }

    private static void list(Catalogue catalogue, Instant at, List<RecoveryPoint> points) throws Exception {
        Asset asset = new MadeAsset(DATABASE, AssetKind.DATABASE, at)
                .facts()
                .assets()
                .iterator()
                .next();
        catalogue.replace(asset, points);
    }

    private static Instant ago(int days) {
        return NOW.minus(DAY.multipliedBy(days));
    }

    private static String judge(Catalogue catalogue, String promise, String rule, Instant at) throws Exception {
        Finding finding = Probe.finding(Probe.policy(promise), EstateFacts.of(catalogue, at), at, rule);
        return finding.status() + " " + finding.measured();
    }

    private static String status(Catalogue catalogue, Policy policy, Instant at) throws Exception {
        return Probe.finding(policy, EstateFacts.of(catalogue, at), at, "rpo")
                .status()
                .name();
    }
}
