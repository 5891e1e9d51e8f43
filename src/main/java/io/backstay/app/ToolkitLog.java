package io.backstay.app;

import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What the window toolkit logs, without the one line that tells a person nothing.
///
/// JavaFX warns at every start that it stands on the class path. We ship it there on purpose; everything else that it
/// logs still comes through.
final class ToolkitLog {
    /// Held here, because a logger that nobody holds forgets its filter.
    private static final Logger TOOLKIT = Logger.getLogger("javafx");

    private static final String ON_THE_CLASS_PATH = "Unsupported JavaFX configuration";

    private ToolkitLog() {}

    /// Leaves that line out from now on.
    static void quieten() {
        TOOLKIT.setFilter(ToolkitLog::matters);
    }

    static boolean matters(LogRecord entry) {
        String message = entry.getMessage();
        return message == null || !message.startsWith(ON_THE_CLASS_PATH);
    }
}
