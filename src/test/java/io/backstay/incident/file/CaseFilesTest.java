package io.backstay.incident.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
        new CaseFiles(here).write("INC-0001", file, "jonas", NOON);

        CaseFiles.Taken taken = new CaseFiles(there).take(file, "mira", NOON);

        assertEquals(new CaseFiles.Taken("INC-0002", true, 1), taken);
        assertEquals(here.timeline("INC-0001"), there.timeline("INC-0002"));
        assertEquals(here.papers().all("INC-0001", "note"), there.papers().all("INC-0002", "note"));
        assertEquals(here.find("INC-0001").tenant(), there.find("INC-0002").tenant());
        assertEquals(NOON, there.find("INC-0002").openedAt());
        assertTrue(there.find("INC-0002").practice());
    }

    @Test
    void filesGoToAndFroAndOnlyAddWhatIsMissing() throws Exception {
        new CaseFiles(here).write("INC-0001", file, "jonas", NOON);
        new CaseFiles(there).take(file, "mira", NOON);
        there.append("INC-0001", new CaseEntry(NOON, "mira", "Looked"));
        there.closeCase("INC-0001", CaseState.NOT_RESTORED, null, NOON.plusSeconds(9));
        here.append("INC-0001", new CaseEntry(NOON, "jonas", "Meanwhile"));
        new CaseFiles(there).write("INC-0001", file, "mira", NOON);

        assertEquals(new CaseFiles.Taken("INC-0001", false, 1), new CaseFiles(here).take(file, "jonas", NOON));
        assertEquals(new CaseFiles.Taken("INC-0001", false, 0), new CaseFiles(here).take(file, "jonas", NOON));
        assertEquals(
                List.of(HOSTILE, "Meanwhile", "Looked"),
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
        new CaseFiles(here).write("INC-0001", file, "mira", NOON);
        String text = Files.readString(file);
        Files.writeString(file, text.replace(from, to));
        assertTrue(!text.equals(Files.readString(file)), "something was changed");
        assertThrows(BackstayException.class, () -> new CaseFiles(there).take(file, "mira", NOON));
        assertEquals(List.of(), there.list());
    }

    @Test
    void whatIsNoCaseFileIsRefused() throws Exception {
        for (String text : List.of("", "[]", "{}", "not json", "{\"format\": \"backstay-case/1\"}")) {
            Files.writeString(file, text);
            assertThrows(BackstayException.class, () -> new CaseFiles(there).take(file, "mira", NOON), text);
        }
        assertThrows(BackstayException.class, () -> new CaseFiles(there).take(folder, "mira", NOON));
        assertThrows(BackstayException.class, () -> new CaseFiles(here).write("INC-0009", file, "jonas", NOON));
    }
}
