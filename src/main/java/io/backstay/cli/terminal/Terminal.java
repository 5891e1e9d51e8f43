package io.backstay.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Where input comes from, where output goes, and whether a person sits there.
///
/// @param in          standard input, unbuffered where that can be had, for secrets pass through it
/// @param interactive whether `out` is a terminal that understands a carriage return
/// @param prompt      asks the person at the terminal, null where nobody can be asked
/// @param defects     where the trace of a defect is written
public record Terminal(
        PrintStream out,
        PrintStream err,
        InputStream in,
        boolean interactive,
        @Nullable Prompt prompt,
        InstantSource clock,
        Path defects,
        String version) {}
