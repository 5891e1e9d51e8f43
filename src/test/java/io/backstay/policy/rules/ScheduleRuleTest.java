package io.backstay.policy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.estate.AssetKind;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.policy.check.MadeAsset;
import io.backstay.policy.check.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ScheduleRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration NIGHT = Duration.ofHours(7);
    private static final int ESTATES = 400;

    @Test
    void everyNightIsOneRun() throws Exception {
        Finding finding = judge(NOW, nights(12));
        assertEquals(Finding.Status.COMPLIANT, finding.status());
        assertEquals("12 of 12", finding.measured());
        assertEquals("every 1 d, snapshot", finding.target());
        assertEquals("So it is promised.", finding.clause());
    }

    @Test
    void aMissedNightIsNamedWithWhenItWasDue() throws Exception {
        List<Probe.MadePoint> runs = nights(12);
        runs.remove(4);
        Finding finding = judge(NOW, runs);
        assertEquals(Finding.Status.BREACH, finding.status());
        assertEquals("11 of 12", finding.measured());
        assertEquals(
                "11 of 12 expected runs, one every 1 d, since 2026-11-12 01:00:00 UTC, were made; 1 was missed, due"
                        + " about 2026-11-19 01:00:00 UTC: look into the job's own log for the reason.",
                finding.message());
    }

    @Test
    void aLateRunIsLateAndNotMissed() throws Exception {
        List<Probe.MadePoint> runs = nights(6);
        runs.set(3, taken(3, Duration.ofHours(-5)));
        Finding finding = judge(NOW, runs);
        assertEquals(Finding.Status.BREACH, finding.status());
        assertEquals("6 of 6", finding.measured());
        assertTrue(finding.message().contains("; 1 was late, by up to 5 h"), finding::message);
        runs.set(3, taken(3, Duration.ofHours(-3)));
        assertEquals(Finding.Status.COMPLIANT, judge(NOW, runs).status());
    }

    @Test
    void aJobThatStoppedMissesEveryNightSince() throws Exception {
        List<Probe.MadePoint> runs = nights(12);
        Finding finding = judge(NOW, new ArrayList<>(runs.subList(5, 12)));
        assertEquals("7 of 12", finding.measured());
        String shown = "due about 2026-11-23 01:00:00 UTC, 2026-11-22 01:00:00 UTC, 2026-11-21 01:00:00 UTC and before";
        assertTrue(finding.message().contains(shown), finding::message);
        assertTrue(finding.message().endsWith("and take a backup now."), finding::message);
    }

    @Test
    void aFailedRunIsMissedAndSaidToHaveFailed() throws Exception {
        List<Probe.MadePoint> runs = nights(5);
        runs.get(2).status(PointStatus.FAILED).completed(null);
        Finding finding = judge(NOW, runs);
        assertEquals("4 of 5", finding.measured());
        assertTrue(finding.message().contains("1 run failed"), finding::message);
    }

    @Test
    void aRunThatIsUnderWayIsNotMissedYet() throws Exception {
        List<Probe.MadePoint> runs = nights(5);
        runs.get(0).status(PointStatus.CREATING).completed(null);
        assertEquals(Finding.Status.COMPLIANT, judge(NOW, runs).status());
        assertEquals("4 of 4", judge(NOW, runs).measured());
    }

    @Test
    void whatWasNotObservedIsUnknownAndNeverMissed() throws Exception {
        Finding finding = judge(NOW.plus(DAY.multipliedBy(3)), nights(12));
        assertEquals(Finding.Status.UNKNOWN, finding.status());
        assertTrue(finding.message().contains("3 d before"), finding::message);
        assertEquals(Finding.Status.UNKNOWN, judge(NOW, nights(1)).status());
        assertEquals(Finding.Status.UNKNOWN, judge(NOW, new ArrayList<>()).status());
        assertEquals(
                Finding.Status.UNKNOWN,
                judge(NOW.minus(DAY.multipliedBy(60)), nights(12)).status());
    }

    @Test
    void aRunOfAnotherSortIsNone() throws Exception {
        List<Probe.MadePoint> runs = nights(12);
        runs.forEach(run -> run.kind(PointKind.INCREMENTAL));
        Finding finding = judge(NOW, runs);
        assertEquals(Finding.Status.BREACH, finding.status());
        assertEquals("0 of 30", finding.measured());
    }

    @Test
    void aRunThatIsNotCompleteByThenIsNotMade() throws Exception {
        List<Probe.MadePoint> runs = nights(12);
        runs.set(0, taken(0, Duration.ZERO).completed(NOW.plusSeconds(60)));
        assertEquals("11 of 12", judge(NOW, runs).measured());
        runs.clear();
        runs.add(taken(9, Duration.ZERO).kind(PointKind.INCREMENTAL));
        runs.add(new Probe.MadePoint(NOW.minusSeconds(60)).status(PointStatus.CREATING));
        Finding first = judge(NOW, runs);
        assertEquals(Finding.Status.UNKNOWN, first.status(), first::message);
        assertTrue(first.message().startsWith("The first run is being made"), first::message);
    }

    @Test
    void whatWasDueBeforeTheStretchThatIsLookedAtIsNotMissed() throws Exception {
        List<Probe.MadePoint> runs = nights(30);
        runs.add(taken(31, Duration.ZERO));
        Finding finding = judge(NOW, runs);
        assertEquals(Finding.Status.COMPLIANT, finding.status(), finding::message);
    }

    @Test
    void whatMustHaveGoneByTheLookIsNotMissedEither() throws Exception {
        List<Probe.MadePoint> runs = nights(28);
        runs.add(taken(100, Duration.ZERO));
        Finding then = judge(NOW.minus(Duration.ofDays(35)), runs);
        assertEquals(Finding.Status.UNKNOWN, then.status());
        assertTrue(then.message().startsWith("What was made then has gone since"), then::message);
    }

    /// Monthly points that stay for a year say nothing of daily ones, and a setting shortens the look back.
    @Test
    void howFarIsLookedBackFollowsWhatIsKeptOfThatDistance() throws Exception {
        String daily = "{rule: schedule, assets: [database], every: P1D}";
        String monthly = "{rule: retention, assets: [database], keep: P365D, every: P31D}";
        List<Probe.MadePoint> runs = nights(30);
        runs.add(taken(200, Duration.ZERO));
        assertEquals("30 of 30", measured(runs, null, daily, monthly));
        assertEquals("10 of 10", measured(nights(10), Duration.ZERO, daily));
        List<Probe.MadePoint> gap = nights(40);
        gap.remove(20);
        assertEquals("7 of 7", measured(gap, Duration.ofDays(7), daily));
        assertEquals("29 of 30", measured(gap, null, daily));
    }

    @Test
    void anotherKindOfBackupIsNotTheDifferentialOne() throws Exception {
        assertEquals(
                "0 of 30",
                measured(nights(30), null, "{rule: schedule, assets: [database], every: P1D, by: differential}"));
    }

    private static @Nullable String measured(
            List<Probe.MadePoint> runs, @Nullable Duration configured, String... promises) throws Exception {
        MadeAsset asset = Probe.asset(AssetKind.DATABASE, NOW)
                .configured(configured, null)
                .with(runs.toArray(Probe.MadePoint[]::new));
        return Probe.finding(Probe.policy(promises), asset.facts(), NOW, "schedule")
                .measured();
    }

    @Test
    void theRuleAndASlowCountAgreeOnRandomEstates() throws Exception {
        long seed = 20_261_126L;
        var random = new Random(seed);
        int missed = 0;
        int late = 0;
        for (int estate = 0; estate < ESTATES; estate++) {
            int hours = List.of(1, 6, 24, 168).get(random.nextInt(4));
            Duration every = Duration.ofHours(hours);
            List<Instant> taken = randomRuns(random, every);
            int no = estate;
            SlowTally slow = SlowTally.of(taken, NOW, every);
            MadeAsset asset = Probe.asset(AssetKind.DATABASE, NOW);
            taken.forEach(at -> asset.with(new Probe.MadePoint(at)));
            Finding finding = Probe.finding(
                    Probe.policy("{rule: schedule, assets: [database], every: PT" + hours + "H}"),
                    asset.facts(),
                    NOW,
                    "schedule");
            Finding.Status status = slow.missed() + slow.late() > 0
                    ? Finding.Status.BREACH
                    : slow.made() == 1 ? Finding.Status.UNKNOWN : Finding.Status.COMPLIANT;
            assertEquals(status, finding.status(), () -> "seed " + seed + ", estate " + no + ": " + finding);
            if (status != Finding.Status.UNKNOWN) {
                assertEquals(
                        slow.made() + " of " + (slow.made() + slow.missed()),
                        finding.measured(),
                        () -> "seed " + seed + ", estate " + no);
            }
            missed += slow.missed() > 0 ? 1 : 0;
            late += slow.late() > 0 ? 1 : 0;
        }
        assertTrue(missed > 50 && late > 50 && missed < ESTATES - 50, "seed " + seed + ": " + missed + ", " + late);
    }

    /// At most three weeks or twenty steps back, so that all of them are looked at.
    private static List<Instant> randomRuns(Random random, Duration every) {
        int steps = 1 + random.nextInt(every.compareTo(DAY) > 0 ? 3 : 20);
        int jitter = random.nextInt(40);
        List<Instant> taken = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            if (step == steps - 1 || random.nextInt(12) > 0) {
                long wobble = every.toSeconds() * (random.nextInt(2 * jitter + 1) - jitter) / 100;
                Instant run = NOW.minus(every.multipliedBy(step))
                        .minus(every.dividedBy(2))
                        .plusSeconds(wobble);
                taken.add(run);
                if (random.nextInt(15) == 0) {
                    taken.add(run.plus(every.dividedBy(3)));
                }
            }
        }
        taken.removeIf(run -> run.isAfter(NOW));
        taken.sort(null);
        return taken;
    }

    private static List<Probe.MadePoint> nights(int count) {
        List<Probe.MadePoint> runs = new ArrayList<>();
        for (int night = 0; night < count; night++) {
            runs.add(taken(night, Duration.ZERO));
        }
        return runs;
    }

    /// Seven hours ago, and so many days before, and that much earlier.
    private static Probe.MadePoint taken(int nights, Duration earlier) {
        return new Probe.MadePoint(
                NOW.minus(NIGHT).minus(DAY.multipliedBy(nights)).minus(earlier));
    }

    private static Finding judge(Instant at, List<Probe.MadePoint> runs) throws Exception {
        MadeAsset asset = Probe.asset(AssetKind.DATABASE, NOW).with(runs.toArray(Probe.MadePoint[]::new));
        return Probe.finding(
                Probe.policy("{rule: schedule, assets: [database], every: P1D, by: snapshot}"),
                asset.facts(),
                at,
                "schedule");
    }
}
