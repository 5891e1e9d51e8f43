package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What follows from a case, on the command line.
final class CaseActionsLineTest {
    private static final String HOSTILE = "=cmd|'/c calc'!A1 <script>alert(1)</script> \u202Eevil";

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        done("incident", "new", "--policy", "agentic-labs", "--firm", "Harrow");
    }

    private Ran ran(String... line) {
        return Offline.line(folder, line);
    }

    private Ran done(String... line) {
        Ran ran = ran(line);
        assertEquals(0, ran.code(), ran::toString);
        return ran;
    }

    private void plan(String what, String due, String kind) {
        done("incident", "action", "INC-0001", what, "--owner", "Mira", "--due", due, "--kind", kind);
    }

    @Test
    void whatIsOverdueIsSaidByTheListAndByEveryCheckUntilItIsDone() {
        plan("Keep snapshots for a week", "2026-01-31", "corrective");
        plan(HOSTILE, "2999-01-31", "restore-test");
        Ran all = ran("incident", "actions");
        assertEquals(1, all.code(), all::toString);
        assertTrue(all.out().lines().toList().getFirst().startsWith("overdue"), all::toString);
        assertFalse(all.out().contains("\u202E"), all::toString);
        String notice = " of INC-0001 was due on 2026-01-31, Mira sees to it: Keep snapshots";
        assertTrue(ran("check", "--policy", "agentic-labs").out().contains(notice));
        assertFalse(
                ran("check", "--policy", "agentic-labs", "--at", "2026-01-31T23:59:59Z")
                        .out()
                        .contains(notice),
                "its last day is in time");

        done("incident", "done", "INC-0001", "A1", "--result", "Kept for eight days", "--evidence", "ticket 7");
        assertEquals(0, ran("incident", "actions", "INC-0001").code());
        assertFalse(ran("check", "--policy", "agentic-labs").out().contains(notice));
        String shown = done("incident", "show", "INC-0001").out();
        assertTrue(shown.contains(" done by tester: Kept for eight days (ticket 7)"), shown);
    }

    @Test
    void whatIsDueAgainComesBackWhenItsDayIsOver() {
        plan("Restore one firm", "2026-01-31", "restore-test");
        done(
                "incident",
                "done",
                "INC-0001",
                "A1",
                "--result",
                "passed",
                "--evidence",
                "T-0001",
                "--at",
                "2026-01-30T10:00:00Z",
                "--next",
                "2026-04-30");
        Ran again = ran("incident", "actions", "--json");
        assertEquals(1, again.code(), again::toString);
        assertTrue(again.out().contains("\"due\": \"2026-04-30\""), again::toString);
        assertTrue(again.out().contains("INC-0001 A1-"), again::toString);
        assertEquals(
                3,
                ran("incident", "done", "INC-0001", "A9", "--result", "x", "--evidence", "y")
                        .code());
        assertEquals(
                64,
                ran("incident", "action", "INC-0001", "x", "--owner", "M", "--due", "tomorrow")
                        .code());
    }

    @Test
    void actionsTravelWithTheCaseAndThoseOfTwoWorkstationsStayApart() throws Exception {
        Path file = folder.resolve("case.json");
        done("incident", "export", "INC-0001", "--out", file.toString());
        Path second = Files.createDirectory(folder.resolve("second"));
        String[] take = {"incident", "import", file.toString()};
        assertEquals(0, Offline.line(second, take).code());
        plan("Keep snapshots for a week", "2026-01-31", "remediation");
        String[] there = {"incident", "action", "INC-0001", "Test it", "--owner", "Jo", "--due", "2026-02-28"};
        assertEquals(0, Offline.line(second, there).code());
        done("incident", "export", "INC-0001", "--out", file.toString());
        assertEquals(0, Offline.line(second, take).code());
        Ran both = Offline.line(second, "incident", "actions");
        assertEquals(2, both.out().lines().count(), both::toString);
        assertTrue(both.out().contains("Keep snapshots") && both.out().contains("Test it"), both::toString);
    }

    @Test
    void aCaseWithoutARestoreIsClosedForAReasonAndTheCustomerIsToldThatItIsOver() throws Exception {
        assertEquals(
                64,
                ran("incident", "close", "INC-0001", "--outcome", "open", "--why", "x")
                        .code());
        Ran closed = ran("incident", "close", "INC-0001", "--outcome", "not-restored", "--why", HOSTILE);
        assertEquals(0, closed.code(), closed::toString);
        assertTrue(ran("incident", "list").out().contains("not restored"));
        Ran shown = ran("incident", "show", "INC-0001");
        assertTrue(shown.out().contains("Closed, not restored: =cmd"), shown::toString);
        assertFalse(shown.out().contains("\u202E"), shown::toString);
        assertEquals("running", update());
        assertEquals(0, ran("incident", "told", "INC-0001", "--kind", "closing").code());
        assertEquals("stopped", update());
    }

    private String update() throws Exception {
        return ran("incident", "clocks", "INC-0001", "--json")
                .document()
                .fields()
                .items("clocks")
                .get(3)
                .fields()
                .text("state");
    }
}
