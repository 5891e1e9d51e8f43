package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.base.BackstayException;
import io.backstay.codec.Value;
import io.backstay.connect.postgres.Folders;
import io.backstay.fixture.Processes;
import io.backstay.fixture.TestPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The search from a terminal, on a real practice lab.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestoreFindTest {
    private final Path folder = TestPostgres.folder("backstay-find-");
    private final Path labs = folder.resolve("labs");

    @AfterAll
    void removeAll() throws BackstayException {
        Folders.remove(folder);
    }

    @Test
    void thePractisedAccidentIsFoundAndNothingIsLeft() throws Exception {
        Ran ran = run("restore", "find", "--practice", "--dataset", "Invoices", "--json");
        assertEquals(0, ran.code(), ran::toString);
        Value document = ran.document();
        assertEquals("found", at(document, "outcome").text());
        assertEquals("Australia/Melbourne", at(document, "zone").text());
        Value commit = at(document, "commit");
        Instant committed = Instant.parse(at(commit, "at").text());
        assertEquals(
                committed,
                OffsetDateTime.parse(at(commit, "atLocal").text(), DateTimeFormatter.ISO_ZONED_DATE_TIME)
                        .toInstant());
        assertEquals(
                committed.minusNanos(1_000),
                Instant.parse(at(document, "lastGood").text()));
        assertTrue(at(commit, "xid").whole() > 0);
        Value invoices = at(document, "changes").items().stream()
                .filter(change -> named(change, "practice.invoices"))
                .findFirst()
                .orElseThrow();
        assertEquals(at(invoices, "before").whole(), at(invoices, "gone").whole());
        assertEquals(0, at(invoices, "after").whole());
        assertEquals(3, at(invoices, "examples").items().size());
        long looks = at(document, "looks").items().size();
        assertTrue(at(document, "recoveries").whole()
                <= at(document, "recoveriesMax").whole());
        assertEquals(
                looks,
                ran.err().lines().filter(line -> line.contains("recoveries)")).count(),
                ran.err());
        assertEquals(List.of(), Processes.under(labs));

        // The lab is gone with that run, and nothing of it can be searched any more.
        Ran later = run("restore", "find", "--tenant", "1003", "--around", committed.toString());
        assertEquals(3, later.code(), later::toString);
        assertTrue(later.err().contains("Start the practice lab first"), later.err());
        Ran told = run("audit", "show");
        assertTrue(told.out().contains("restore.find"), told.out());
    }

    @Test
    void withoutAnyKnownDatabaseTheSentenceSaysWhatToDo() {
        Ran ran = Ran.line(
                asked -> desk(folder.resolve("empty"), asked),
                folder.resolve("defects"),
                "restore",
                "find",
                "--tenant",
                "3",
                "--around",
                "2026-11-20T18:00:00+11:00[Australia/Melbourne]");
        assertEquals(3, ran.code(), ran::toString);
        assertTrue(ran.err().contains("--practice"), ran.err());
    }

    private Ran run(String... words) {
        return Ran.line(asked -> desk(folder.resolve("home"), asked), folder.resolve("defects"), words);
    }

    private LocalDesk desk(Path home, @Nullable Path asked) {
        var spec = TestPostgres.lab(labs, 1);
        return new LocalDesk(
                new LocalDesk.Place(asked == null ? home : asked, spec, "tester", "session", Ran.VERSION),
                DeskHome.means());
    }

    private static boolean named(Value change, String table) {
        try {
            return at(change, "table").text().equals(table);
        } catch (BackstayException e) {
            throw new AssertionError(e);
        }
    }

    private static Value at(Value object, String key) {
        return Objects.requireNonNull(((Value.Members) object).values().get(key), key);
    }
}
