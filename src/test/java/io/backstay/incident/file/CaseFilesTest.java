package io.backstay.incident.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.timeline.Pictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CaseFilesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456789Z");
    private static final String HOSTILE = "=cmd|'/c calc'!A1 <script>\u202E'; drop table papers; --\n\u0007";

    @TempDir
    Path folder;

    private CaseBook here;
    private CaseBook there;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        here = CaseBook.open(folder.resolve("here.db"));
        there = CaseBook.open(folder.resolve("there.db"));
        file = folder.resolve("case.json");
        here.openCase(HOSTILE, new Tenant(new TenantId("1003"), HOSTILE), true, NOON);
        here.append("INC-0001", new CaseEntry(NOON, "jonas", HOSTILE));
        here.papers().add("INC-0001", new Paper("note", NOON, HOSTILE, "{\"a\": 1}"));
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void aCaseIsThereAsItWasHere() throws Exception {
        there.openCase("another", new Tenant(new TenantId("1"), "n"), false, NOON);
        files(here).write("INC-0001", file, handedOn("jonas"), List.of());

        CaseFiles.Taken taken = files(there).take(file, "mira", NOON);

        assertEquals(new CaseFiles.Taken("INC-0002", true, 2), taken);
        assertEquals(
                here.timeline("INC-0001"), there.timeline("INC-0002").subList(0, 1), "and the line of the handing on");
        assertEquals(handedOn("jonas"), there.timeline("INC-0002").getLast());
        assertEquals(here.papers().all("INC-0001", "note"), there.papers().all("INC-0002", "note"));
        assertEquals(here.find("INC-0001").tenant(), there.find("INC-0002").tenant());
        assertEquals(NOON, there.find("INC-0002").openedAt());
        assertTrue(there.find("INC-0002").practice());
    }

    @Test
    void filesGoToAndFroAndOnlyAddWhatIsMissing() throws Exception {
        files(here).write("INC-0001", file, handedOn("jonas"), List.of());
        files(there).take(file, "mira", NOON);
        there.append("INC-0001", new CaseEntry(NOON, "mira", "Looked"));
        there.closeCase("INC-0001", CaseState.NOT_RESTORED, null, NOON.plusSeconds(9));
        here.append("INC-0001", new CaseEntry(NOON, "jonas", "Meanwhile"));
        files(there).write("INC-0001", file, handedOn("mira"), List.of());

        assertEquals(new CaseFiles.Taken("INC-0001", false, 3), files(here).take(file, "jonas", NOON));
        assertEquals(new CaseFiles.Taken("INC-0001", false, 0), files(here).take(file, "jonas", NOON));
        assertEquals(
                List.of(HOSTILE, "Meanwhile", "Handed on as a file", "Looked", "Handed on as a file"),
                here.timeline("INC-0001").stream().map(CaseEntry::sentence).toList());
        assertEquals(CaseState.NOT_RESTORED, here.find("INC-0001").state());
        assertEquals(1, here.list().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "jonas          | jonaz",
                "backstay-case/1 | backstay-case/9",
                "\"practice\": true | \"practice\": false",
                "\"state\": \"open\" | \"state\": \"restored\"",
                "\"1003\"       | \"\"",
                "\"format\"     | \"formats\"",
                "\"sha256\": \" | \"sha256\": \"0"
            })
    void aFileThatWasChangedIsRefusedAndNothingIsWritten(String from, String to) throws Exception {
        files(here).write("INC-0001", file, handedOn("mira"), List.of());
        String text = Files.readString(file);
        Files.writeString(file, text.replace(from, to));
        assertTrue(!text.equals(Files.readString(file)), "something was changed");
        assertThrows(BackstayException.class, () -> files(there).take(file, "mira", NOON));
        assertEquals(List.of(), there.list());
    }

    @ParameterizedTest
    @CsvSource({
        "intake, Mars/Olympus, names a time zone that does not exist",
        "strange, Europe/Berlin, this kind is not for here"
    })
    void aPaperThatWouldBreakTheScreensIsRefusedAndNothingIsWritten(String kind, String zone, String why)
            throws Exception {
        here.papers().add("INC-0001", new Paper(kind, NOON, "jonas", """
                {"firm": "H", "zone": "%s", "policy": "p", "reportedAt": "%s", "recognised": []}
                """.formatted(zone, NOON)));
        files(here).write("INC-0001", file, handedOn("jonas"), List.of());
        BackstayException refused =
                assertThrows(BackstayException.class, () -> files(there).take(file, "mira", NOON));
        assertTrue(refused.failure().message().contains(why), refused.failure()::message);
        assertEquals(List.of(), there.list());
    }

    @Test
    void ofTwoPapersTheNewerHoldsInWhicheverOrderTheyCame() throws Exception {
        here.papers().add("INC-0001", new Paper("note", NOON.minusSeconds(9), "mira", "{\"a\": 2}"));
        assertEquals(
                "{\"a\": 1}",
                Objects.requireNonNull(here.papers().newest("INC-0001", "note")).document());
        here.papers().add("INC-0001", new Paper("note", NOON, "mira", "{\"a\": 3}"));
        assertEquals(
                "{\"a\": 3}",
                Objects.requireNonNull(here.papers().newest("INC-0001", "note")).document());
    }

    @Test
    void aCaseThatIsFullTakesNothingOfAFile() throws Exception {
        files(here).write("INC-0001", file, handedOn("jonas"), List.of());
        files(there).take(file, "mira", NOON);
        for (int i = 0; i < CaseBook.ENTRIES_MAX - 2; i++) {
            here.append("INC-0001", new CaseEntry(NOON, "jonas", "line " + i));
        }
        files(here).write("INC-0001", file, handedOn("jonas"), List.of());
        there.append("INC-0001", new CaseEntry(NOON, "mira", "one more"));
        assertThrows(BackstayException.class, () -> files(there).take(file, "mira", NOON));
        assertEquals(3, there.timeline("INC-0001").size());
    }

    private CaseFiles files(CaseBook book) {
        return new CaseFiles(
                book,
                paper -> {
                    if (paper.kind().equals("strange")) {
                        throw new BackstayException(new Failure.Corrupt("the file", "this kind is not for here"));
                    }
                },
                new Pictures(folder.resolve(book == here ? "pictures" : "pictures there")));
    }

    private static CaseEntry handedOn(String by) {
        return new CaseEntry(NOON, by, "Handed on as a file");
    }

    @Test
    void whatIsNoCaseFileIsRefused() throws Exception {
        for (String text : List.of("", "[]", "{}", "not json", "{\"format\": \"backstay-case/1\"}")) {
            Files.writeString(file, text);
            assertThrows(BackstayException.class, () -> files(there).take(file, "mira", NOON), text);
        }
        assertThrows(BackstayException.class, () -> files(there).take(folder, "mira", NOON));
        assertThrows(BackstayException.class, () -> files(here).write("INC-0009", file, handedOn("jonas"), List.of()));
    }
}
