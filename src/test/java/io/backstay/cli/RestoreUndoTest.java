package io.backstay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.undo.Undos;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.cli.terminal.Prompt;
import io.backstay.cli.terminal.Terminal;
import io.backstay.cli.vault.FakeDesk;
import io.backstay.codec.Value;
import io.backstay.connect.postgres.tenant.load.Chosen;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.PlainRows;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.restore.plan.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Undoing from a terminal: what is said before, the name that must be typed, and how it ends.
final class RestoreUndoTest {
    private static final Instant AT = Instant.parse("2026-11-23T03:00:00Z");
    private static final Undos.Touched TOUCHED = new Undos.Touched(
            "practice.clients",
            "Clients",
            "practice.clients: 1 changed, 0 gone (7)",
            1,
            List.of(new Undos.TouchedRow("7", "7", "Edited since", "Client 7")));

    @TempDir
    Path folder;

    private final Told told = new Told();

    /// Undoing as it was prepared; remembers what was asked.
    private static final class Told implements Undos {
        private final List<String> asked = new ArrayList<>();
        private List<Touched> touched = List.of();
        private Map<String, Chosen> chosen = Map.of();
        private @Nullable Instant undoneAt;
        private boolean holds = true;

        @Override
        public Outlook look(String restore, Map<String, Chosen> chosen) throws BackstayException {
            asked.add("look " + restore + " " + chosen);
            if (restore.equals("R-0009")) {
                throw Refusal.UNDO_DONE.stop();
            }
            return new Outlook(
                    restore,
                    "1003",
                    "Harrow & Finch",
                    "ab".repeat(32),
                    undoneAt,
                    List.of(new Table("practice.invoices", "Invoices", 12, 3)),
                    chosen.isEmpty() ? touched : List.of(),
                    List.of(),
                    4,
                    new PlainRows());
        }

        @Override
        public TouchedRow reveal(Outlook found, String table, TouchedRow masked, String reason) {
            throw new AssertionError("a terminal shows no row without a mask");
        }

        @Override
        public Outcome run(String restore, Map<String, Chosen> chosen, Progress progress) {
            asked.add("run " + restore + " " + chosen);
            this.chosen = chosen;
            if (undoneAt != null) {
                return new Outcome(restore, "ab".repeat(32), 0, 0, null, undoneAt, false, false);
            }
            Instant at = holds ? AT : null;
            var claim = new Claim("Rows deleted", "12", holds ? "12" : "13", "counted", holds);
            return new Outcome(
                    restore,
                    "ab".repeat(32),
                    12,
                    3,
                    new Proof(List.of(claim), "77", "prover", at, 0, 0),
                    at,
                    holds,
                    true);
        }
    }

    /// A person who types one line.
    private record Person(String answer, List<String> heard) implements Prompt {
        @Override
        public char @Nullable [] hidden(String question) {
            throw new AssertionError("nothing secret is asked here");
        }

        @Override
        public char @Nullable [] shown(String question) {
            heard.add(question);
            return answer.toCharArray();
        }

        @Override
        public void show(char[] line) {
            throw new AssertionError("nothing secret is shown here");
        }

        @Override
        public void say(String line) {
            heard.add(line);
        }
    }

    @Test
    void aLookSaysWhatWouldBeUndoneAndUndoesNothing() throws Exception {
        Ran ran = run(null, "restore", "undo", "R-0001", "--dry-run");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("Invoices (practice.invoices): 12 rows deleted, 3 rows put back"), ran.out());
        assertTrue(ran.out().contains("4 files that came back stay"), ran.out());
        assertEquals(List.of("look R-0001 {}"), told.asked);

