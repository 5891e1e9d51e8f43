package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.codec.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The case on the command line, by a manifest of a database that is backed up every night and kept for two days.
final class IncidentLineTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
    private static final String HOSTILE = "=cmd|'/c calc'!A1 <script>alert(1)</script> \u202Eevil\u0007";

    @TempDir
    Path folder;

    private Path manifest = Path.of("");

    @BeforeEach
    void write() throws Exception {
        List<String> points = new ArrayList<>();
        for (int night = 0; night < 2; night++) {
            Instant taken = Instant.parse("2026-11-22T19:30:00Z").minus(Duration.ofDays(night));
            points.add("{\"id\": \"n%d\", \"asset\": \"db\", \"kind\": \"full\", \"takenAt\": \"%s\","
                            .formatted(night, taken)
                    + " \"status\": \"available\", \"expiresAt\": \"%s\"}".formatted(taken.plus(Duration.ofDays(2))));
        }
        manifest = Files.writeString(folder.resolve("estate.json"), """
                {"format": "backstay-manifest/1", "exportedAt": "%s", "estate": "Made",
                 "assets": [{"id": "db", "kind": "database", "environment": "production"}],
                 "recoveryPoints": [%s], "restoreTests": []}
                """.formatted(MONDAY, String.join(", ", points)));
    }

    private Ran ran(String... line) {
        return Offline.line(folder, line);
    }

    private Ran verdict(String policy, String around, String... more) {
        List<String> line = new ArrayList<>(List.of(
                "verdict",
                "--policy",
                policy,
                "--firm",
                "Harrow",
                "--dataset",
                "invoices",
                "--around",
                around,
                "--at",
                MONDAY.toString(),
                "--manifest",
                manifest.toString()));
        line.addAll(List.of(more));
        return ran(line.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T18:00:00+01:00, 1, no",
        "2026-11-22T21:00:00+01:00, 0, recoverable",
        "2026-11-22T20:00:00+01:00, 0, recoverable"
    })
    void theVerdictIsGivenFromAManifestAloneAndLeavesNoTrace(String around, int code, String answer) throws Exception {
        Ran ran = verdict("daily-two-days", around, "--json");
        assertEquals(code, ran.code(), ran::toString);
        assertEquals(answer, ran.document().fields().text("verdict"));
        for (String key : List.of("point", "restoreTo", "lossWindow", "expiresAt", "because", "clauses", "firstHelp")) {
            assertTrue(ran.out().contains("\"" + key + "\""), key);
        }
        assertFalse(Files.exists(folder.resolve("home")), "a manifest alone leaves no trace");
    }

    @Test
    void theVerdictSaysNoInWordsAndWhy() {
        Ran ran = verdict("daily-two-days", "2026-11-20T18:00", "--zone", "Europe/Berlin");
        assertEquals(1, ran.code(), ran::toString);
        assertTrue(ran.out().startsWith("NO  Harrow lost invoices"), ran.out());
        assertTrue(ran.out().contains("Fri 20 Nov 2026 18:00 (Europe/Berlin, +01:00)"), ran.out());
        assertTrue(ran.out().contains("Fri 20 Nov 2026 17:00 UTC"), ran.out());
        assertTrue(ran.out().contains("Backups reach back 2 d and the loss is 2 d 15 h old"), ran.out());
        assertEquals(
                2, ran("verdict", "--policy", "daily-two-days", "--firm", "H").code(), "nothing is known");
    }

    @Test
    void anHourThatHappenedTwiceIsAskedBack() {
        Ran ran = verdict("daily-two-days", "2026-10-25T02:30", "--zone", "Europe/Berlin");
        assertEquals(3, ran.code(), ran::toString);
        assertTrue(ran.err().contains("happened twice") && ran.err().contains("--which earlier"), ran.err());
        assertEquals(
                1,
                verdict("daily-two-days", "2026-10-25T02:30", "--zone", "Europe/Berlin", "--which", "later")
                        .code());
    }

    @Test
    void aMailBecomesACaseWithItsVerdictClocksAndMessages() throws Exception {
        Path mail = Files.writeString(folder.resolve("mail.txt"), """
                From: Priya Nair <priya@harrow.example>
                Date: Mon, 23 Nov 2026 08:30:00 +0100

                Firm: Harrow & Finch
                Our invoices are gone since Friday evening.
                """);
        Ran opened = ran(
                "incident",
                "new",
                "--policy",
                "tax-agent-portal",
                "--mail",
                mail.toString(),
                "--manifest",
                manifest.toString(),
                "--json");
        assertEquals(0, opened.code(), opened::toString);
        assertEquals("INC-0001", opened.document().fields().text("case"));
        assertTrue(opened.out().contains("\"recognised\""), opened.out());

        assertEquals(
                0,
                ran("incident", "note", "INC-0001", "Called back", "--kind", "decision")
                        .code());
        assertEquals(0, ran("incident", "declare", "INC-0001").code());
        Ran again = ran("incident", "declare", "INC-0001");
        assertEquals(3, again.code());
        assertTrue(again.toString().contains("INC-0001 was declared at "), again::toString);
        Ran shown = ran("incident", "show", "INC-0001");
        for (String line : List.of(
                "Priya Nair",
                "Reports that invoices are missing since about Fri 20 Nov 2026 20:00",
                "Verdict: ",
                "Decision: Called back",
                "Declared")) {
            assertTrue(shown.out().contains(line), shown.out());
        }

        Ran clocks = ran("incident", "clocks", "INC-0001", "--json");
        List<Value> all = clocks.document().fields().items("clocks");
        assertEquals(5, all.size());
        assertEquals("running", all.getFirst().fields().text("state"));

        Path eml = folder.resolve("first.eml");
        Ran message = ran(
                "incident",
                "message",
                "INC-0001",
                "--kind",
                "first",
                "--to",
                "admin@harrow.example",
                "--out",
                eml.toString());
        assertEquals(0, message.code(), message::toString);
        assertTrue(message.out().contains("Dear Priya Nair,"), message.out());
        assertTrue(message.out().contains("nothing was sent"), message.out());
        assertTrue(message.out().contains("What we know: No backup from before the loss is left."), message.out());
        assertTrue(Files.readString(eml).contains("X-Unsent: 1"), "a draft");
        assertEquals(0, ran("incident", "told", "INC-0001", "--kind", "first").code());
        Ran after = ran("incident", "clocks", "INC-0001");
        assertTrue(after.out().contains("last at "), after.out());

        corrected();
        Ran record = ran("audit", "show", "--json");
        for (String act : List.of(
                "incident.open",
                "incident.verdict",
                "incident.correct",
                "incident.note",
                "incident.declare",
                "incident.told")) {
            assertTrue(record.out().contains(act), act);
        }
    }

    /// What is not named stays as it was, and what is named is read by the customer's clock.
    private void corrected() throws Exception {
        Ran before = ran("incident", "verdict", "INC-0001", "--json");
        Ran done =
                ran("incident", "correct", "INC-0001", "--around", "2026-11-19T18:00", "--why", "They meant Thursday");
        assertEquals(0, done.code(), done::toString);
        Ran after = ran("incident", "verdict", "INC-0001");
        assertTrue(after.out().contains("Thu 19 Nov 2026 18:00"), after.out());
        assertTrue(after.out().contains("Harrow & Finch lost invoices"), after.out());
        assertTrue(ran("incident", "show", "INC-0001").out().contains("Intake corrected: They meant Thursday"));
        Ran zoned = ran("incident", "correct", "INC-0001", "--zone", "Australia/Melbourne", "--why", "Their zone");
        assertEquals(0, zoned.code(), zoned::toString);
        Ran shown = ran("incident", "verdict", "INC-0001");
        assertTrue(shown.out().contains("Fri 20 Nov 2026 04:00 (Australia/Melbourne"), shown.out());
        assertEquals(
                before.document().fields().text("policy"),
                ran("incident", "verdict", "INC-0001", "--json")
                        .document()
                        .fields()
                        .text("policy"));
    }

    @Test
    void aCaseIsOpenedOnASecondInstallationAndComesBack() throws Exception {
        assertEquals(
                0,
                ran("incident", "new", "--policy", "agentic-labs", "--firm", "Other")
                        .code());
        assertEquals(
                0,
                ran("incident", "new", "--policy", "agentic-labs", "--firm", "Harrow", "--severity", "1")
                        .code());
        Path there = folder.resolve("there.json");
        assertEquals(
                0,
                ran("incident", "export", "INC-0002", "--out", there.toString()).code());

        Path second = Files.createDirectory(folder.resolve("second"));
        Ran opened = Offline.line(second, "incident", "import", there.toString());
        assertEquals(0, opened.code(), opened::toString);
        assertTrue(opened.out().contains("INC-0001 is open here"), opened.out());
        Ran page = Offline.line(second, "incident", "handover", "INC-0001");
        assertTrue(page.out().contains("Harrow lost data") && page.out().contains("severity 1"), page.out());
        assertEquals(
                0,
                Offline.line(second, "incident", "note", "INC-0001", "Looked at it")
                        .code());
        Path back = folder.resolve("back.json");
        assertEquals(
                0,
                Offline.line(second, "incident", "export", "INC-0001", "--out", back.toString())
                        .code());

        Ran merged = ran("incident", "import", back.toString());
        assertTrue(merged.out().contains("INC-0002 was here already; its timeline got 3 lines"), merged::toString);
        Ran again = ran("incident", "import", back.toString());
        assertTrue(again.out().contains("got 0 lines"), again::toString);
        assertTrue(ran("incident", "show", "INC-0002").out().contains("Looked at it"));
    }

    @Test
    void aCaseThatCouldNotBeHandedOnDoesNotSayThatItWas() throws Exception {
        assertEquals(
                0,
                ran("incident", "new", "--policy", "agentic-labs", "--firm", "Harrow")
                        .code());
        Path taken = Files.createDirectory(folder.resolve("taken.json"));
        Files.writeString(taken.resolve("x"), "x");
        assertEquals(
                3,
                ran("incident", "export", "INC-0001", "--out", taken.toString()).code());
        assertFalse(ran("incident", "show", "INC-0001").out().contains("Handed on"));
        Path file = folder.resolve("case.json");
        assertEquals(
                0,
                ran("incident", "export", "INC-0001", "--out", file.toString()).code());
        assertTrue(Files.readString(file).contains("Handed on as a file"));
        assertTrue(ran("incident", "show", "INC-0001").out().contains("Handed on as a file"));
    }

    @Test
    void aRequiredFieldIsAskedForInTheWordsOfThePolicy() {
        Ran ran = ran("incident", "new", "--policy", "tax-agent-portal", "--firm", "Harrow");
        assertEquals(3, ran.code(), ran::toString);
        assertTrue(ran.err().contains("dataset, time"), ran.err());
        assertTrue(ran.err().contains("Please include the firm name, the affected dataset"), ran.err());
        assertEquals("", ran("incident", "list").out(), "no case is left behind");
        assertEquals(
                0,
                ran("incident", "new", "--policy", "agentic-labs", "--firm", "Harrow")
                        .code());
    }

    @Test
    void aManifestThatCannotBeReadLeavesNoCase() {
        Ran ran = ran("incident", "new", "--policy", "agentic-labs", "--firm", "H", "--manifest", "gone.json");
        assertEquals(3, ran.code(), ran::toString);
        assertEquals("", ran("incident", "list").out());
    }

    @Test
    void aClaimIsFoundAndKeptOnlyByAnApproverForAReason() throws Exception {
        Path draft = Files.writeString(folder.resolve("draft.txt"), "Rest assured: we give you zero data loss.");
        Ran found = ran("incident", "claims", draft.toString(), "--policy", "tax-agent-portal");
        assertEquals(1, found.code(), found::toString);
        assertTrue(found.out().contains("zero-data-loss") && found.out().contains("We do not claim"), found.out());

        assertEquals(
                0,
                ran("incident", "new", "--policy", "agentic-labs", "--firm", "Harrow")
                        .code());
        String[] keep = {
            "incident", "claims", draft.toString(), "--case", "INC-0001", "--keep", "all", "--reason", "counsel agreed"
        };
        Path roles = folder.resolve("home/roles.json");
        Files.writeString(roles, """
                {"format": "backstay-roles/1", "people": {"tester": "responder"}, "others": "viewer"}""");
        Ran refused = ran(keep);
        assertEquals(3, refused.code(), refused::toString);
        assertTrue(refused.err().contains("may not keep words that a policy never claims"), refused.err());
        Files.delete(roles);
        Ran kept = ran(keep);
        assertEquals(0, kept.code(), kept::toString);
        assertTrue(kept.out().contains("kept  “zero data loss”"), kept.out());
        assertTrue(ran("incident", "show", "INC-0001").out().contains("counsel agreed"));
        assertTrue(ran("audit", "show", "--json").out().contains("incident.keep-claim"));
    }

    @Test
    void hostileTextIsHarmlessWhereverItIsShown() throws Exception {
        Ran opened = ran(
                "incident",
                "new",
                "--policy",
                "agentic-labs",
                "--firm",
                HOSTILE,
                "--dataset",
                HOSTILE,
                "--asked-by",
                HOSTILE,
                "--around",
                "2026-11-22T21:00:00Z",
                "--manifest",
                manifest.toString());
        assertEquals(0, opened.code(), opened::toString);
        Path eml = folder.resolve("x.eml");
        List<Ran> all = List.of(
                opened,
                ran("incident", "list"),
                ran("incident", "note", "INC-0001", HOSTILE),
                ran("incident", "show", "INC-0001"),
                ran("incident", "verdict", "INC-0001", "--manifest", manifest.toString()),
                ran("incident", "message", "INC-0001", "--kind", "first", "--out", eml.toString()));
        for (Ran each : all) {
            assertTrue(each.code() <= 1, each::toString);
            assertFalse((each.out() + each.err()).chars().anyMatch(c -> c == 0x202e || c == 7), each::toString);
        }
        assertFalse(Files.readString(eml).contains("<script>"), "the subject and the body are encoded");
        for (String option : List.of("--firm", "--dataset", "--asked-by", "--verified-by")) {
            Ran long1 = ran("incident", "new", "--policy", "agentic-labs", "--firm", "H", option, "x".repeat(100_000));
            assertTrue(long1.code() == 3 || long1.code() == 64, option);
            assertTrue(long1.err().length() < 1_000, "it is not repeated");
        }
        assertEquals(3, ran("incident", "note", "INC-0001", "x".repeat(100_000)).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verdict",
                "verdict --policy p --around x --within soon",
                "verdict --policy p --zone Mars/North",
                "incident new",
                "incident new --policy p --severity high",
                "incident new --policy p --reason boredom",
                "incident note INC-0001",
                "incident correct INC-0001",
                "incident message INC-0001",
                "incident message INC-0001 --kind nth",
                "incident told INC-0001",
                "incident claims x",
                "incident claims x --policy p --case INC-0001",
                "incident claims x --policy p --keep all --reason r"
            })
    void whatMakesNoSenseIsUsage(String line) {
        Ran ran = ran(line.split(" "));
        assertEquals(64, ran.code(), ran::toString);
        assertFalse(Files.exists(folder.resolve("home")), "nothing was opened");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verdict", "clocks", "declare", "correct --why w"})
    void aCaseThatDoesNotExistIsInput(String command) {
        for (String id : List.of("INC-9999", "nonsense", "' or 1=1 --")) {
            List<String> words = new ArrayList<>(List.of(("incident " + command).split(" ")));
            words.add(id);
            Ran ran = ran(words.toArray(String[]::new));
            assertEquals(3, ran.code(), ran::toString);
            assertTrue(ran.err().contains(id), ran.err());
        }
    }
}
