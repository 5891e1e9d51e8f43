package io.backstay.app;

import io.backstay.cli.terminal.Prompt;
import java.io.Console;
import java.io.IOError;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/// The terminal that this process was started from.
final class ConsolePrompt implements Prompt {
    private final Console console;

    private ConsolePrompt(Console console) {
        this.console = console;
    }

    /// Null when input or output goes elsewhere.
    // JDK 25 went back to the console of java.base, which is absent when the output is redirected.
    @SuppressWarnings("SystemConsoleNull")
    static @Nullable ConsolePrompt ofThisProcess() {
        Console console = System.console();
        return console != null && console.isTerminal() ? new ConsolePrompt(console) : null;
    }

    @Override
    public char @Nullable [] hidden(String question) throws IOException {
        try {
            return console.readPassword("%s", question);
        } catch (IOError e) {
            throw new IOException(e.getCause());
        }
    }

    @Override
    public char @Nullable [] shown(String question) throws IOException {
        try {
            String line = console.readLine("%s", question);
            return line == null ? null : line.toCharArray();
        } catch (IOError e) {
            throw new IOException(e.getCause());
        }
    }

    @Override
    public void show(char[] line) {
        PrintWriter writer = console.writer();
        writer.print("    ");
        writer.println(line);
        writer.flush();
    }

    @Override
    public void say(String line) {
        console.printf("%s%n", line);
        console.flush();
    }
}