        told.touched = List.of(TOUCHED);
        Ran stopped = run(null, "restore", "undo", "R-0001", "--dry-run", "--json");
        assertEquals(1, stopped.code(), stopped::toString);
        assertFalse(at(stopped.document(), "clear").bool());
        assertEquals(
                "practice.clients",
                at(at(stopped.document(), "touched").items().getFirst(), "table")
                        .text());
    }

    @Test
    void theTenantsNameMustBeTyped() {
        var heard = new ArrayList<String>();
        Ran wrong = run(new Person("harrow & finch", heard), "restore", "undo", "R-0001");
        assertEquals(3, wrong.code(), wrong::toString);
        assertTrue(wrong.err().contains("nothing was undone"), wrong.err());
        assertTrue(heard.getFirst().contains("R-0001"), heard::toString);
        assertEquals(3, run(null, "restore", "undo", "R-0001", "--confirm", "").code());
        assertEquals(List.of("look R-0001 {}", "look R-0001 {}"), told.asked);

        Ran right = run(new Person("Harrow & Finch ", heard), "restore", "undo", "R-0001");
        assertEquals(0, right.code(), right::toString);
        assertTrue(right.out().contains("Rows deleted: 12, counted"), right.out());
        assertTrue(right.out().contains("12 rows deleted, 3 rows put back."), right.out());
        assertEquals("run R-0001 {}", told.asked.getLast());
    }

    @Test
    void aProgramNamesTheTenantAndGetsOneDocument() throws Exception {
        Ran ran = run(null, "restore", "undo", "R-0001", "--confirm", "Harrow & Finch", "--json");
        assertEquals(0, ran.code(), ran::toString);
        assertEquals(AT.toString(), at(ran.document(), "undoneAt").text());
        assertEquals(12, at(ran.document(), "rowsDeleted").whole());
        assertEquals(1, at(ran.document(), "claims").items().size());

        told.holds = false;
        Ran rolledBack = run(null, "restore", "undo", "R-0001", "--confirm", "Harrow & Finch", "--json");
        assertEquals(1, rolledBack.code(), rolledBack::toString);
        assertEquals(0, at(rolledBack.document(), "rowsDeleted").whole());
        assertFalse(at(rolledBack.document(), "undone").bool());
    }

    @Test
    void touchedRowsStopItBeforeANameIsAskedForUnlessTheyAreIncluded() {
        told.touched = List.of(TOUCHED);
        var heard = new ArrayList<String>();
        Ran stopped = run(new Person("Harrow & Finch", heard), "restore", "undo", "R-0001");
        assertEquals(1, stopped.code(), stopped::toString);
        assertTrue(stopped.err().contains("UNDO-TOUCHED"), stopped.err());
        assertEquals(List.of(), heard);

        Ran chosen = run(
                new Person("Harrow & Finch", heard),
                "restore",
                "undo",
                "R-0001",
                "--include",
                "practice.clients:7",
                "--include",
                "practice.clients:a:b",
                "--include",
                "practice.clients:*",
                "--include",
                "practice.invoices");
        assertEquals(0, chosen.code(), chosen::toString);
        assertEquals(
                Map.of("practice.clients", Chosen.of(Set.of("7", "a:b", "*")), "practice.invoices", Chosen.ALL),
                told.chosen);
    }

    @Test
    void whatWasUndoneAlreadyIsSaidWithoutAName() throws Exception {
        told.undoneAt = AT;
        Ran ran = run(null, "restore", "undo", "R-0001", "--confirm", "anything");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("It had been undone at"), ran.out());

        Ran refused = run(null, "restore", "undo", "R-0009", "--confirm", "Harrow & Finch", "--json");
        assertEquals(1, refused.code(), refused::toString);
        assertEquals("UNDO-DONE", at(refused.document(), "refusal").text());
    }

    private static Value at(Value value, String key) {
        if (value instanceof Value.Members(var _, var members)) {
            return Objects.requireNonNull(members.get(key), key);
        }
        throw new AssertionError("no object: " + value);
    }

    private Ran run(@Nullable Prompt person, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                InputStream.nullInputStream(),
                false,
                person,
                InstantSource.fixed(AT),
                folder,
                Ran.VERSION);
        int code = new Cli(terminal, _ -> FakeDesk.undoing(folder.resolve("vault.bsvault"), told)).run(words);
        return new Ran(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
