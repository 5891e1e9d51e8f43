package io.backstay.policy.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.estate.AssetKind;
import io.backstay.estate.Environment;
import io.backstay.estate.Safekeeping;
import io.backstay.estate.WalGap;
import io.backstay.policy.Policy;
import io.backstay.policy.rules.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where each rule turns over: exactly what is promised, one step more, and what is near it and does not count.
final class RuleEdgesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final String COMPLIANT = "COMPLIANT";
    private static final String BREACH = "BREACH";
    private static final String UNKNOWN = "UNKNOWN";

    @Test
    void gapsOutsideTheJudgedStretchDoNotCount() throws Exception {
        String archived = "{rule: archiving, assets: [database], lag: PT5M}";
        WalGap before = new WalGap(ago(10), ago(9));
        assertEquals(COMPLIANT, judge(archived, "archiving", asset().log(ago(8), NOW, Duration.ZERO, before)));
        MadeAsset later = asset().log(ago(20), NOW, null, new WalGap(ago(1), ago(1).plusSeconds(60)));
        assertEquals(
                COMPLIANT,
                judge("{rule: pitr-window, assets: [database], atLeast: P7D}", "pitr-window", later, ago(2)));
        Finding none = finding(archived, "archiving", asset().log(NOW.plusSeconds(60), NOW.plusSeconds(90), null), NOW);
        assertTrue(none.message().startsWith("What is archived of this asset's log is not known"), none::message);
    }

    @Test
    void aLogThatEndedExactlyADayAgoStillRuns() throws Exception {
        String promise = "{rule: pitr-window, assets: [database], atLeast: P7D}";
        assertEquals(COMPLIANT, judge(promise, "pitr-window", asset().log(ago(9), ago(1), null)));
        assertEquals(BREACH, judge(promise, "pitr-window", asset().log(ago(9), ago(1).minusMillis(1), null)));
    }

    @ParameterizedTest
    @CsvSource({"35, COMPLIANT", "36, BREACH"})
    void rdsKeepsNoLongerWhateverItsPlanIsCalled(int days, String expected) throws Exception {
        String promise = "{rule: retention, assets: [database], keep: P%dD, every: P1D}".formatted(days);
        assertEquals(expected, judge(promise, "plan-ceiling", asset().at("aws-rds", "db.t4g.large")));
    }

    @Test
    void aReplicaOfADatabaseIsNoCopyOfItsPoints() throws Exception {
        MadeAsset replicated = asset().of("live", "a", "b").with(point(1).regions("a"));
        assertEquals(
                BREACH, judge("{rule: copies, assets: [database], spread: regions, atLeast: 2}", "copies", replicated));
    }

    @Test
    void theRegionOfABucketCountsBesideItsReplicas() throws Exception {
        String two = "{rule: copies, assets: [object-store], spread: regions, atLeast: 2}";
        MadeAsset bucket = Probe.asset(AssetKind.OBJECT_STORE, NOW).of(null, "a", "b");
        assertEquals(COMPLIANT, judge(two, "copies", bucket));
        assertEquals(BREACH, judge(two, "copies", bucket.of(null, null, "b")));
    }

    @Test
    void copiesThatAreKeptInOneRegionLieNowhereElse() throws Exception {
        String only = "{rule: copies, assets: [database], spread: zones, atLeast: 1, only: true}";
        assertEquals(COMPLIANT, only(only, asset().of(null, "a").with(point(1).regions("a"))));
        assertEquals(BREACH, only(only, asset().of(null, "a").with(point(1).regions("a"), point(2).regions("a", "b"))));
        assertEquals(BREACH, only(only, asset().of(null, "a", "b").with(point(1).regions("a"))));
        assertEquals(UNKNOWN, only(only, asset().of(null, null).with(point(1).regions("a"))));
        assertEquals(UNKNOWN, only(only, asset().of(null, "a").with(point(1))));
        assertEquals(UNKNOWN, only(only, asset().of(null, "a")));
        String two = "{rule: copies, assets: [database], spread: regions, atLeast: 2, only: true}";
        assertEquals(COMPLIANT, only(two, asset().with(point(1).regions("a", "b"))));
        assertEquals(BREACH, only(two, asset().with(point(1).regions("a", "b"), point(2).regions("c"))));
    }

    @Test
    void aPolicyThatWantsCopiesHereOnlyAndElsewhereTooHasToDecide() throws Exception {
        MadeAsset both = asset().of(null, "a").with(point(1).regions("a", "b"));
        String only = "{rule: copies, assets: [database], spread: zones, atLeast: 1, only: true}";
        String flood = "{rule: scenario, scenario: flood, assets: [database], rpo: P1D, needs: [%s]}";
        assertEquals(UNKNOWN, only(both, only, flood.formatted("cross-region")));
        assertEquals(BREACH, only(both, only, flood.formatted("standby")));
        String none = "{rule: by, assets: [database], mechanism: cross-region, absent: true}";
        assertEquals(BREACH, only(both, only, none));
    }

    private static String only(String promise, MadeAsset asset) throws Exception {
        return only(asset, promise);
    }

    private static String only(MadeAsset asset, String... promises) throws Exception {
        List<Finding> found = PolicyCheck.check(Probe.policy(promises), asset.facts(), NOW).findings().stream()
                .filter(finding ->
                        finding.rule().equals("copies") && !finding.target().startsWith("at least"))
                .toList();
        assertEquals(1, found.size(), found::toString);
        return found.getFirst().status().name();
    }

    /// A point may be late by an eighth, and what is set to exactly the promised time is enough.
    @Test
    void retentionTurnsOverAtAnEighthAndAtThePromisedSetting() throws Exception {
        String promise = "{rule: retention, assets: [database], keep: P2D, every: P1D}";
        Instant late = NOW.minus(Duration.ofHours(27));
        MadeAsset made = asset().configured(Duration.ofDays(2), null).with(new Probe.MadePoint(late));
        assertEquals(COMPLIANT, judge(promise, "retention", made));
        made = asset().with(new Probe.MadePoint(late.minusMillis(1)));
        assertEquals(BREACH, judge(promise, "retention", made));
    }

    @Test
    void aPointIsUsableFromTheMomentItIsComplete() throws Exception {
        String promise = "{rule: rpo, assets: [database], atMost: P1D}";
        MadeAsset made = asset().with(point(1).completed(NOW));
        assertEquals(COMPLIANT, judge(promise, "rpo", made));
        assertEquals(BREACH, judge(promise, "rpo", made, NOW.minusMillis(1)));
    }

    /// What was due after the last look may have been made.
    @Test
    void whatNobodyLookedAtIsNotMissing() throws Exception {
        String promise = "{rule: retention, assets: [database], keep: P7D, every: P1D}";
        MadeAsset week = asset();
        MadeAsset hole = asset();
        for (int night = 0; night < 12; night++) {
            week.with(point(night));
            if (night != 3) {
                hole.with(point(night));
            }
        }
        Instant later = NOW.plus(DAY.multipliedBy(3));
        assertEquals(COMPLIANT, judge(promise, "retention", week, NOW.plus(DAY)));
        assertEquals(UNKNOWN, judge(promise, "retention", week, later));
        Finding broken = finding(promise, "retention", hole, later);
        assertEquals(BREACH + " 4 of 5", broken.status() + " " + broken.measured());
        MadeAsset gone = asset().with(point(1).expires(NOW.plus(DAY)));
        assertEquals(UNKNOWN, judge(promise, "retention", gone, later));
        assertEquals(BREACH, judge(promise, "retention", asset().with(point(1).expires(NOW)), later));
    }

    @Test
    void aWindowIsABackupTooWhereThereShouldBeNone() throws Exception {
        Policy none = Probe.saying("{rule: not-backed-up, environments: [staging]}");
        MadeAsset uat = asset().in(Environment.STAGING).configured(Duration.ofDays(7), null);
        assertEquals(UNKNOWN, status(none, "exclusion", uat));
        assertEquals(BREACH, status(none, "exclusion", uat.log(ago(2), NOW, null)));
    }

    @Test
    void whoeverReadsWithoutACredentialBreaksIsolation() throws Exception {
        String promise = "{rule: isolation, assets: [database], from: [public]}";
        MadeAsset open = asset().kept(new Safekeeping(null, List.of(), null, true, null, null));
        assertEquals(BREACH, judge(promise, "isolation", open.with(point(1).visibility("private"))));
    }

    @Test
    void copiesInAnotherAccountLieInOtherStorage() throws Exception {
        String storage = "{rule: isolation, assets: [database], from: [storage]}";
        String account = "{rule: isolation, assets: [database], from: [account]}";
        MadeAsset live = asset().of("live", null);
        assertEquals(UNKNOWN, judge(account, "isolation", live));
        assertEquals(UNKNOWN, judge(storage, "isolation", live));
        live.with(point(1).account("backups"));
        assertEquals(COMPLIANT, judge(storage, "isolation", live));
        assertEquals(UNKNOWN, judge(storage, "isolation", live.with(point(2))));
    }

    @Test
    void aLockThatEndedHoldsNobodyBack() throws Exception {
        String promise = "{rule: isolation, assets: [database], from: [credentials]}";
        assertEquals(
                COMPLIANT, judge(promise, "isolation", asset().with(point(1).locked(NOW.plusMillis(1), "compliance"))));
        assertEquals(UNKNOWN, judge(promise, "isolation", asset().with(point(1).locked(NOW, "compliance"))));
    }

    @Test
    void aLockIsNeededUntilThePromisedTimeIsOverAndNotLonger() throws Exception {
        String promise = "{rule: immutability, assets: [database], atLeast: P7D}";
        assertEquals(UNKNOWN, judge(promise, "immutability", asset().immutable(false)));
        assertEquals(COMPLIANT, judge(promise, "immutability", asset().with(point(7))));
        assertEquals(UNKNOWN, judge(promise, "immutability", asset().with(point(7)), NOW.minusMillis(1)));
        Finding governed = finding(
                promise,
                "immutability",
                asset().with(point(1).locked(NOW.plus(Duration.ofDays(9)), "governance")),
                NOW);
        assertTrue(governed.message().contains("in the mode governance, which some may take away"), governed::message);
    }

    @Test
    void governanceIsNoLockThatOutlivesAnAdministrator() throws Exception {
        String promise = "{rule: by, assets: [database], mechanism: immutable}";
        MadeAsset governed = asset().with(point(1).locked(NOW.plusSeconds(9), "governance"));
        assertEquals(BREACH, judge(promise, "means", governed));
        assertEquals(COMPLIANT, judge(promise, "means", governed.immutable(true)));
    }

    @ParameterizedTest
    @CsvSource({"P7D, UNKNOWN", "PT0S, BREACH"})
    void aSettingAloneShowsNoArchivedLogAndZeroShowsThatThereIsNone(Duration set, String expected) throws Exception {
        assertEquals(
                expected,
                judge("{rule: by, assets: [database], mechanism: pitr}", "means", asset().configured(null, set)));
    }

    @Test
    void severalZonesOrAStandbyAreReplicasAndOneZoneIsNone() throws Exception {
        String replicated = "{rule: by, assets: [database], mechanism: replication}";
        String zones = "{rule: by, assets: [database], mechanism: multi-zone}";
        assertEquals(COMPLIANT, judge(replicated, "means", zoned(null, "a", "b")));
        assertEquals(UNKNOWN, judge(replicated, "means", zoned(null, "a")));
        assertEquals(COMPLIANT, judge(replicated, "means", zoned(true, "a")));
        assertEquals(BREACH, judge(zones, "means", zoned(null, "a")));
        assertEquals(COMPLIANT, judge(zones, "means", zoned(null, "a", "b")));
    }

    @Test
    void onlyTheNewestRestoreOfTheRightKindShowsAMeans() throws Exception {
        String tenant = "{rule: by, assets: [database], mechanism: tenant-restore}";
        String staging = "{rule: by, assets: [database], mechanism: staging}";
        MadeAsset tested = asset().test("tenant", null, NOW.minusSeconds(9), true, null);
        assertEquals(COMPLIANT, judge(tenant, "means", tested));
        assertEquals(UNKNOWN, judge(staging, "means", tested));
        assertEquals(UNKNOWN, judge(tenant, "means", tested, NOW.minusSeconds(10)));
        tested.test("tenant", null, NOW.minusSeconds(8), false, null);
        assertEquals(BREACH, judge(tenant, "means", tested));
    }

    @Test
    void aRestoreTestOfLaterOrOfAnotherKindDoesNotCount() throws Exception {
        String promise = "{rule: restore-test, assets: [database], test: full, every: P3M}";
        MadeAsset later = asset().test("full", null, NOW.plusSeconds(1), true, null);
        assertEquals(UNKNOWN, judge(promise, "restore-test", later));
        assertEquals(UNKNOWN, judge(promise, "restore-test", asset().test("tenant", null, ago(1), true, null)));
    }

    @Test
    void aRestoreTestNamesWhenTheNextIsDue() throws Exception {
        String promise = "{rule: restore-test, assets: [database], test: full, every: P3M}";
        MadeAsset old = asset().test("full", null, Instant.parse("2026-08-23T08:00:00Z"), true, null);
        Finding due = finding(promise, "restore-test", old, NOW);
        assertEquals(COMPLIANT, due.status().name());
        assertTrue(due.message().endsWith("; the next is due by 2026-11-23 08:00:00 UTC."), due::message);
        Finding overdue = finding(promise, "restore-test", old, NOW.plusMillis(1));
        assertEquals(BREACH, overdue.status().name());
        assertTrue(
                overdue.message().endsWith("; the next was due by 2026-11-23 08:00:00 UTC: run one now."),
                overdue::message);
    }

    @Test
    void onlyRestoresThatPassedAreTimedAndTheTargetItselfIsEnough() throws Exception {
        String promise = "{rule: rto, assets: [database], atMost: PT4H}";
        MadeAsset timed = asset().test("full", null, NOW.minusSeconds(9), false, Duration.ofHours(1));
        assertEquals(UNKNOWN, judge(promise, "rto", timed));
        timed.test("integrity", null, NOW.minusSeconds(9), true, Duration.ofHours(1));
        assertEquals(UNKNOWN, judge(promise, "rto", timed));
        timed.test("full", null, NOW.minusSeconds(8), true, Duration.ofHours(4));
        assertEquals(COMPLIANT, judge(promise, "rto", timed));
        timed.test(
                "tenant", null, NOW.minusSeconds(8), true, Duration.ofHours(4).plusMillis(1));
        assertEquals(BREACH, judge(promise, "rto", timed));
    }

    @Test
    void aDrillThatTookExactlyThePromisedTimeHolds() throws Exception {
        String promise = "{rule: scenario, scenario: flood, assets: [database], rto: PT4H, rpo: PT1H}";
        MadeAsset drilled =
                asset().test("full", "flood", NOW.minusSeconds(9), true, Duration.ofHours(4), Duration.ofHours(1));
        assertEquals(COMPLIANT, judge(promise, "scenario", drilled));
        assertEquals(UNKNOWN, judge(promise, "scenario", drilled, NOW.minusSeconds(10)));
        drilled.test(
                "full", "flood", NOW.minusSeconds(8), true, Duration.ofHours(4).plusMillis(1), Duration.ofHours(1));
        assertEquals(BREACH, judge(promise, "scenario", drilled));
    }

    @Test
    void aDrillIsDueToTheSecondAndAFailedOneIsABreach() throws Exception {
        String promise = "{rule: drill, scenario: flood, every: P3M}";
        MadeAsset drilled = asset().test("full", "flood", Instant.parse("2026-08-23T08:00:00Z"), true, null);
        assertEquals(COMPLIANT, judge(promise, "drill", drilled));
        assertEquals(BREACH, judge(promise, "drill", drilled, NOW.plusMillis(1)));
        assertEquals(BREACH, judge(promise, "drill", asset().test("full", "flood", NOW.minusSeconds(9), false, null)));
    }

    @Test
    void factsOfFiveMinutesAgoAreFresh() throws Exception {
        String promise = "{rule: rpo, assets: [database], atMost: P1D}";
        MadeAsset made = asset().with(point(0));
        assertFalse(
                finding(promise, "rpo", made, NOW.plusSeconds(300)).message().contains("were observed"));
        assertTrue(finding(promise, "rpo", made, NOW.plusSeconds(301)).message().contains("were observed"));
    }

    @Test
    void aWindowCountsForTheRpoUpToTheJudgedInstantOnly() throws Exception {
        String promise = "{rule: rpo, assets: [database], atMost: PT1H}";
        MadeAsset made = asset().log(ago(3), NOW, null);
        Finding then = finding(promise, "rpo", made, ago(1));
        assertEquals("0 ms", then.measured());
        Finding before = finding(promise, "rpo", made.with(point(5)), ago(4));
        assertEquals(UNKNOWN, before.status().name());
        assertTrue(before.message().startsWith("Point-in-time recovery is there now"), before::message);
    }

    private static MadeAsset zoned(@Nullable Boolean standby, String... zones) {
        return asset().kept(new Safekeeping(null, List.of(zones), null, null, null, standby));
    }

    private static MadeAsset asset() {
        return Probe.asset(AssetKind.DATABASE, NOW);
    }

    private static Probe.MadePoint point(int daysAgo) {
        return new Probe.MadePoint(ago(daysAgo));
    }

    private static Instant ago(int days) {
        return NOW.minus(DAY.multipliedBy(days));
    }

    private static String judge(String promise, String rule, MadeAsset asset) throws Exception {
        return judge(promise, rule, asset, NOW);
    }

    private static String judge(String promise, String rule, MadeAsset asset, Instant at) throws Exception {
        return finding(promise, rule, asset, at).status().name();
    }

    private static Finding finding(String promise, String rule, MadeAsset asset, Instant at) throws Exception {
        return Probe.finding(Probe.policy(promise), asset.facts(), at, rule);
    }

    private static String status(Policy policy, String rule, MadeAsset asset) {
        return Probe.finding(policy, asset.facts(), NOW, rule).status().name();
    }
}
