package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is typed wrong to a restore's command is refused before anything is done.
final class RestoreSlipTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restore plan --database b --tenant 3 --dataset D --around 2026-11-23T01:00:00Z",
                "restore approve R-0001 --as mira --yes"
            })
    void anUnknownFolderIsRefusedBeforeAnythingIsDone(String words) {
        Path slip = folder.resolve("plnas").resolve("harrow.json");
        String[] line = Stream.concat(Stream.of(words.split(" ")), Stream.of("--out", slip.toString()))
                .toArray(String[]::new);
        Ran ran = Ran.line(_ -> new BrokenDesk(), folder.resolve("defects"), line);
        assertEquals(3, ran.code(), ran::toString);
        assertTrue(ran.err().contains("There is no folder " + slip.getParent()), ran.err());
        assertFalse(Files.exists(slip.getParent()), "a folder was made of a slip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clients:name", "crm.clients", "crm.clients:", "crm.clients:name,,email", "crm.:name"})
    void columnsToMendAreNamedWithTheirTable(String typed) {
        Ran ran = Ran.line(
                _ -> new BrokenDesk(),
                folder.resolve("defects"),
                "restore",
                "plan",
                "--database=b",
                "--tenant=3",
                "--dataset=D",
                "--around=2026-11-23T01:00:00Z",
                "--mend",
                typed);
        assertEquals(64, ran.code(), ran::toString);
        assertTrue(ran.err().contains("--mend takes schema.table:column,column, not '" + typed + "'"), ran.err());
    }
}
