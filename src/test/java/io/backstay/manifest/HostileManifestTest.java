package io.backstay.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Manifests of somebody who means no good, or whose export was cut off.
final class HostileManifestTest {
    private static final String POINT = "{\"id\":\"1\",\"asset\":\"db\",\"kind\":\"full\","
            + "\"takenAt\":\"2026-11-22T21:00:00Z\",\"status\":\"available\"}";
    private static final String HEAD =
            "{\"format\":\"backstay-manifest/1\",\"exportedAt\":\"2026-11-23T01:00:00Z\",\"estate\":\"Made\",";
    private static final String WHOLE =
            HEAD + "\"assets\":[{\"id\":\"db\",\"kind\":\"database\"}],\"recoveryPoints\":[" + POINT + "]}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "status":       | "status":"failed","status": | uplicate
            "kind":"full"   | "kind":"full","kind":"full" | uplicate
            "kind":"database" | "kind":"database","kind":"database" | uplicate
            "recoveryPoints" | "estate":"x","recoveryPoints" | uplicate
            ]}              | ]                        | many.json, line 1
            "available"}]}  | "avail                   | many.json, line 1
            "available"}]}  | "available"}]}}          | many.json, line 1
            "id":"1"        | id:1                     | many.json, line 1
            "status":       | "status":"available","x": | unknown field 'x'
            "id":"db"       | "id":"db","name":NaN     | many.json, line 1
            """)
    void whatIsMalformedIsRefusedInOneSentence(String from, String to, String expected) throws Exception {
        assertTrue(WHOLE.contains(from), from);
        refused(WHOLE.replaceFirst(Pattern.quote(from), to), expected);
    }

    @Test
    void aDeepNestIsRefusedWhereverItStands() throws Exception {
        String deep = "[".repeat(50_000) + "]".repeat(50_000);
        refused(WHOLE.replace("\"Made\"", deep), "a limit is exceeded");
        refused(WHOLE.replace("\"available\"", deep), "a limit is exceeded");
        refused(WHOLE.replace(POINT, deep), "a limit is exceeded");
        refused(WHOLE.replace("\"assets\":[", "\"assets\":[" + deep + ","), "a limit is exceeded");
    }

    @Test
    void aHugeTextIsRefused() throws Exception {
        refused(WHOLE.replace("\"Made\"", '"' + "x".repeat(3 << 20) + '"'), "a limit is exceeded");
        refused(WHOLE.replace("\"status\"", '"' + "s".repeat(100_000) + '"'), "a limit is exceeded");
        refused(WHOLE.replace("\"id\":\"1\"", "\"id\":\"" + "1".repeat(513) + '"'), "an id has 1 to 512 characters");
    }

    /// The file has a hole in it, which takes no room.
    @Test
    void aHugeFileIsRefused() throws Exception {
        Path file = folder.resolve("many.json");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Manifests.SIZE_MAX.bytes() + 1);
        }
        BackstayException e = assertThrows(BackstayException.class, () -> Manifests.facts(List.of(file)));
        assertTrue(e.failure().message().contains("many.json"), e.failure().message());
    }

    @Test
    void aPointThatAppearsTwiceIsRefusedByNameAndNothingIsKept() throws Exception {
        var many = new StringBuilder(HEAD + "\"assets\":[{\"id\":\"db\",\"kind\":\"database\"}],\"recoveryPoints\":[");
        for (int i = 0; i < 1_200; i++) {
            many.append(POINT.replace("\"1\"", "\"p" + (i == 1_100 ? 40 : i) + '"'))
                    .append(i == 1_199 ? "]}" : ",");
        }
        Path file = Files.writeString(folder.resolve("many.json"), many);
        try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
            var e = assertThrows(BackstayException.class, () -> Manifests.load(file, catalogue));
            assertEquals(
                    "The recovery point 'p40' of the asset 'db' appears twice.",
                    e.failure().message());
            assertEquals(0, catalogue.count(PointFilter.ALL));
            assertEquals(List.of(), catalogue.points(PointFilter.ALL, null, 10));
            Manifests.load(Files.writeString(file, WHOLE), catalogue);
            assertEquals(1, catalogue.points(PointFilter.ALL, null, 10).size());
        }
    }

    private void refused(String text, String expected) throws Exception {
        Path file = Files.writeString(folder.resolve("many.json"), text);
        BackstayException e = assertThrows(BackstayException.class, () -> Manifests.facts(List.of(file)));
        String message = e.failure().message();
        assertTrue(message.contains(expected), message);
        assertFalse(message.contains("\n"), message);
        assertTrue(message.length() < 600, message);
    }
}
