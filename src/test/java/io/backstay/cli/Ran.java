package io.backstay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.cli.terminal.Terminal;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;

/// A command line that was run to its end: its exit code and all that it said.
record Ran(int code, String out, String err) {
    static final String VERSION = "9.8.7-test";

    static Ran line(Cli.Opening opening, Path defects, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                InputStream.nullInputStream(),
                false,
                null,
                InstantSource.system(),
                defects,
                VERSION);
        int code = new Cli(terminal, opening).run(arguments);
        return new Ran(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    /// The one document on standard output; anything beside it there is refused.
    Value document() throws Exception {
        return Json.parse("standard output", out);
    }

    /// Whether anything in the answer looks like a trace.
    boolean showsTrace() {
        return (out + err).lines().anyMatch(line -> line.matches("\\s*(at [\\w.$/]+\\(.*\\)|.*\\w+Exception\\b.*)"));
    }
}
