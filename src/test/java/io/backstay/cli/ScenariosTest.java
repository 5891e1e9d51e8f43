package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.connect.postgres.Folders;
import io.backstay.fixture.Processes;
import io.backstay.fixture.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The other scenarios of a drill, each on a real lab of its own: damaged files, an attack, a lost server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScenariosTest {
    private static final String SEED = "20261124";
    private static final List<String> SCENARIOS = List.of("objects", "ransomware", "full");

    private final Path folder = TestPostgres.folder("backstay-scenarios-");
    private final Path labs = folder.resolve("labs");
    private final List<Ran> ran = new ArrayList<>();
    private Ran corrupted;

    @BeforeAll
    void practise() {
        SCENARIOS.forEach(scenario -> ran.add(drill(scenario)));
        corrupted = drill("corruption");
    }

    @AfterAll
    void removeAll() throws BackstayException {
        Folders.remove(folder);
    }

    @Test
    void eachEndsProvenWithTheSameArtefacts() throws Exception {
        for (String scenario : SCENARIOS) {
            assertEquals(0, ran.get(SCENARIOS.indexOf(scenario)).code(), () -> ran.toString());
            Value result = result(scenario);
            assertEquals(scenario, at(result, "scenario").text());
            assertTrue(at(result, "verified").bool(), scenario);
            assertTrue(Duration.parse(at(result, "rto").text()).isPositive(), scenario);
            assertTrue(Duration.parse(at(result, "rpo").text()).isPositive(), scenario);
            assertTrue(Instant.parse(at(result, "restoredTo").text()).isBefore(Instant.now()), scenario);
            assertEquals(0, at(result, "otherTenantsChanged").whole(), scenario);
            assertTrue(at(result, "objectsRestored").whole() > 0, scenario);
            assertTrue(at(result, "checks").items().size() >= 5, scenario);
            Set<String> told = at(result, "artefacts").items().stream()
                    .map(ScenariosTest::text)
                    .collect(Collectors.toSet());
            try (var files = Files.list(folder.resolve(scenario))) {
                assertEquals(
                        told, files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
            }
            assertTrue(
                    told.containsAll(Set.of(
                            "report.pdf",
                            "report.html",
                            "report.md",
                            "result.json",
                            "manifest.json",
                            "compliance.json")),
                    told::toString);
            assertTrue(report(scenario).contains("DRILL"), scenario);
        }
    }

    @Test
    void damagedFilesComeBackByVersionAndEveryRowHasItsOwnBytesAgain() throws Exception {
        Value checks = at(result("objects"), "checks");
        String before = found(checks, "Rows without their own bytes before");
        assertTrue(Integer.parseInt(before) >= 15, before);
        assertEquals(before, found(checks, "Files that came back"));
        assertEquals("0", found(checks, "Files that a second run would bring back"));
        assertEquals("0", found(checks, "Files of other firms that changed"));
        assertEquals(
                Integer.parseInt(before),
                at(result("objects"), "objectsRestored").whole());
        assertTrue(report("objects").contains("written over"), report("objects"));
    }

    @Test
    void anAttackOnBackupsIsRefusedByTheServersThemselvesAndTheReportQuotesThem() throws Exception {
        List<Value> checks = at(result("ransomware"), "checks").items();
        long byStore = 0;
        long byDatabase = 0;
        for (Value check : checks) {
            assertTrue(at(check, "holds").bool(), () -> check.toString());
            String answer = at(check, "found").text();
            byStore += answer.contains("AccessDenied (request lab") ? 1 : 0;
            byDatabase += answer.contains("PostgreSQL: ERROR") && answer.contains("42501") ? 1 : 0;
            assertTrue(answer.startsWith("refused "), answer);
        }
        assertEquals(4, byStore, checks::toString);
        assertTrue(byDatabase >= 5, checks::toString);
        String report = report("ransomware");
        assertTrue(report.contains("AccessDenied") && report.contains("must be owner"), report);
        Value rows = at(result("ransomware"), "rows");
        assertTrue(at(rows, "restored").whole() > 1000, rows::toString);
        assertEquals(
                at(rows, "lost").whole() - at(rows, "conflicts").whole(),
                at(rows, "restored").whole());
    }

    @Test
    void aLostServerComesBackWholeInANewPlaceAsItWasAtTheLastArchivedCommit() throws Exception {
        Value checks = at(result("full"), "checks");
        assertEquals("none", found(checks, "Tables whose rows differ from what they were"));
        assertEquals("none", found(checks, "Roles that are missing"));
        assertEquals("none", found(checks, "Sequences that stand before"));
        assertEquals("none", found(checks, "Files of the base backup"));
        Value rows = at(result("full"), "rows");
        assertTrue(at(rows, "lost").whole() > 10_000, rows::toString);
        assertEquals(at(rows, "lost").whole(), at(rows, "restored").whole());
        assertTrue(report("full").contains("Recoverable: base-0001"), report("full"));
    }

    @Test
    void valuesThatWereWrittenOverForWeeksAreMendedOneByOneAndNothingElse() throws Exception {
        assertEquals(0, corrupted.code(), corrupted::toString);
        Value result = result("corruption");
        assertTrue(at(result, "verified").bool(), result::toString);
        assertEquals(0, at(result, "otherTenantsChanged").whole());
        Value rows = at(result, "rows");
        assertEquals(0, at(rows, "restored").whole());
        assertTrue(at(rows, "mended").whole() > 15, rows::toString);
        assertEquals("none", found(at(result, "checks"), "Values that are not what they were"));
        assertTrue(report("corruption").contains("The damaged state: Recovered"), report("corruption"));
        assertTrue(report("corruption").contains("| Rows mended |"), report("corruption"));
    }

    @Test
    void eachIsARestoreTestThatComplianceReads() throws Exception {
        Ran list = run("test", "list", "--json");
        List<Value> tests = at(list.document(), "restoreTests").items();
        List<String> scenarios =
                tests.stream().map(each -> text(at(each, "scenario"))).sorted().toList();
        assertEquals(List.of("corruption", "full", "objects", "ransomware"), scenarios);
        for (Value each : tests) {
            assertEquals("passed", text(at(each, "outcome")));
        }
        String board = run("test", "list", "--policy", "agentic-labs").out();
        assertTrue(board.contains("passed       object-rollback"), board);
        assertTrue(board.contains("never        point-in-time"), board);
    }

    @Test
    void anUnknownConnectionAndOptionsThatDoNotGoTogetherAreRefusedInASentence() {
        Ran unknown = run("test", "run", "--kind", "full", "--connection", "nowhere");
        assertEquals(3, unknown.code(), unknown::toString);
        assertTrue(unknown.err().contains("A connection called nowhere does not exist."), unknown.err());
        Ran wrong = run("test", "run", "--kind", "full", "--at", "2026-11-23T03:00:00Z");
        assertEquals(64, wrong.code(), wrong::toString);
        assertTrue(wrong.err().contains("--at goes with --kind point-in-time only"), wrong.err());
        assertEquals(64, run("test", "run", "--kind", "everything").code());
    }

    @Test
    void nothingIsLeftRunningOrLyingAround() throws Exception {
        assertEquals(List.of(), Processes.under(labs));
        try (var left = Files.list(labs)) {
            assertEquals(
                    List.of("programs"),
                    left.map(path -> path.getFileName().toString()).toList());
        }
    }

    private Ran drill(String scenario) {
        return run(
                "drill",
                "--scenario",
                scenario,
                "--seed",
                SEED,
                "--out",
                folder.resolve(scenario).toString());
    }

    private Ran run(String... words) {
        return Ran.line(this::desk, folder.resolve("defects"), words);
    }

    private LocalDesk desk(@Nullable Path asked) {
        var spec = TestPostgres.lab(labs, 1);
        Path home = asked == null ? folder.resolve("home") : asked;
        return new LocalDesk(new LocalDesk.Place(home, spec, "tester", "session", Ran.VERSION), DeskHome.means());
    }

    private String report(String scenario) throws Exception {
        return Files.readString(folder.resolve(scenario).resolve("report.md"));
    }

    private Value result(String scenario) throws BackstayException {
        return Json.read(folder.resolve(scenario).resolve("result.json"));
    }

    private static String found(Value checks, String name) throws BackstayException {
        for (Value check : checks.items()) {
            if (text(at(check, "name")).startsWith(name)) {
                return text(at(check, "found"));
            }
        }
        throw new AssertionError(name + " is not among " + checks);
    }

    private static Value at(Value object, String key) {
        return Objects.requireNonNull(((Value.Members) object).values().get(key), key);
    }

    private static String text(Value value) {
        return ((Value.Text) value).value();
    }
}
