package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cases in numbers, on the command line.
final class CaseStatsLineTest {
    @TempDir
    Path folder;

    private Ran ran(String... line) {
        return Offline.line(folder, line);
    }

    @Test
    void numbersAreToldInWordsAsJsonAndAsPicturesAndNoCaseIsUndecidable() throws Exception {
        assertEquals(2, ran("incident", "stats").code());
        Ran opened = ran("incident", "new", "--policy", "agentic-labs", "--firm", "Harrow", "--reason", "failure");
        assertEquals(0, opened.code(), opened::toString);
        Ran planned = ran("incident", "action", "INC-0001", "Test", "--owner", "Mira", "--due", "2026-01-31");
        assertEquals(0, planned.code(), planned::toString);
        Path svg = folder.resolve("past.svg");
        Path png = folder.resolve("past.png");
        Ran stats = ran("incident", "stats", "--svg", svg.toString(), "--png", png.toString());
        assertEquals(0, stats.code(), stats::toString);
        assertTrue(stats.out().startsWith("1 case."), stats::toString);
        assertTrue(stats.out().contains("By cause: Failure 1."), stats::toString);
        assertTrue(stats.out().contains("(RPO): 0 kept, 0 broken, 0 without a promise, 1 not measured."));
        assertTrue(stats.out().contains("0 not due yet, 1 overdue."), stats::toString);
        assertTrue(Files.readString(svg).contains("Cases by cause"));
        assertEquals((byte) 0x89, Files.readAllBytes(png)[0]);
        String json = ran("incident", "stats", "--json").out();
        assertTrue(json.contains("\"unmeasured\": 1") && json.contains("\"cause\": \"failure\""), json);
    }
}
