package io.backstay.connect.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The server process that a data folder's `postmaster.pid` speaks of.
///
/// @param process as the operating system knows it; it may be dead
/// @param port    0 while the server has not written one
record Postmaster(ProcessHandle process, int port) {
    private static final Duration POLL = Duration.ofMillis(10);
    /// Clocks of the process table and of the file differ by up to a tick and a rounded second.
    private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

    private static final int LINE_DATA = 1;
    private static final int LINE_START = 2;
    private static final int LINE_PORT = 3;

    /// The living server of a data folder; a process that merely got the same number is not taken for it.
    static Optional<Postmaster> of(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"), StandardCharsets.UTF_8);
            if (lines.size() <= LINE_START || !lines.getFirst().strip().matches("\\d{1,10}")) {
                return Optional.empty();
            }
            int port = lines.size() > LINE_PORT && lines.get(LINE_PORT).strip().matches("\\d{1,5}")
                    ? Integer.parseInt(lines.get(LINE_PORT).strip())
                    : 0;
            Path named = Path.of(lines.get(LINE_DATA).strip());
            Instant started =
                    Instant.ofEpochSecond(Long.parseLong(lines.get(LINE_START).strip()));
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .map(process -> new Postmaster(process, port))
                    .filter(found -> found.isAlive() && found.serves(data, named, started));
        } catch (IOException | IllegalArgumentException e) {
            // No such file, or one half written: no server that can be spoken of.
            return Optional.empty();
        }
    }

    /// Whether the process still runs; one that ended and was not yet reaped by its parent does not.
    boolean isAlive() {
        return process.isAlive() && !isZombie();
    }

    /// Waits until the process is gone.
    ///
    /// @return whether it went within the limit
    boolean awaitEnd(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (isAlive()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    private boolean serves(Path data, Path named, Instant started) {
        Path at = workingFolder();
        try {
            if (at != null) {
                return Files.isSameFile(at, data);
            }
            boolean sameTime = process.info()
                    .startInstant()
                    .map(seen -> Duration.between(seen, started).abs().compareTo(START_TOLERANCE) <= 0)
                    .orElse(false);
            return sameTime && Files.isSameFile(named, data);
        } catch (IOException e) {
            return false;
        }
    }

    /// A server works in its data folder; where the system shows that, it is the strongest sign.
    private @Nullable Path workingFolder() {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    private boolean isZombie() {
        try {
            String stat = Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            // A system without /proc, or the process has just gone, which isAlive sees.
            return false;
        }
    }
}
