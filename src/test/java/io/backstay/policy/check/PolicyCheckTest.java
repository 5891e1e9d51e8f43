package io.backstay.policy.check;

import static io.backstay.policy.check.MadeEstate.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.estate.Environment;
import io.backstay.estate.PointStatus;
import io.backstay.policy.Policies;
import io.backstay.policy.rules.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyCheckTest {
    /// The rules that every listing gives facts for; all rules are shown by [GoldenEstatesTest].
    private static final Set<String> LISTED =
            Set.of("encryption", "pitr-window", "restore-test", "retention", "rpo", "schedule");

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aHealthyListingIsCompliantAndWhatItDoesNotTellIsUnknown() throws Exception {
        golden(MadeEstate.healthy(), CheckResult.Verdict.UNKNOWN, """
                COMPLIANT encryption db AES-256 at rest = AES-256
                COMPLIANT encryption files AES-256 at rest = AES-256
                COMPLIANT pitr-window db 7 d = 7 d 23 h
                COMPLIANT restore-test db full, every 3 months = passed 30 d ago
                COMPLIANT restore-test db point-in-time, every 3 months = passed 31 d ago
                COMPLIANT restore-test files object-rollback, every 3 months = passed 32 d ago
                COMPLIANT retention db 30 d, every 1 d = 30 of 30
                COMPLIANT rpo db 1 d = 2 min
                COMPLIANT rpo files 1 d = versioned
                COMPLIANT schedule db every 1 d, snapshot = 30 of 30
                """);
    }

    @Test
    void anEstateWhoseBackupsStoppedThreeDaysAgoIsABreach() throws Exception {
        golden(MadeEstate.healthy().stoppedBefore(Duration.ofDays(3)), CheckResult.Verdict.BREACH, """
                BREACH pitr-window db 7 d = 5 d
                BREACH retention db 30 d, every 1 d = 27 of 30
                BREACH rpo db 1 d = 3 d
                BREACH schedule db every 1 d, snapshot = 27 of 29
                COMPLIANT encryption db AES-256 at rest = AES-256
                COMPLIANT encryption files AES-256 at rest = AES-256
                COMPLIANT restore-test db full, every 3 months = passed 30 d ago
                COMPLIANT restore-test db point-in-time, every 3 months = passed 31 d ago
                COMPLIANT restore-test files object-rollback, every 3 months = passed 32 d ago
                COMPLIANT rpo files 1 d = versioned
                """);
    }

    @Test
    void anEstateOfWhichNothingIsKnownIsUnknownThroughout() throws Exception {
        golden(MadeEstate.unknown(), CheckResult.Verdict.UNKNOWN, """
                UNKNOWN encryption db AES-256 at rest = null
                UNKNOWN encryption files AES-256 at rest = null
                UNKNOWN pitr-window db 7 d = null
                UNKNOWN restore-test db full, every 3 months = null
                UNKNOWN restore-test db point-in-time, every 3 months = null
                UNKNOWN restore-test files object-rollback, every 3 months = null
                UNKNOWN retention db 30 d, every 1 d = null
                UNKNOWN rpo db 1 d = null
                UNKNOWN rpo files 1 d = null
                UNKNOWN schedule db every 1 d, snapshot = null
                """);
    }

    @Test
    void aYoungEstateIsHonestlyABreachAndSaysSinceWhen() throws Exception {
        golden(MadeEstate.young(), CheckResult.Verdict.BREACH, """
                BREACH pitr-window db 7 d = 59 s
                BREACH retention db 30 d, every 1 d = 1 of 30
                UNKNOWN restore-test db full, every 3 months = null
                UNKNOWN restore-test db point-in-time, every 3 months = null
                UNKNOWN restore-test files object-rollback, every 3 months = null
                UNKNOWN schedule db every 1 d, snapshot = null
                COMPLIANT encryption db AES-256 at rest = AES-256
                COMPLIANT encryption files AES-256 at rest = AES-256
                COMPLIANT rpo db 1 d = 1 s
                COMPLIANT rpo files 1 d = versioned
                """);
        assertEquals(
                "Point-in-time recovery reaches back 59 s, to 2026-11-23 00:59:00 UTC, promised are 7 d;"
                        + " recovery points exist since 2026-11-23 00:59:00 UTC: keep backups and log for 7 d,"
                        + " then it holds from 2026-11-30 00:59:00 UTC on.",
                finding(MadeEstate.young(), "pitr-window", NOW).message());
        assertEquals(
                "1 of 30 promised points (one every 1 d for 30 d) are there; recovery points exist since"
                        + " 2026-11-23 00:59:00 UTC: keep them for 30 d and find out whether any were missed.",
                finding(MadeEstate.young(), "retention", NOW).message());
    }

    @Test
    void aPracticeEstateStandsInForProductionAndStagingDoesNot() throws Exception {
        assertEquals(
                check(MadeEstate.healthy(), NOW), check(MadeEstate.healthy().environment(Environment.PRACTICE), NOW));
        CheckResult staging = check(MadeEstate.healthy().environment(Environment.STAGING), NOW);
        assertEquals(CheckResult.Verdict.UNKNOWN, staging.verdict());
        assertEquals("coverage", staging.findings().getFirst().rule());
    }

    @Test
    void onlyWhatWasTakenAndCompletedByThenCounts() throws Exception {
        Instant then = NOW.minus(Duration.ofDays(20));
        MadeEstate estate = MadeEstate.healthy().noWindow();
        assertEquals("3 h", finding(estate, "rpo", then).measured());
        assertEquals(Finding.Status.COMPLIANT, finding(estate, "rpo", then).status());
        assertEquals(Finding.Status.UNKNOWN, finding(estate, "retention", then).status());
        Instant before = NOW.minus(Duration.ofDays(60));
        assertEquals(Finding.Status.UNKNOWN, finding(estate, "rpo", before).status());
        assertEquals(
                Finding.Status.UNKNOWN, finding(estate, "retention", before).status());
    }

    @Test
    void factsThatGrowOldAreNotTakenForNew() throws Exception {
        Finding later = finding(MadeEstate.healthy(), "rpo", NOW.plus(Duration.ofDays(2)));
        assertEquals(Finding.Status.BREACH, later.status());
        assertTrue(
                later.message().endsWith("The facts were observed 2 d before; nothing is known since."),
                later.message());
        assertEquals(
                Finding.Status.COMPLIANT,
                finding(MadeEstate.healthy(), "rpo", NOW.plus(Duration.ofHours(20)))
                        .status());
    }

    @Test
    void aRollingWindowSeenLaterDoesNotCondemnThePast() throws Exception {
        MadeEstate rolling = MadeEstate.healthy().window(Duration.ofDays(7), Duration.ZERO);
        assertEquals(
                Finding.Status.UNKNOWN,
                finding(rolling, "pitr-window", NOW.minus(DAY)).status());
        MadeEstate shorter = MadeEstate.healthy().window(Duration.ofDays(3), Duration.ZERO);
        assertEquals(
                Finding.Status.BREACH,
                finding(shorter, "pitr-window", NOW.minus(DAY)).status());
        assertEquals(
                Finding.Status.UNKNOWN,
                finding(shorter, "pitr-window", NOW.minus(DAY.multipliedBy(4))).status());
        MadeEstate longer = MadeEstate.healthy().window(Duration.ofDays(9), Duration.ZERO);
        assertEquals(
                Finding.Status.COMPLIANT,
                finding(longer, "pitr-window", NOW.minus(DAY)).status());
    }

    @Test
    void theWindowMustHaveNoGapAndNotEndLongAgo() throws Exception {
        MadeEstate gap = MadeEstate.healthy().gap(Duration.ofDays(3), Duration.ofDays(2));
        Finding finding = finding(gap, "pitr-window", NOW);
        assertEquals(Finding.Status.BREACH, finding.status());
        assertEquals("1 d 23 h", finding.measured());
        MadeEstate old =
                MadeEstate.healthy().gap(Duration.ofDays(8), Duration.ofDays(7).plusHours(1));
        assertEquals(Finding.Status.COMPLIANT, finding(old, "pitr-window", NOW).status());
        MadeEstate stopped = MadeEstate.healthy().window(Duration.ofDays(20), Duration.ofDays(9));
        assertEquals(Finding.Status.BREACH, finding(stopped, "pitr-window", NOW).status());
        MadeEstate setTooLow = MadeEstate.healthy().noWindow().configured(null, Duration.ofDays(3));
        assertEquals("3 d", finding(setTooLow, "pitr-window", NOW).measured());
        MadeEstate onlySet = MadeEstate.healthy().noWindow().configured(null, Duration.ofDays(7));
        assertEquals(
                Finding.Status.UNKNOWN, finding(onlySet, "pitr-window", NOW).status());
    }

    @Test
    void exactlyWhatIsPromisedIsEnough() throws Exception {
        MadeEstate exact = new MadeEstate().snapshot(DAY).window(Duration.ofDays(7), Duration.ofMinutes(5));
        assertEquals(
                Finding.Status.COMPLIANT, finding(exact, "pitr-window", NOW).status());
        MadeEstate edge = new MadeEstate().snapshot(DAY);
        assertEquals(Finding.Status.COMPLIANT, finding(edge, "rpo", NOW).status());
        assertEquals(
                Finding.Status.BREACH, finding(edge, "rpo", NOW.plusMillis(1)).status());
    }

    @Test
    void aMissedNightIsCountedAndAJitteringJobIsNot() throws Exception {
        assertEquals(
                "29 of 30",
                finding(MadeEstate.healthy().noPoint(10), "retention", NOW).measured());
        var jitter = new MadeEstate();
        for (int day = 0; day < 30; day++) {
            jitter.snapshot(Duration.ofDays(day).plusHours(1).plusMinutes(day % 3 * 40L));
        }
        assertEquals("30 of 30", finding(jitter, "retention", NOW).measured());
    }

    @Test
    void pointsThatGoTooEarlyOrASettingThatIsTooLowBreakRetention() throws Exception {
        var early = new MadeEstate();
        for (int day = 0; day < 40; day++) {
            Duration ago = Duration.ofDays(day).plusHours(1);
            Instant expires = day < 3 ? NOW.minus(ago).plus(Duration.ofDays(7)) : null;
            early.point(ago, PointStatus.AVAILABLE, expires, "AES-256");
        }
        Finding finding = finding(early, "retention", NOW);
        assertEquals(Finding.Status.BREACH, finding.status());
        assertEquals("28 of 30", finding.measured());
        MadeEstate set = MadeEstate.healthy().configured(Duration.ofDays(7), null);
        assertEquals("7 d", finding(set, "retention", NOW).measured());
    }

    @ParameterizedTest
    @CsvSource({"FAILED", "CREATING", "DELETING"})
    void aPointThatCannotBeUsedIsNone(PointStatus status) throws Exception {
        MadeEstate estate = new MadeEstate().point(Duration.ofHours(1), status, null, "AES-256");
        assertEquals(Finding.Status.BREACH, finding(estate, "rpo", NOW).status());
        assertEquals(Finding.Status.BREACH, finding(estate, "retention", NOW).status());
    }

    @Test
    void anExpiredPointIsNone() throws Exception {
        MadeEstate estate = new MadeEstate().point(Duration.ofHours(2), PointStatus.AVAILABLE, NOW, "AES-256");
        assertEquals(Finding.Status.BREACH, finding(estate, "rpo", NOW).status());
        assertEquals(
                Finding.Status.COMPLIANT,
                finding(estate, "rpo", NOW.minusSeconds(1)).status());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "AES-256, AES-256, COMPLIANT",
                "aws:kms, AES256-GCM, COMPLIANT",
                "AES-256, none, BREACH",
                "AES-256, aws:kms:dsse, COMPLIANT",
                "none, AES-256, BREACH",
                "AES-128, AES-256, BREACH",
                "AES-256, -, UNKNOWN",
                "-, AES-256, UNKNOWN",
                "enabled, AES-256, UNKNOWN",
                "-, none, BREACH"
            })
    void encryptionIsJudgedForLiveDataAndPoints(@Nullable String live, @Nullable String point, Finding.Status expected)
            throws Exception {
        MadeEstate estate =
                new MadeEstate().encryption(live).point(Duration.ofHours(1), PointStatus.AVAILABLE, null, point);
        assertEquals(expected, finding(estate, "encryption", NOW).status());
    }

    @Test
    void anUnversionedBucketBreaksItsRpo() throws Exception {
        List<Finding> findings =
                check(MadeEstate.healthy().versioning(false), NOW).findings();
        assertEquals(
                List.of("means files versioning", "rpo files 1 d"),
                findings.stream()
                        .filter(finding -> finding.status() == Finding.Status.BREACH)
                        .map(finding -> finding.rule() + " " + finding.asset() + " " + finding.target())
                        .toList());
    }

    @Test
    void aFailedOrOldRestoreTestIsABreachAndALaterOneDoesNotCount() throws Exception {
        MadeEstate failed = MadeEstate.healthy().test("full", 2, false);
        assertEquals("failed 2 d ago", finding(failed, "restore-test", NOW).measured());
        MadeEstate old = MadeEstate.healthy().noTests().test("full", 93, true);
        assertEquals("passed 93 d ago", finding(old, "restore-test", NOW).measured());
        assertEquals(
                Finding.Status.UNKNOWN,
                finding(old, "restore-test", NOW.minus(Duration.ofDays(94))).status());
    }

    @Test
    void wordsWithoutANumberAreUnknown() throws Exception {
        CheckResult result = PolicyCheck.check(
                new Policies(null, InstantSource.system()).get("operations-strategy"),
                MadeEstate.healthy().facts(),
                NOW);
        Finding rpo = result.findings().stream()
                .filter(finding -> finding.rule().equals("rpo"))
                .findFirst()
                .orElseThrow();
        assertEquals("Defined RPO and RTO targets", rpo.clause());
        assertEquals("no number", rpo.target());
        assertEquals(Finding.Status.UNKNOWN, rpo.status());
    }

    private static CheckResult check(MadeEstate estate, Instant at) throws BackstayException {
        return PolicyCheck.check(new Policies(null, InstantSource.system()).get("agentic-labs"), estate.facts(), at);
    }

    private static Finding finding(MadeEstate estate, String rule, Instant at) throws BackstayException {
        return check(estate, at).findings().stream()
                .filter(finding ->
                        finding.rule().equals(rule) && finding.asset().value().equals("db"))
                .findFirst()
                .orElseThrow();
    }

    private static void golden(MadeEstate estate, CheckResult.Verdict verdict, String expected) throws Exception {
        CheckResult result = check(estate, NOW);
        var lines = new StringBuilder();
        for (Finding finding : result.findings()) {
            if (!LISTED.contains(finding.rule())) {
                continue;
            }
            lines.append("%s %s %s %s = %s\n"
                    .formatted(
                            finding.status(), finding.rule(), finding.asset(), finding.target(), finding.measured()));
        }
        assertEquals(expected, lines.toString());
        assertEquals(verdict, result.verdict());
    }
}
