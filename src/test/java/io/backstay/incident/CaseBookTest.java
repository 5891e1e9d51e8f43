package io.backstay.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.estate.Tenant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseBookTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456789Z");
    private static final Tenant FIRM = new Tenant(new TenantId("1003"), "Harrow & Finch'; drop table cases; --");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("cases.db");
    }

    @Test
    void aCaseIsReadAgainAsItWasWritten() throws Exception {
        Path report = folder.resolve("reports/INC-0001 ü");
        CaseFile opened;
        var entry = new CaseEntry(NOON, "Priya \u202E Nair", "She said:\n'gone'");
        try (CaseBook book = CaseBook.open(file)) {
            opened = book.openCase("Invoices lost", FIRM, true, NOON);
            assertEquals("INC-0001", opened.id());
            book.append(opened.id(), entry);
            assertEquals(List.of(opened), book.list());
            book.closeCase(opened.id(), CaseState.RESTORED, report, NOON.plusSeconds(60));
        }
        try (CaseBook book = CaseBook.open(file)) {
            var closed = new CaseFile(
                    "INC-0001",
                    "Invoices lost",
                    FIRM,
                    true,
                    CaseState.RESTORED,
                    NOON,
                    NOON.plusSeconds(60),
                    report.toAbsolutePath());
            assertEquals(List.of(closed), book.list());
            assertEquals(List.of(entry), book.timeline("INC-0001"));
        }
    }

    @Test
    void theListIsNewestFirstAndTheTimelineInOrderOfWriting() throws Exception {
        try (CaseBook book = CaseBook.open(file)) {
            String one = book.openCase("one", FIRM, false, NOON).id();
            String two =
                    book.openCase("two", FIRM, false, NOON.minusSeconds(60)).id();
            assertEquals(
                    List.of(two, one), book.list().stream().map(CaseFile::id).toList());
            book.append(one, new CaseEntry(NOON, "a", "later"));
            book.append(two, new CaseEntry(NOON, "a", "elsewhere"));
            book.append(one, new CaseEntry(NOON.minusSeconds(5), "a", "remembered late"));
            assertEquals(
                    List.of("later", "remembered late"),
                    book.timeline(one).stream().map(CaseEntry::sentence).toList());
        }
    }

    @Test
    void aCaseThatDoesNotExistIsAFailureEverywhere() throws Exception {
        try (CaseBook book = CaseBook.open(file)) {
            var entry = new CaseEntry(NOON, "a", "b");
            for (String id : List.of("INC-0001", "INC-9999999999999999999", "", "' or 1=1")) {
                assertNotFound(() -> book.timeline(id));
                assertNotFound(() -> {
                    book.append(id, entry);
                    return id;
                });
                assertNotFound(() -> {
                    book.closeCase(id, CaseState.NOT_RESTORED, null, NOON);
                    return id;
                });
            }
            String id = book.openCase("one", FIRM, false, NOON).id();
            assertEquals(List.of(), book.timeline(id));
            assertThrows(IllegalArgumentException.class, () -> book.closeCase(id, CaseState.OPEN, null, NOON));
        }
    }

    @Test
    void twoOpenBooksNeverGiveTheSameNumberOrLoseAnEntry() throws Exception {
        try (CaseBook one = CaseBook.open(file);
                CaseBook two = CaseBook.open(file);
                var threads = Executors.newFixedThreadPool(4)) {
            String shared = one.openCase("shared", FIRM, false, NOON).id();
            List<Future<String>> ids = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                CaseBook book = i % 2 == 0 ? one : two;
                ids.add(threads.submit(() -> {
                    book.append(shared, new CaseEntry(NOON, "a", "b"));
                    return book.openCase("x", FIRM, false, NOON).id();
                }));
            }
            for (Future<String> id : ids) {
                id.get();
            }
            assertEquals(41, one.list().stream().map(CaseFile::id).distinct().count());
            assertEquals(40, two.timeline(shared).size());
        }
    }

    @Test
    void aFileThatIsNoCaseBookIsRefusedAndLeftAlone() throws Exception {
        Files.writeString(file, "not a database, but long enough to look like one. ".repeat(40));
        byte[] before = Files.readAllBytes(file);
        var refused = assertThrows(BackstayException.class, () -> CaseBook.open(file));
        assertInstanceOf(Failure.Corrupt.class, refused.failure());
        assertEquals(before.length, Files.size(file));
    }

    @Test
    void aBookOfALaterFormatIsRefused() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("pragma user_version = 3");
        }
        var refused = assertThrows(BackstayException.class, () -> CaseBook.open(file));
        assertInstanceOf(Failure.Unsupported.class, refused.failure());
    }

    @Test
    void aBookOfTheFirstFormatIsTakenOverWithAllThatIsInIt() throws Exception {
        try (CaseBook book = CaseBook.open(file)) {
            book.openCase("Invoices lost", FIRM, false, NOON);
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("drop table papers");
            statement.execute("pragma user_version = 1");
        }
        try (CaseBook book = CaseBook.open(file)) {
            assertEquals("INC-0001", book.find("INC-0001").id());
            book.papers().add("INC-0001", new CasePapers.Paper("intake", NOON, "jonas", "{}"));
        }
    }

    @Test
    void papersAreOnlyAddedAndTheNewestHolds() throws Exception {
        try (CaseBook book = CaseBook.open(file)) {
            String id = book.openCase("Invoices lost", FIRM, false, NOON).id();
            var first = new CasePapers.Paper("intake", NOON, "jonas", "{\"a\": 1}");
            var second = new CasePapers.Paper("intake", NOON.plusSeconds(1), "'; drop table papers; --", "{\"a\": 2}");
            book.papers().add(id, first);
            book.papers().add(id, new CasePapers.Paper("told", NOON, "jonas", "{}"));
            book.papers().add(id, second);
            assertEquals(List.of(first, second), book.papers().all(id, "intake"));
            assertEquals(second, book.papers().newest(id, "intake"));
            assertNull(book.papers().newest(id, "verdict"));
            assertThrows(BackstayException.class, () -> book.papers().add("INC-0009", first));
            assertNotFound(() -> book.find("INC-0009"));
        }
    }

    @Test
    void aFolderThatDoesNotExistIsAFailureWithAdvice() {
        var refused = assertThrows(BackstayException.class, () -> CaseBook.open(folder.resolve("no/cases.db")));
        assertInstanceOf(Failure.Unwritable.class, refused.failure());
    }

    private static void assertNotFound(Callable<?> act) {
        var refused = assertThrows(BackstayException.class, act::call);
        assertInstanceOf(Failure.NotFound.class, refused.failure());
    }
}
