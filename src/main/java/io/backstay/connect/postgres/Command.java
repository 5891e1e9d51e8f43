package io.backstay.connect.postgres;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One run of a program: bounded in time, its output kept in a file so that a daemon it leaves behind cannot hold us.
final class Command {
    private static final int TAIL_BYTES = 4096;
    private static final Duration KILL_WAIT = Duration.ofSeconds(5);

    private Command() {}

    /// What a program left behind.
    ///
    /// @param output the end of what it printed
    record Ended(int exit, String output) {}

    /// Runs to the end; an interrupt or the time limit ends the program first.
    ///
    /// @throws IOException when the program cannot be started at all
    static Ended run(List<String> command, Duration limit) throws IOException, InterruptedException, BackstayException {
        Path output = Files.createTempFile("backstay-", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectOutput(output.toFile());
            // PGDATA, PGPORT, PGOPTIONS and the like speak of somebody else's server.
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            Process process = builder.start();
            process.getOutputStream().close();
            try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new BackstayException(new Failure.TimedOut(name(command), limit));
                }
            } finally {
                end(process);
            }
            return new Ended(process.exitValue(), tail(output, 0));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /// The end of a text file, from an offset on.
    static String tail(Path file, long fromByte) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(fromByte, in.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) Math.max(0, in.length() - start)];
            in.seek(start);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /// `pg_ctl` puts these paths between double quotes of a shell command.
    static void refuseShellSigns(Path path) throws BackstayException {
        String text = path.toAbsolutePath().toString();
        boolean windows = path.getFileSystem().getSeparator().equals("\\");
        if (text.chars().anyMatch(sign -> sign == '"' || sign == '$' || sign == '`' || sign < ' ')
                || (!windows && text.indexOf('\\') >= 0)) {
            throw new BackstayException(new Failure.BadInput(
                    "PostgreSQL cannot be started in " + text + ": a sign in it has a meaning for the shell.",
                    "Choose a folder without quotes, dollar signs, backticks and backslashes in its name."));
        }
    }

    private static void end(Process process) {
        if (process.isAlive()) {
            process.destroyForcibly();
            boolean interrupted = Thread.interrupted();
            try {
                process.waitFor(KILL_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String name(List<String> command) {
        return command.stream()
                .map(part -> part.substring(Math.max(part.lastIndexOf('/'), part.lastIndexOf('\\')) + 1))
                .filter(part -> part.startsWith("initdb") || part.startsWith("pg_ctl") || part.startsWith("postgres"))
                .findFirst()
                .orElse(command.getFirst());
    }
}
