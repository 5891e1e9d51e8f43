package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Trust;
import io.backstay.audit.Who;
import io.backstay.base.BackstayException;
import io.backstay.base.Durations;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.connect.postgres.Folders;
import io.backstay.fixture.Processes;
import io.backstay.fixture.TestPostgres;
import io.backstay.restore.journal.RestoreJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What a drill promises, on three real ones: a deletion, the same again, and one with a trigger planted.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DrillTest {
    private static final String SEED = "20261123";

    private final Path folder = TestPostgres.folder("backstay-drill-");
    private final Path labs = folder.resolve("Übung 1");
    private Ran deletion = new Ran(-1, "", "");
    private Ran again = deletion;
    private Ran planted = deletion;

    @BeforeAll
    void practise() {
        deletion = drill("deletion", "home", "out ä");
        again = drill("deletion", "home", "again", "--json");
        planted = drill("planted-trigger", "other home", "planted");
    }

    @AfterAll
    void removeAll() throws BackstayException {
        Folders.remove(folder);
    }

    @Test
    void everyLostRowComesBackAndNobodyElseIsTouched() throws Exception {
        assertEquals(0, deletion.code(), deletion::toString);
        Value.Members result = result("out ä");
        assertEquals(
                List.of("scenario tenant restoredTo rpo rto rows otherTenantsChanged verified phases artefacts"
                        .split(" ")),
                keys(result).stream()
                        .filter(key -> !Set.of("size", "seed", "tenantName", "objectsRestored", "checks")
                                .contains(key))
                        .toList());
        Value rows = at(result, "rows");
        assertEquals(List.of("lost", "restored", "mended", "keptLive", "conflicts"), keys(rows));
        assertTrue(number(rows, "lost") > 1000, "a firm's rows are lost");
        assertEquals(number(rows, "lost") - number(rows, "conflicts"), number(rows, "restored"));
        assertTrue(number(rows, "keptLive") > 0, "the firm has typed since");
        assertTrue(number(result, "objectsRestored") > 0, "files were lost too");
        assertEquals(0, number(result, "otherTenantsChanged"));
        assertEquals("deletion", text(result, "scenario"));
        assertTrue(truth(result, "verified"));
        assertTrue(Duration.parse(text(result, "rto")).isPositive());
        assertTrue(Duration.parse(text(result, "rpo")).isPositive());
        assertTrue(Instant.parse(text(result, "restoredTo"))
                .isBefore(InstantSource.system().instant()));
        for (Value phase : at(result, "phases").items()) {
            assertEquals(List.of("name", "ms"), keys(phase));
        }
    }

    @Test
    void everyArtefactIsThereAndNothingHalfWritten() throws Exception {
        for (String out : List.of("out ä", "again", "planted")) {
            Set<String> told = new HashSet<>();
            for (Value name : at(result(out), "artefacts").items()) {
                told.add(name.text());
            }
            try (var files = Files.list(folder.resolve(out))) {
                assertEquals(
                        told, files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()), out);
            }
            assertTrue(told.containsAll(
                    Set.of("report.pdf", "report.html", "report.md", "manifest.json", "compliance.json")));
        }
    }

    @Test
    void theReportNamesTheFirmTheMeasuresAndThatItIsADrill() throws Exception {
        String firm = text(result("out ä"), "tenantName");
        for (String words : reports("out ä")) {
            for (String word : List.of(firm, "RPO", "RTO", "DRILL")) {
                assertTrue(words.replace("&amp;", "&").contains(word), () -> word + " is not in " + words);
            }
            assertFalse(words.contains("rolled back"), words);
        }
    }

    @Test
    void theTimeToRecoverIsTheSameInTheLineTheResultAndTheReport() throws Exception {
        String rto = Durations.words(Duration.parse(text(result("out ä"), "rto")));
        assertTrue(deletion.out().contains("RTO " + rto + "."), deletion.out());
        for (String report : reports("out ä")) {
            String words = report.replaceAll("\\s+", " ");
            assertTrue(words.contains(rto), () -> rto + " is not in " + words);
            assertTrue(words.contains("the practice database has invoices"), () -> "what was asked is not in " + words);
            assertFalse(words.contains("Not measured"), words);
        }
    }

    @Test
    void everyRowThatNamesAFileHasItAgainAndTheReportSaysSo() throws Exception {
        for (String report : reports("out ä")) {
            assertTrue(
                    report.replaceAll("\\s+", " ").matches(".* with a file, 0 of them without its bytes;.*"), report);
        }
    }

    @Test
    void aTriggerThatWritesIntoAnotherFirmStopsTheRestoreAndChangesNothing() throws Exception {
        assertEquals(1, planted.code(), planted::toString);
        Value result = result("planted");
        assertEquals("planted-trigger", text(result, "scenario"));
        assertEquals(1, number(result, "otherTenantsChanged"));
        assertFalse(truth(result, "verified"));
        assertEquals(0, number(at(result, "rows"), "restored"));
        assertEquals(0, number(result, "objectsRestored"));
        assertTrue(at(result, "rto") instanceof Value.Nothing, "a restore that did not happen took no time");
        assertTrue(planted.out().contains("Nothing was changed in live."), planted.out());
        for (String words : reports("planted")) {
            assertTrue(words.contains("rolled back"), words);
            assertTrue(words.contains("DRILL"), words);
        }
    }

    @Test
    void theSameSeedLosesAndRestoresTheSame() throws Exception {
        assertEquals(0, again.code(), again::toString);
        Value one = result("out ä");
        Value two = result("again");
        for (String key : List.of("lost", "restored", "mended", "keptLive", "conflicts")) {
            assertEquals(number(at(one, "rows"), key), number(at(two, "rows"), key), key);
        }
        assertEquals(number(one, "objectsRestored"), number(two, "objectsRestored"));
        assertEquals(text(one, "tenant"), text(two, "tenant"));
        assertEquals(number(at(one, "rows"), "lost"), number(at(result("planted"), "rows"), "lost"));
        assertEquals(tables("out ä"), tables("again"));
        assertTrue(tables("again").size() > 10, tables("again")::toString);
    }

    @Test
    void withJsonTheResultIsTheOneDocumentAndProgressGoesBeside() throws Exception {
        again.document();
        assertEquals(
                Files.readString(folder.resolve("again/result.json")).strip(),
                again.out().strip());
        assertTrue(again.err().contains("Removing the lab"), again.err());
    }

    @Test
    void theExportedManifestGivesTheSameFindingsWithoutAnyState() throws Exception {
        for (String out : List.of("out ä", "again", "planted")) {
            Path compliance = folder.resolve(out).resolve("compliance.json");
            Ran check = run(
                    "nobody's home",
                    "check",
                    "--policy",
                    "agentic-labs",
                    "--manifest",
                    folder.resolve(out).resolve("manifest.json").toString(),
                    "--at",
                    text(Json.read(compliance), "at"),
                    "--json");
            assertEquals(Files.readString(compliance).strip(), check.out().strip());
            assertEquals("", check.err());
            assertFalse(at(check.document(), "findings").items().isEmpty());
        }
        assertFalse(Files.exists(folder.resolve("nobody's home")));
    }

    @Test
    void everyActHasItsOutcomeInTheRecord() throws Exception {
        for (String home : List.of("home", "other home")) {
            Path state = folder.resolve(home);
            try (AuditLog audit = AuditLog.open(
                            state.resolve("audit.db"),
                            InstantSource.system(),
                            new Who("test", "viewer", "test"),
                            new SplittableRandom(1));
                    RestoreJournal journal =
                            RestoreJournal.open(state.resolve("restores.db"), InstantSource.system())) {
                assertEquals(List.of(), audit.unfinished());
                assertTrue(audit.verify(Trust.NONE).intact());
                assertEquals(List.of(), journal.unfinished());
                assertFalse(journal.steps("R-0001").isEmpty());
            }
            // The key of each practice signed what it did, its own end included.
            Ran verified = run(home, "audit", "verify");
            assertEquals(0, verified.code(), verified.err());
            assertTrue(verified.out().contains("at the end 0 without a signature"), verified.out());
        }
        String cases = run("home", "incident", "list").out();
        assertEquals(2, cases.lines().count(), cases);
        assertTrue(run("other home", "incident", "list").out().contains("not restored"));
        List<String> told = run("home", "incident", "show", "INC-0001")
                .out()
                .lines()
                .filter(line -> line.contains("This is a drill: deletion, size small, seed " + SEED))
                .toList();
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.getFirst().contains("#"), "the line names its entry of the record");
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

    private Ran drill(String scenario, String home, String out, String... more) {
        var words = new ArrayList<>(List.of(
                "drill",
                "--scenario",
                scenario,
                "--seed",
                SEED,
                "--out",
                folder.resolve(out).toString()));
        words.addAll(List.of(more));
        return run(home, words.toArray(String[]::new));
    }

    private Ran run(String home, String... words) {
        return Ran.line(asked -> desk(folder.resolve(home), asked), folder.resolve("defects"), words);
    }

    private LocalDesk desk(Path home, @Nullable Path asked) {
        var spec = TestPostgres.lab(labs, 1);
        return new LocalDesk(
                new LocalDesk.Place(asked == null ? home : asked, spec, "tester", "session", Ran.VERSION),
                DeskHome.means());
    }

    private List<String> reports(String out) throws Exception {
        Path in = folder.resolve(out);
        try (var pdf = Loader.loadPDF(in.resolve("report.pdf").toFile())) {
            return List.of(
                    Files.readString(in.resolve("report.md")),
                    Files.readString(in.resolve("report.html")),
                    new PDFTextStripper().getText(pdf));
        }
    }

    /// The report's lines of one table each, such as `| Invoices | 1,236 | 1,235 | 1 | 1 |`.
    private List<String> tables(String out) throws Exception {
        return Files.readString(folder.resolve(out).resolve("report.md"))
                .lines()
                .filter(line -> line.matches("\\| [^|]+ \\| [\\d,]+ \\| [\\d,]+ \\| [\\d,]+ \\| [\\d,]+ \\|"))
                .toList();
    }

    private Value.Members result(String out) throws Exception {
        return (Value.Members) Json.read(folder.resolve(out).resolve("result.json"));
    }

    private static List<String> keys(Value object) {
        return List.copyOf(((Value.Members) object).values().keySet());
    }

    private static Value at(Value object, String key) {
        return Objects.requireNonNull(((Value.Members) object).values().get(key), key);
    }

    private static long number(Value object, String key) throws BackstayException {
        return at(object, key).whole();
    }

    private static String text(Value object, String key) throws BackstayException {
        return at(object, key).text();
    }

    private static boolean truth(Value object, String key) throws BackstayException {
        return at(object, key).bool();
    }
}
