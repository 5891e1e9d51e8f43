package io.backstay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/// Defects of ours: a short code that two people can compare, and a file with the trace.
final class Defects {
    private Defects() {}

    /// A stable code from where the trouble began, such as `NPE-3F2A`.
    static String code(Throwable trouble) {
        Throwable root = trouble;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] frames = root.getStackTrace();
        String place = frames.length == 0 ? "" : frames[0].getClassName() + "." + frames[0].getMethodName();
        String letters = root.getClass().getSimpleName().replaceAll("[^A-Z]", "");
        int hash = (root.getClass().getName() + place).hashCode() & 0xFFFF;
        return "%s-%04X".formatted(letters.isEmpty() ? "X" : letters.toUpperCase(Locale.ROOT), hash);
    }

    /// Writes the trace of a defect into a file of its own.
    ///
    /// @return the file, or the folder when it could not be written
    static Path write(Path folder, Instant now, Throwable trouble) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            text.append(cause).append('\n');
            for (StackTraceElement frame : cause.getStackTrace()) {
                text.append("    at ").append(frame).append('\n');
            }
        }
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("defect-" + now.toString().replace(':', '-') + ".txt");
            return Files.writeString(file, text);
        } catch (IOException e) {
            return folder;
        }
    }
}
