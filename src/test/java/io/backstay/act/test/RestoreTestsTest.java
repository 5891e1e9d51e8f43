package io.backstay.act.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.Desk;
import io.backstay.act.DeskHome;
import io.backstay.act.environment.EnvironmentRestores;
import io.backstay.act.environment.EnvironmentResult;
import io.backstay.act.record.Records;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.codec.Json;
import io.backstay.connect.postgres.Folders;
import io.backstay.estate.RestoreTest;
import io.backstay.fixture.TestPostgres;
import io.backstay.policy.rules.Finding;
import io.backstay.restore.environment.Check;
import io.backstay.restore.journal.RestoreJournal;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Every kind of restore test on the real lab, what compliance makes of it, and tests that must fail.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestoreTestsTest {
    private static final long SEED = 7;

    private final Path folder = TestPostgres.folder("backstay-tests-");
    private final DeskHome home = new DeskHome(folder);
    private final List<TestResult> results = new ArrayList<>();
    private final List<Finding> before = new ArrayList<>();
    private final List<Finding> after = new ArrayList<>();
    private List<TestRow> board = List.of();
    private @Nullable Desk desk;

    @BeforeAll
    void run() throws Exception {
        Desk open = home.open();
        desk = open;
        open.practice().start(Progress.NONE);
        before.addAll(findings("agentic-labs"));
        before.addAll(findings("expansive"));
        for (TestKind kind : TestKind.values()) {
            results.add(open.restoreTests().run(order(kind), Progress.NONE));
        }
        after.addAll(findings("agentic-labs"));
        after.addAll(findings("expansive"));
        board = open.restoreTests().board("agentic-labs");
    }

    @AfterAll
    void removeAll() throws Exception {
        desk().close();
        assertEquals(List.of(), home.running());
        Folders.remove(folder);
    }

    @Test
    void everyKindPassesOnAnEstateThatIsWellAndMeasuresItself() {
        assertEquals(
                List.of(TestKind.values()),
                results.stream().map(TestResult::kind).toList());
        for (TestResult result : results) {
            assertTrue(result.passed(), () -> result.kind() + ": " + broken(result));
            boolean restores = result.kind() != TestKind.INTEGRITY;
            assertEquals(restores, result.rto() != null, result.kind()::word);
            assertTrue(result.rto() == null || result.rto().isPositive(), result.kind()::word);
            assertTrue(result.checks().size() >= 4, () -> result.kind() + " looked at " + result.checks());
        }
        assertTrue(Objects.requireNonNull(result(TestKind.POINT_IN_TIME).rpo()).isPositive());
        assertTrue(Objects.requireNonNull(result(TestKind.FULL).rpo()).isPositive());
        assertEquals(Duration.ZERO, result(TestKind.OBJECT_ROLLBACK).rpo());
    }

    @Test
    void aPromiseOfTestsTurnsFromUnknownToCompliantByThem() {
        assertEquals(5, before.size(), before::toString);
        assertTrue(before.stream().allMatch(each -> each.status() == Finding.Status.UNKNOWN), before::toString);
        assertEquals(5, after.size(), after::toString);
        assertTrue(after.stream().allMatch(each -> each.status() == Finding.Status.COMPLIANT), after::toString);
    }

    @Test
    void theBoardShowsWhatIsPromisedWithTheLastResultAndWhenTheNextIsDue() {
        assertEquals(6, board.size(), board::toString);
        for (TestRow row : board) {
            boolean promised = !row.kind().equals("tenant") && !row.kind().equals("integrity");
            assertEquals(promised ? TestRow.State.PASSED : TestRow.State.NOT_PROMISED, row.state(), row::toString);
            assertEquals(promised, row.dueAt() != null && row.every() != null && row.clause() != null);
            RestoreTest last = Objects.requireNonNull(row.last());
            assertTrue(last.passed() && (row.dueAt() == null || row.dueAt().isAfter(last.at())), row::toString);
        }
    }

    /// The application in front of the data was not tried, so that what is promised of it stays open.
    @Test
    void whatWasReallyTriedIsKeptAndWhatTheLabKnowsOfItselfIsJudged() throws Exception {
        Map<String, List<String>> works = new TreeMap<>();
        for (TestResult result : results) {
            String source = "restore test " + result.id();
            tests().done().stream()
                    .filter(test -> test.observation().source().equals(source))
                    .forEach(test -> works.put(test.kind(), test.works()));
        }
        assertEquals(
                Map.of(
                        "full", List.of("database reads"),
                        "point-in-time", List.of("database reads"),
                        "tenant", List.of("database reads", "database writes"),
                        "object-rollback", List.of("file reads"),
                        "integrity", List.of()),
                works);
        List<Finding> found = desk().facts().check("agentic-labs", null).findings();
        assertEquals(Set.of("BREACH none"), judged(found, "encryption-in-transit"));
        assertTrue(judged(found, "isolation").contains("BREACH same storage"), found::toString);
    }

    private static Set<String> judged(List<Finding> found, String rule) {
        return found.stream()
                .filter(finding -> finding.rule().equals(rule))
                .map(finding -> finding.status() + " " + finding.measured())
                .collect(Collectors.toSet());
    }

    @Test
    void eachLeavesItsEvidence() throws Exception {
        for (TestResult result : results) {
            for (String name : List.of("result.json", "report.md", "report.html", "report.pdf")) {
                assertTrue(Files.size(result.evidence().resolve(name)) > 0, name);
            }
            assertEquals(
                    Json.pretty(result.toJson()).strip(),
                    Files.readString(result.evidence().resolve("result.json")).strip());
            String page = Files.readString(result.evidence().resolve("report.md"));
            for (Check check : result.checks()) {
                assertTrue(page.contains(check.name().substring(0, 12)), () -> check.name() + " is not in " + page);
            }
            assertTrue(page.contains("DRILL") && page.contains("passed"), page);
        }
    }

    @Test
    void eachIsAnActWithItsOutcomeInTheRecordAndInTheJournal() throws Exception {
        List<Records.Entry> acts = desk().records().newest(new Records.Filter(null, null, null, "test.run"), 1000);
        assertTrue(acts.size() >= 2 * TestKind.values().length, acts::toString);
        try (RestoreJournal journal = RestoreJournal.open(home.home().resolve("restores.db"), InstantSource.system())) {
            assertEquals(List.of(), journal.unfinished());
            for (TestResult result : results) {
                assertEquals(2, journal.steps(result.id()).size());
            }
        }
    }

    @Test
    void aTenantsRehearsalDeletesAndBringsBackRealRows() {
        Check deleted = check(result(TestKind.TENANT), "Rows of firm");
        Check back = check(result(TestKind.TENANT), "Rows that came back");
        assertTrue(Integer.parseInt(deleted.found().replace(",", "")) > 1000, deleted::toString);
        assertEquals(deleted.found(), back.found());
    }

    @Test
    void aMomentCanBeNamedAndTheFirstCommitAfterItIsAbsent() throws Exception {
        var moment = Objects.requireNonNull(result(TestKind.POINT_IN_TIME).restoredTo());
        TestResult again =
                tests().run(new TestOrder("lab", TestKind.POINT_IN_TIME, moment, null, SEED + 1), Progress.NONE);
        assertTrue(again.passed(), () -> broken(again));
        assertEquals(moment, again.restoredTo());
        Check next = again.checks().stream()
                .filter(check -> check.name().contains("the first after"))
                .findFirst()
                .orElseThrow();
        assertEquals("not committed", next.expected());
        assertTrue(List.of("never begun", "aborted", "in progress").contains(next.found()), next::toString);
    }

    @Test
    void aMomentOutsideTheLogIsAFailedTestNotAFailure() throws Exception {
        TestResult result = tests().run(
                        new TestOrder(
                                "lab",
                                TestKind.POINT_IN_TIME,
                                InstantSource.system().instant().plus(Duration.ofDays(1)),
                                null,
                                SEED),
                        Progress.NONE);
        assertFalse(result.passed());
        assertNull(result.rto());
        assertTrue(broken(result).contains("cannot be restored"), broken(result));
    }

    @Test
    void oneWrongByteInABackupFailsItsTestAndComplianceHearsOfIt() throws Exception {
        Path backup =
                Objects.requireNonNull(desk().practice().status().folder()).resolve("backups/base-0001/data");
        Path table = largest(backup.resolve("base"));
        flip(table);
        try {
            TestResult integrity = tests().run(order(TestKind.INTEGRITY), Progress.NONE);
            assertFalse(integrity.passed());
            String file = backup.relativize(table).toString().replace('\\', '/');
            assertTrue(broken(integrity).contains(file + ": its checksum is wrong"), broken(integrity));
            TestResult full = tests().run(order(TestKind.FULL), Progress.NONE);
            assertFalse(full.passed());
            assertTrue(
                    findings("expansive").stream().anyMatch(each -> each.status() == Finding.Status.BREACH),
                    "the failed test is not seen");
            assertEquals(
                    TestRow.State.FAILED,
                    tests().board("agentic-labs").getFirst().state());
        } finally {
            flip(table);
        }
        TestResult well = tests().run(order(TestKind.INTEGRITY), Progress.NONE);
        assertTrue(well.passed(), () -> broken(well));
        assertTrue(tests().run(order(TestKind.FULL), Progress.NONE).passed());
    }

    @Test
    void anUnknownConnectionIsToldTheOnesThereAre() throws Exception {
        var refused = assertThrows(
                BackstayException.class,
                () -> tests().run(new TestOrder("nowhere", TestKind.FULL, null, null, SEED), Progress.NONE));
        assertInstanceOf(Failure.NotFound.class, refused.failure());
        assertTrue(
                refused.failure().message().contains("nowhere"),
                refused.failure().message());
        assertTrue(refused.failure().advice().contains("lab"), refused.failure().advice());
    }

    @Test
    void everythingGoesToANewPlaceAndNeverOverWhatExists() throws Exception {
        Path place = folder.resolve("new place");
        var order = new EnvironmentRestores.Order("lab", null, place, null);
        EnvironmentResult result = desk().environmentRestores().run(order, Progress.NONE);
        assertTrue(result.verified(), () -> result.outcome().checks().toString());
        assertTrue(Files.isDirectory(place.resolve("data/base")));
        assertFalse(Files.exists(place.resolve("data/recovery.signal")));
        assertFalse(Files.exists(place.resolve("data/postmaster.pid")), "the new server still runs");
        assertTrue(Files.readString(result.report().resolve("report.md")).contains("Recoverable: base-0001"));
        Path version = place.resolve("data/PG_VERSION");
        var before = Files.getLastModifiedTime(version);
        var refused = assertThrows(
                BackstayException.class, () -> desk().environmentRestores().run(order, Progress.NONE));
        assertInstanceOf(Failure.Conflict.class, refused.failure());
        assertEquals(before, Files.getLastModifiedTime(version));
    }

    private List<Finding> findings(String policy) throws BackstayException {
        return desk().facts().check(policy, null).findings().stream()
                .filter(each -> each.rule().equals("restore-test"))
                .toList();
    }

    private RestoreTests tests() throws BackstayException {
        return desk().restoreTests();
    }

    private Desk desk() {
        return Objects.requireNonNull(desk);
    }

    private TestResult result(TestKind kind) {
        return results.stream().filter(each -> each.kind() == kind).findFirst().orElseThrow();
    }

    private static Check check(TestResult result, String name) {
        return result.checks().stream()
                .filter(check -> check.name().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static String broken(TestResult result) {
        return result.checks().stream()
                .filter(check -> !check.holds())
                .map(check -> check.name() + ": " + check.found() + " instead of " + check.expected())
                .reduce((one, two) -> one + "; " + two)
                .orElse("nothing");
    }

    private static TestOrder order(TestKind kind) {
        return new TestOrder("lab", kind, null, null, SEED);
    }

    private static Path largest(Path in) throws Exception {
        Path found = null;
        try (var all = Files.walk(in)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                found = found == null || Files.size(file) > Files.size(found) ? file : found;
            }
        }
        assertNotNull(found);
        return found;
    }

    private static void flip(Path path) throws Exception {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(file.length() / 2);
            int one = file.read();
            file.seek(file.length() / 2);
            file.write(one ^ 0x40);
        }
    }
}
