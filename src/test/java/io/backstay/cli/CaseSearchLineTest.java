package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Past cases are found by their words, on the command line.
final class CaseSearchLineTest {
    private static final String HOSTILE = "=cmd|'/c calc'!A1 <script>alert(1)</script> \u202Eevil";

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        open("Harrow", "corruption");
        open("Müller Straße", "security");
        done("incident", "note", "INC-0001", "Found in the Überprüfung: " + HOSTILE);
        done("incident", "action", "INC-0002", "Keep snapshots", "--owner", "Mira", "--due", "2999-01-31");
    }

    private void open(String firm, String reason) {
        done("incident", "new", "--policy", "agentic-labs", "--firm", firm, "--reason", reason);
    }

    private Ran ran(String... line) {
        return Offline.line(folder, line);
    }

    private Ran done(String... line) {
        Ran ran = ran(line);
        assertEquals(0, ran.code(), ran::toString);
        return ran;
    }

    private void found(String only, String... words) {
        String[] line = new String[words.length + 2];
        line[0] = "incident";
        line[1] = "search";
        System.arraycopy(words, 0, line, 2, words.length);
        Ran ran = done(line);
        assertTrue(ran.out().startsWith(only + " "), ran::toString);
        assertTrue(ran.out().contains("\n1 fit, of 2 looked at."), ran::toString);
    }

    @Test
    void accentsAndCaseDoNotMatterAndEveryPlaceOfACaseIsLookedAt() {
        found("INC-0002", "MULLER", "strasse");
        found("INC-0002", "mu\u0308ller");
        found("INC-0002", "snapshots", "mira");
        found("INC-0001", "uberprufung");
        found("INC-0001", "harrow", "found in");
        found("INC-0001", "--cause", "corruption");
        found("INC-0002", "--tenant", "müller strasse");
    }

    @Test
    void aCaseThatLacksOneWordIsNotFoundAndThatIsSaid() {
        Ran none = ran("incident", "search", "harrow", "snapshots");
        assertEquals(1, none.code(), none::toString);
        assertEquals("No case fits, of 2 looked at.", none.out().strip());
        assertEquals(1, ran("incident", "search", "keep", "--to", "2020-01-01").code());
        assertEquals(1, ran("incident", "search", "keep", "--cause", "failure").code());
        assertEquals(
                0, ran("incident", "search", "keep", "--from", "2020-01-01").code());
    }

    @Test
    void whatMakesNoSenseIsRefusedInWords() {
        assertEquals(3, ran("incident", "search").code());
        assertEquals(3, ran("incident", "search", "x".repeat(2_000)).code());
        assertEquals(
                3,
                ran("incident", "search", "a b c d e f g h i j k l m n o p q").code());
        assertEquals(
                3,
                ran("incident", "search", "--from", "2026-02-01", "--to", "2026-01-01")
                        .code());
        assertEquals(64, ran("incident", "search", "--cause", "bad-luck").code());
    }

    @Test
    void hostileWordsOfOthersAreHarmlessAndPlacesAreNamedForPrograms() throws Exception {
        Ran found = done("incident", "search", "evil");
        assertFalse(found.out().contains("\u202E"), found::toString);
        var hit = done("incident", "search", "alert(1)", "--json")
                .document()
                .fields()
                .items("hits")
                .getFirst()
                .fields();
        assertEquals("corruption", hit.text("cause"));
        assertEquals("timeline", hit.items("spots").getFirst().fields().text("in"));
    }
}
