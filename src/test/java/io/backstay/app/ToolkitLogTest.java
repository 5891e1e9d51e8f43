package io.backstay.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class ToolkitLogTest {
    @Test
    void onlyTheLineAboutTheClassPathIsLeftOut() {
        assertFalse(ToolkitLog.matters(
                new LogRecord(Level.WARNING, "Unsupported JavaFX configuration: classes were loaded from 'unnamed'")));
        assertTrue(ToolkitLog.matters(new LogRecord(Level.WARNING, "CSS Error parsing backstay.css")));
        assertTrue(ToolkitLog.matters(new LogRecord(Level.SEVERE, null)));
    }
}
