package io.backstay.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/// Progress on a terminal.
class TerminalProgressTest {
    @Test
    void aFoldersNameMovesNoCursor() {
        var out = new ByteArrayOutputStream();
        var progress = new TerminalProgress(
                new PrintStream(out, true, UTF_8), false, InstantSource.fixed(Instant.parse("2026-11-20T07:00:00Z")));
        progress.step("Listing \u001B[2J");
        progress.note("The base backup \u001B[1A is incremental.");
        progress.end("done");
        assertFalse(out.toString(UTF_8).contains("\u001B"), () -> out.toString(UTF_8));
        assertTrue(out.toString(UTF_8).contains("base backup \\u001B[1A"), () -> out.toString(UTF_8));
    }
}
