package io.backstay.incident.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.restore.verdict.Verdict;
import io.backstay.restore.verdict.Verdict.Answer;
import io.backstay.restore.verdict.Verdict.Mark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A deletion of Friday evening that is found on Monday morning, under each published policy, judged from a manifest
/// of an estate that does exactly what its policy says.
final class CardJudgeTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-11-20T17:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final List<String> points = new ArrayList<>();
    private final List<String> tests = new ArrayList<>();
    private String pitr = "";
    private String environment = "production";
    private Instant exported = MONDAY;

    @ParameterizedTest
    @CsvSource({
        "tax-agent-portal, frequency retention metadata-export accidental-deletion assessment best-effort csv-exports"
                + " intake",
        "daily-two-days, frequency retention requests beyond-retention own-backups user-deletions contact",
        "expansive, platform-tiers rto-definition rto rpo-recent",
        "operations-strategy, restore-scope targets",
        "agentic-labs, objectives-only retention tenant-deletion own-copy"
    })
    void theClausesThatApplyAreCitedAndNoOthers(String policy, String expected) throws Exception {
        nightly(2);
        assertEquals(
                expected,
                judge(policy, FRIDAY, Duration.ZERO).clauses().stream()
                        .map(VerdictCard.Cited::clause)
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void whatIsNotPromisedOfAnOldLossIsNotCitedForAYoungOne() throws Exception {
        nightly(2);
        List<String> young =
                judge("daily-two-days", MONDAY.minus(Duration.ofHours(20)), Duration.ZERO).clauses().stream()
                        .map(VerdictCard.Cited::clause)
                        .toList();
        assertEquals(List.of("frequency", "retention", "requests", "own-backups", "user-deletions", "contact"), young);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "tax-agent-portal, 7, false, RECOVERABLE, 2026-11-19T19:30:00Z, 2026-11-26T19:30:00Z",
                "daily-two-days, 2, false, NO, -, -",
                "expansive, 7, true, RECOVERABLE, 2026-11-20T17:00:00Z, 2026-11-26T19:30:00Z",
                "operations-strategy, 7, false, PARTLY, 2026-11-19T19:30:00Z, 2026-11-26T19:30:00Z",
                "agentic-labs, 30, true, RECOVERABLE, 2026-11-20T17:00:00Z, 2026-12-19T19:30:00Z"
            })
    void aFridayEveningFoundOnMonday(
            String policy, int days, boolean log, Answer answer, @Nullable Instant restoreTo, @Nullable Instant expires)
            throws Exception {
        nightly(days);
        if (log) {
            pitr = ", \"pitr\": {\"earliest\": \"%s\", \"latest\": \"%s\"}"
                    .formatted(MONDAY.minus(DAY.multipliedBy(7)), MONDAY);
        }

        VerdictCard card = judge(policy, FRIDAY, Duration.ZERO);

        assertEquals(answer, card.verdict().answer(), card::toString);
        assertEquals(restoreTo, card.verdict().restoreTo());
        assertEquals(expires, card.verdict().expiresAt());
        assertEquals(expires == null ? null : Duration.between(MONDAY, expires), card.left(MONDAY));
        assertTrue(!card.clauses().isEmpty() && !card.firstHelp().isEmpty(), card::toString);
        for (VerdictCard.Cited cited : card.clauses()) {
            assertTrue(
                    policy(policy).clauses().stream()
                            .anyMatch(one -> one.quotation().equals(cited.quotation())),
                    "quoted word by word");
        }
    }

    @Test
    void twoDaysOfBackupsSayNoAndWhy() throws Exception {
        nightly(2);

        VerdictCard card = judge("daily-two-days", FRIDAY, Duration.ZERO);

        assertNull(card.verdict().point());
        String because = card.verdict().because().toString();
        assertTrue(because.contains("Backups reach back 2 d and the loss is 2 d 15 h old"), because);
        assertTrue(because.contains("went by Sun 22 Nov 2026 18:00 (Europe/Berlin, +01:00)"), because);
        assertTrue(because.contains("We retain backups for the most recent 2 days."), because);
        assertTrue(because.contains("data deleted by users prior to the most recent retained backup"), because);
        assertTrue(card.loss().startsWith("No backup from before the loss is left."), card.loss());
        assertTrue(card.firstHelp().getFirst().contains("own copies"), card.firstHelp()::toString);
    }

    @Test
    void foundInTimeTheSameEstateGivesItBack() throws Exception {
        nightly(2);

        VerdictCard card = judge("daily-two-days", MONDAY.minus(Duration.ofMinutes(760)), Duration.ofHours(1));

        assertEquals(Answer.RECOVERABLE, card.verdict().answer(), card::toString);
        assertEquals("n1", Objects.requireNonNull(card.verdict().point()).id().value(), "the newest may be damaged");
        assertTrue(card.loss().contains("up to 1 d of it, cannot"), card.loss());
    }

    @Test
    void theFirmsOwnExportsAreTheFirstHelp() throws Exception {
        nightly(7);
        VerdictCard card = judge("tax-agent-portal", FRIDAY, Duration.ZERO);
        String help = card.firstHelp().toString();
        assertTrue(help.contains("missing-info requests") && help.contains("the files themselves are not"), help);
    }

    @Test
    void theTimeItTakesIsThatOfTheNewestTenantRestores() throws Exception {
        nightly(7);
        assertNull(judge("agentic-labs", FRIDAY, Duration.ZERO).takes());
        test("full", 1, "PT5H", "passed");
        VerdictCard.Takes other = judge("agentic-labs", FRIDAY, Duration.ZERO).takes();
        assertNotNull(other);
        assertTrue(other.basis().contains("another kind"), other.basis());
        test("tenant", 9, "PT40M", "passed");
        test("tenant", 3, "PT20M", "passed");
        test("tenant", 2, "PT30M", "passed");
        test("tenant", 1, "PT1M", "failed");
        assertEquals(
                new VerdictCard.Takes(
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(40),
                        "3 restore tests of one tenant took 20 min to 40 min, 2026-11-14 to 2026-11-21; their size is"
                                + " not known"),
                judge("agentic-labs", FRIDAY, Duration.ZERO).takes());
    }

    @Test
    void theTimeItTakesIsThatOfEarlierRestoresOfLikeSizeWithTheirNumberAndTheirDays() throws Exception {
        nightly(7);
        test("tenant", 3, "PT20H", "passed");
        assertEquals("PT20H", takes(List.of(), 60_000L).slowest().toString(), "no case knows better");
        List<Earlier> cases = List.of(
                earlier("db", 40_000, "PT11M", 40),
                earlier("db", 90_000, "PT14M", 20),
                earlier("db", 3, "PT2M", 5),
                earlier("other", 50_000, "PT9H", 4));
        assertEquals(
                "3 earlier restores of 3 to 90,000 rows took 2 min to 14 min, 2026-10-14 to 2026-11-18",
                takes(cases, null).basis());
        assertEquals(
                new VerdictCard.Takes(
                        Duration.ofMinutes(14),
                        Duration.ofMinutes(14),
                        "2 earlier restores of 40,000 to 90,000 rows took 11 min to 14 min, 2026-10-14 to 2026-11-03"),
                takes(cases, 60_000L));
        assertTrue(takes(cases, 5_000_000L).basis().endsWith("; none was of about 5,000,000 rows"), "of any size");
    }

    private VerdictCard.Takes takes(List<Earlier> cases, @Nullable Long rows) throws Exception {
        Observed all = observed().remember(cases, rows);
        return Objects.requireNonNull(
                CardJudge.judge(intake("agentic-labs", FRIDAY, "db"), policy("agentic-labs"), all, MONDAY)
                        .takes());
    }

    private static Earlier earlier(String asset, long rows, String took, int daysAgo) {
        return new Earlier(new AssetId(asset), MONDAY.minus(DAY.multipliedBy(daysAgo)), Duration.parse(took), rows);
    }

    @Test
    void whatIsMissingIsNamedAndUnknownIsNotNo() throws Exception {
        VerdictCard nothing = judge("daily-two-days", FRIDAY, Duration.ZERO);
        assertEquals(Answer.UNKNOWN, nothing.verdict().answer());
        nightly(2);
        assertUnknown(
                "about when",
                CardJudge.judge(intake("daily-two-days", null, null), policy("daily-two-days"), observed(), MONDAY)
                        .verdict());
        assertUnknown(
                "Nothing was ever observed of the database other; sync its connection, or judge by exported manifests",
                CardJudge.judge(intake("daily-two-days", FRIDAY, "other"), policy("daily-two-days"), observed(), MONDAY)
                        .verdict());
        Observed two = observed();
        observed().databases().forEach(two::add);
        assertUnknown(
                "which database held the data; name one of them in the intake: db, db",
                CardJudge.judge(intake("daily-two-days", FRIDAY, null), policy("daily-two-days"), two, MONDAY)
                        .verdict());
    }

    @Test
    void aPracticeDatabaseHeldWhatWasLostOnlyWhereTheCaseNamesIt() throws Exception {
        environment = "practice";
        nightly(7);
        VerdictCard card = judge("agentic-labs", FRIDAY, Duration.ZERO);
        assertUnknown("covers; add its connection and sync it, or judge by exported manifests", card.verdict());
        assertNull(card.asset());
        assertEquals(
                new AssetId("db"),
                CardJudge.judge(intake("agentic-labs", FRIDAY, "db"), policy("agentic-labs"), observed(), MONDAY)
                        .asset());
    }

    @Test
    void aCaseWithoutAPolicyAndADatabaseIsToldSo() throws Exception {
        nightly(7);
        VerdictCard card = CardJudge.judge(intake("none", FRIDAY, null), Policy.NONE, observed(), MONDAY);
        assertUnknown("has no policy that says which it can be", card.verdict());
    }

    @Test
    void oldFactsAreSaidToBeOld() throws Exception {
        exported = MONDAY.minus(Duration.ofHours(30));
        nightly(7);
        String because = judge("tax-agent-portal", FRIDAY, Duration.ZERO)
                .verdict()
                .because()
                .toString();
        assertTrue(because.contains("is 1 d 6 h old: sync"), because);
    }

    private static void assertUnknown(String fact, Verdict verdict) {
        assertEquals(Answer.UNKNOWN, verdict.answer());
        assertEquals(Mark.UNKNOWN, verdict.because().getFirst().mark());
        assertTrue(verdict.because().getFirst().fact().contains(fact), verdict::toString);
        assertTrue(verdict.because().stream().noneMatch(each -> each.mark() == Mark.BREACH), verdict::toString);
    }

    private VerdictCard judge(String policy, Instant about, Duration spread) throws Exception {
        CaseIntake intake = intake(policy, about, null);
        CaseIntake wide = new CaseIntake(
                intake.firm(),
                null,
                intake.dataset(),
                about,
                spread,
                intake.zone(),
                null,
                null,
                null,
                null,
                policy,
                null,
                MONDAY,
                null,
                List.of());
        return CardJudge.judge(wide, policy(policy), observed(), MONDAY);
    }

    private static CaseIntake intake(String policy, @Nullable Instant about, @Nullable String asset) {
        return new CaseIntake(
                "Harrow & Finch",
                null,
                "invoices",
                about,
                null,
                "Europe/Berlin",
                null,
                null,
                null,
                null,
                policy,
                asset == null ? null : new AssetId(asset),
                MONDAY,
                null,
                List.of());
    }

    private static Policy policy(String id) throws Exception {
        return new Policies(null, InstantSource.fixed(MONDAY)).get(id);
    }

    /// At one in the morning in India, kept that many days, the expired ones gone.
    private void nightly(int days) {
        Instant newest = Instant.parse("2026-11-22T19:30:00Z");
        for (int night = 0; night < days; night++) {
            Instant taken = newest.minus(DAY.multipliedBy(night));
            points.add("{\"id\": \"n%d\", \"asset\": \"db\", \"kind\": \"full\", \"takenAt\": \"%s\","
                            .formatted(night, taken)
                    + " \"status\": \"available\", \"expiresAt\": \"%s\"}"
                            .formatted(taken.plus(DAY.multipliedBy(days))));
        }
    }

    private void test(String kind, int daysAgo, String took, String outcome) {
        tests.add("{\"asset\": \"db\", \"kind\": \"%s\", \"at\": \"%s\", \"outcome\": \"%s\", \"measuredRto\": \"%s\"}"
                .formatted(kind, MONDAY.minus(DAY.multipliedBy(daysAgo)), outcome, took));
    }

    private Observed observed() throws Exception {
        Path manifest = Files.writeString(folder.resolve("estate.json"), """
                {"format": "backstay-manifest/1", "exportedAt": "%s", "estate": "Made",
                 "assets": [{"id": "db", "kind": "database", "environment": "%s"%s},
                            {"id": "uat", "kind": "database", "environment": "staging"}],
                 "recoveryPoints": [%s], "restoreTests": [%s]}
                """.formatted(
                        exported, environment, pitr, String.join(", ", points), String.join(", ", tests)));
        return Observed.of(List.of(manifest));
    }
}
