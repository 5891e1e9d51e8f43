package io.backstay.connect.postgres;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The folder that holds PostgreSQL's `initdb`, `pg_ctl` and `postgres`, and their version.
///
/// @param bin     the folder
/// @param version such as `18.6`
public record Programs(Path bin, String version) {
    private static final Duration ASK_LIMIT = Duration.ofSeconds(30);
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+(?:\\.\\d+)?)");
    private static final int MISSING_DLL = 0xC0000135;
    private static final int OLD_DLL = 0xC0000005;

    public Programs {
        if (!version.matches("\\d+(\\.\\d+)?")) {
            throw new IllegalArgumentException("not a version of PostgreSQL: '" + version + "'");
        }
    }

    /// Asks the programs in a folder for their version; this also shows that they run on this machine.
    public static Programs in(Path bin) throws BackstayException, InterruptedException {
        Path postgres = bin.resolve("postgres");
        if (!Files.exists(postgres) && !Files.exists(bin.resolve("postgres.exe"))) {
            throw new BackstayException(new Failure.NotFound(
                    postgres.toString(), "Name the folder that holds PostgreSQL's initdb, pg_ctl and postgres."));
        }
        try {
            Command.Ended answer = Command.run(List.of(postgres.toString(), "--version"), ASK_LIMIT);
            Matcher found = VERSION.matcher(answer.output());
            if (answer.exit() != 0 || !found.find()) {
                throw new BackstayException(new Failure.ProgramFailed(
                        "postgres --version", answer.exit(), answer.output(), adviceFor(answer.exit())));
            }
            return new Programs(bin, found.group(1));
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.Unsupported(
                            "Running " + postgres, "Use PostgreSQL programs that were built for this machine."),
                    e);
        }
    }

    /// The major version, such as 18; a data folder fits only programs of its own major version.
    public int major() {
        int dot = version.indexOf('.');
        return Integer.parseInt(dot < 0 ? version : version.substring(0, dot));
    }

    /// What a person can do when one of the programs ends with this code.
    static String adviceFor(int exit) {
        return switch (exit) {
            case MISSING_DLL, OLD_DLL -> "Install the Microsoft Visual C++ 2015-2022 runtime, then run it again.";
            case 127 -> "A library is missing; use PostgreSQL programs that were built for this machine.";
            default -> "Read the lines above, put right what they name, then run it again.";
        };
    }

    String initdb() {
        return bin.resolve("initdb").toString();
    }

    String pgCtl() {
        return bin.resolve("pg_ctl").toString();
    }
}
