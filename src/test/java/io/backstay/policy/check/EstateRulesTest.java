package io.backstay.policy.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.estate.AssetKind;
import io.backstay.estate.Environment;
import io.backstay.estate.PointKind;
import io.backstay.estate.Safekeeping;
import io.backstay.policy.Policy;
import io.backstay.policy.rules.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where copies lie, who can reach them, how long they stay, and what drills showed: each rule kept, broken, unknown.
final class EstateRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final String COMPLIANT = "COMPLIANT";
    private static final String BREACH = "BREACH";
    private static final String UNKNOWN = "UNKNOWN";

    @Test
    void regionsOfTheNewestUsablePointAreCounted() throws Exception {
        String promise = "{rule: copies, assets: [database], spread: regions, atLeast: 2}";
        assertEquals(
                COMPLIANT, judge(promise, "copies", asset().with(point(1).regions("a", "b"), point(2).regions("a"))));
        assertEquals(BREACH, judge(promise, "copies", asset().with(point(1).regions("a"), point(2).regions("a", "b"))));
        assertEquals(UNKNOWN, judge(promise, "copies", asset().with(point(1), point(2).regions("a", "b"))));
    }

    @Test
    void zonesAreTheProvidersSetting() throws Exception {
        String promise = "{rule: copies, assets: [database], spread: zones, atLeast: 2}";
        assertEquals(COMPLIANT, judge(promise, "copies", asset().kept(kept(null, List.of("a", "b"), null))));
        assertEquals(BREACH, judge(promise, "copies", asset().kept(kept(null, List.of("a"), null))));
        assertEquals(UNKNOWN, judge(promise, "copies", asset()));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "production, backups, COMPLIANT",
                "production, production, BREACH",
                "-, backups, UNKNOWN",
                "production, -, UNKNOWN"
            })
    void backupsInTheAccountOfLiveAreNotIsolated(@Nullable String live, @Nullable String points, String expected)
            throws Exception {
        assertEquals(
                expected,
                judge(
                        "{rule: isolation, assets: [database], from: [account]}",
                        "isolation",
                        asset().of(live, null).with(point(1).account(points))));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"private, COMPLIANT", "shared, BREACH", "public, BREACH", "-, UNKNOWN"})
    void oneSharedPointAmongPrivateOnesIsEnough(@Nullable String visibility, String expected) throws Exception {
        String promise = "{rule: isolation, assets: [database], from: [public]}";
        MadeAsset asset = asset().with(point(1).visibility("private"), point(2).visibility(visibility));
        assertEquals(expected, judge(promise, "isolation", asset));
        String storage = "{rule: isolation, assets: [database], from: [storage]}";
        asset.kept(kept(true, List.of(), null));
        assertEquals(BREACH.equals(expected) ? BREACH : COMPLIANT, judge(storage, "isolation", asset));
    }

    @Test
    void whatProductionCanDeleteIsNotIsolated() throws Exception {
        String promise = "{rule: isolation, assets: [database], from: [credentials]}";
        assertEquals(COMPLIANT, judge(promise, "isolation", asset().kept(kept(null, List.of(), false))));
        assertEquals(BREACH, judge(promise, "isolation", asset().kept(kept(null, List.of(), true))));
        assertEquals(UNKNOWN, judge(promise, "isolation", asset().with(point(1))));
        MadeAsset locked = asset().with(point(1).locked(NOW.plusSeconds(1), "governance"));
        assertEquals(COMPLIANT, judge(promise, "isolation", locked));
        assertEquals(UNKNOWN, judge(promise, "isolation", locked.with(point(2))));
    }

    @ParameterizedTest
    @CsvSource({"7, compliance, COMPLIANT", "6, compliance, BREACH", "7, governance, BREACH"})
    void aLockHoldsAsLongAsPromisedAgainstEverybody(int days, String mode, String expected) throws Exception {
        Instant taken = NOW.minus(Duration.ofDays(1));
        assertEquals(
                expected,
                judge(
                        "{rule: immutability, assets: [database], atLeast: P7D}",
                        "immutability",
                        asset().with(point(1).locked(taken.plus(Duration.ofDays(days)), mode))));
    }

    @Test
    void promisesForCenturiesAreJudgedLikeOthers() throws Exception {
        String held = "{rule: immutability, assets: [database], atLeast: P200000D}";
        assertEquals(
                BREACH,
                judge(
                        held,
                        "immutability",
                        asset().immutable(false).with(point(1).locked(NOW.plus(Duration.ofDays(30)), null))));
        String gone = "{rule: expiry, assets: [database], atMost: P200000D}";
        assertEquals(COMPLIANT, judge(gone, "expiry", asset().with(point(1))));
    }

    @Test
    void aBucketIsNoMorePrivateThanIsKnown() throws Exception {
        var bucket = Probe.asset(AssetKind.OBJECT_STORE, NOW);
        assertEquals(
                UNKNOWN,
                judge(
                        "{rule: isolation, assets: [object-store], from: [public]}",
                        "isolation",
                        bucket.with(point(1).visibility("private"))));
    }

    @Test
    void locksThatNobodyObservedAreUnknownAndPromisedTimeThatIsOverNeedsNone() throws Exception {
        String promise = "{rule: immutability, assets: [database], atLeast: P7D}";
        assertEquals(UNKNOWN, judge(promise, "immutability", asset().with(point(1))));
        assertEquals(
                BREACH, judge(promise, "immutability", asset().immutable(false).with(point(1))));
        assertEquals(COMPLIANT, judge(promise, "immutability", asset().with(point(8))));
    }

    @Test
    void whatIsKeptTooLongOrSetToStayLongerIsABreach() throws Exception {
        String promise = "{rule: expiry, assets: [database], atMost: P8D}";
        assertEquals(COMPLIANT, judge(promise, "expiry", asset().with(point(1), point(9))));
        assertEquals(BREACH, judge(promise, "expiry", asset().with(point(1), point(10))));
        assertEquals(BREACH, judge(promise, "expiry", asset().with(point(1).expires(NOW.plus(Duration.ofDays(30))))));
        assertEquals(UNKNOWN, judge(promise, "expiry", asset()));
        String automatic = "{rule: expiry, assets: [database]}";
        assertEquals(UNKNOWN, judge(automatic, "expiry", asset().with(point(1))));
        assertEquals(COMPLIANT, judge(automatic, "expiry", asset().with(point(1).expires(NOW.plusSeconds(1)))));
        assertEquals(
                COMPLIANT,
                judge(
                        automatic,
                        "expiry",
                        asset().configured(Duration.ofDays(7), null).with(point(1))));
        Policy erased = Probe.saying("{rule: erasure, within: P8D}");
        assertEquals(BREACH, status(erased, "erasure", asset().with(point(10))));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "supabase, pro, 7, COMPLIANT", "supabase, pro, 14, BREACH", "supabase, team, 14, COMPLIANT",
                "supabase, -, 7, UNKNOWN", "aws-rds, -, 35, COMPLIANT", "aws-rds, -, 36, BREACH"
            })
    void aPlanThatKeepsLessThanPromisedIsFound(String provider, @Nullable String plan, int days, String expected)
            throws Exception {
        assertEquals(
                expected,
                judge(
                        "{rule: retention, assets: [database], keep: P%dD, every: P1D}".formatted(days),
                        "plan-ceiling",
                        asset().at(provider, plan)));
    }

    @Test
    void theHistoryOfNeonIsACeilingOfItsWindow() throws Exception {
        String promise = "{rule: pitr-window, assets: [database], atLeast: P8D}";
        assertEquals(BREACH, judge(promise, "plan-ceiling", asset().at("neon", "launch")));
        assertEquals(COMPLIANT, judge(promise, "plan-ceiling", asset().at("neon", "scale")));
    }

    @Test
    void aBackupOfWhatIsNotBackedUpIsABreach() throws Exception {
        Policy policy = Probe.saying("{rule: not-backed-up, environments: [staging]}");
        MadeAsset uat = asset().in(Environment.STAGING);
        assertEquals(UNKNOWN, status(policy, "exclusion", uat));
        assertEquals(COMPLIANT, status(policy, "exclusion", uat.configured(Duration.ZERO, null)));
        assertEquals(BREACH, status(policy, "exclusion", uat.with(point(1))));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "TLS 1.2, COMPLIANT",
                "TLSv1.3, COMPLIANT",
                "TLS 1.1, BREACH",
                "none, BREACH",
                "-, UNKNOWN",
                "ssh, UNKNOWN"
            })
    void theOldestProtocolThatIsTakenCounts(@Nullable String oldest, String expected) throws Exception {
        MadeAsset asset = asset().kept(new Safekeeping(null, List.of(), null, null, oldest, null));
        assertEquals(
                expected,
                judge("{rule: encryption, assets: [database], transport: TLS 1.2}", "encryption-in-transit", asset));
    }

    @Test
    void drillsAreHeldAgainstHowSoonServiceIsBack() throws Exception {
        String promise = "{rule: rto, assets: [database], atMost: PT4H, works: [api]}";
        assertEquals(UNKNOWN, judge(promise, "rto", asset()));
        MadeAsset timed = asset().test("full", null, NOW.minusSeconds(9), true, Duration.ofHours(3));
        assertEquals(UNKNOWN, judge(promise, "rto", timed));
        timed.working("api").test("full", null, NOW.minusSeconds(8), true, Duration.ofHours(3));
        assertEquals(COMPLIANT, judge(promise, "rto", timed));
        timed.test("tenant", null, NOW.minusSeconds(7), true, Duration.ofHours(5));
        assertEquals(BREACH, judge(promise, "rto", timed));
        timed.test("tenant", null, NOW.minusSeconds(6), true, Duration.ofHours(2));
        assertEquals(COMPLIANT, judge(promise, "rto", timed));
        timed.test("tenant", null, NOW.plusSeconds(6), true, Duration.ofHours(9));
        assertEquals(COMPLIANT, judge(promise, "rto", timed));
    }

    @Test
    void aMishapIsPractisedInTimeAndWithWhatItNeeds() throws Exception {
        String promise =
                "{rule: scenario, scenario: ransomware, assets: [database], rto: PT4H, rpo: PT24H, needs: [immutable]}";
        assertEquals(UNKNOWN, judge(promise, "scenario", asset()));
        MadeAsset practised = asset().immutable(true)
                .test("full", "ransomware", NOW.minusSeconds(9), true, Duration.ofHours(3), Duration.ofHours(20));
        assertEquals(COMPLIANT, judge(promise, "scenario", practised));
        assertEquals(BREACH, judge(promise, "scenario", practised.immutable(false)));
        practised
                .immutable(true)
                .test("full", "ransomware", NOW.minusSeconds(8), true, Duration.ofHours(3), Duration.ofHours(25));
        assertEquals(BREACH, judge(promise, "scenario", practised));
        practised.test("full", "ransomware", NOW.minusSeconds(7), true, Duration.ofHours(3), null);
        assertEquals(UNKNOWN, judge(promise, "scenario", practised));
        practised.test("full", "ransomware", NOW.minusSeconds(6), false, null, null);
        assertEquals(BREACH, judge(promise, "scenario", practised));
    }

    @Test
    void aDrillHasADueDate() throws Exception {
        String promise = "{rule: drill, scenario: region-failure, every: P3M}";
        assertEquals(UNKNOWN, judge(promise, "drill", asset()));
        MadeAsset old = asset().test("full", "region-failure", NOW.minus(Duration.ofDays(93)), true, null);
        assertEquals(BREACH, judge(promise, "drill", old));
        Finding finding = Probe.finding(
                Probe.policy(promise),
                old.test("full", "region-failure", NOW.minus(Duration.ofDays(9)), true, null)
                        .facts(),
                NOW,
                "drill");
        assertEquals(COMPLIANT, finding.status().name());
        assertTrue(finding.message().contains("the next is due by 2027-02-14"), finding::message);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "scheduled-run, scheduled, FULL, COMPLIANT",
                "scheduled-run, manual, FULL, BREACH",
                "scheduled-run, -, FULL, UNKNOWN",
                "incremental, -, INCREMENTAL, COMPLIANT",
                "incremental, -, FULL, BREACH",
                "alerting, -, FULL, UNKNOWN",
                "immutable, -, FULL, UNKNOWN"
            })
    void aMeansIsThereMissingOrNotKnown(String mechanism, @Nullable String trigger, PointKind kind, String expected)
            throws Exception {
        assertEquals(
                expected,
                judge(
                        "{rule: by, assets: [database], mechanism: " + mechanism + "}",
                        "means",
                        asset().with(point(1).trigger(trigger).kind(kind))));
    }

    @Test
    void whatIsSaidNotToBeThereIsNotThere() throws Exception {
        String promise = "{rule: by, assets: [database], mechanism: cross-region, absent: true}";
        assertEquals(COMPLIANT, judge(promise, "means", asset().of(null, "a").with(point(1).regions("a"))));
        assertEquals(BREACH, judge(promise, "means", asset().of(null, "a").with(point(1).regions("b"))));
        assertEquals(UNKNOWN, judge(promise, "means", asset().of(null, "a").with(point(1))));
    }

    private static MadeAsset asset() {
        return Probe.asset(AssetKind.DATABASE, NOW);
    }

    private static Probe.MadePoint point(int daysAgo) {
        return new Probe.MadePoint(NOW.minus(Duration.ofDays(daysAgo)));
    }

    private static Safekeeping kept(
            @Nullable Boolean apart, List<String> zones, @Nullable Boolean productionCanDelete) {
        return new Safekeeping(apart, zones, productionCanDelete, null, null, null);
    }

    private static String judge(String promise, String rule, MadeAsset asset) throws Exception {
        return status(Probe.policy(promise), rule, asset);
    }

    private static String status(Policy policy, String rule, MadeAsset asset) {
        return Probe.finding(policy, asset.facts(), NOW, rule).status().name();
    }
}
