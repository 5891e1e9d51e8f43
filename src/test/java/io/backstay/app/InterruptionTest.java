package io.backstay.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.audit.AuditLog;
import io.backstay.audit.Who;
import io.backstay.connect.postgres.Folders;
import io.backstay.fixture.Processes;
import io.backstay.fixture.TestPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Drills in processes of their own, ended by signals.
final class InterruptionTest {
    private static final long END_SECONDS = 90;

    private final Path folder = TestPostgres.folder("backstay-interrupt-");
    private final Path labs = folder.resolve("Übung 1");
    private final List<Child> children = new ArrayList<>();

    @AfterEach
    void endAll() throws Exception {
        for (Child child : children) {
            child.process().destroyForcibly();
            assertTrue(child.process().waitFor(END_SECONDS, TimeUnit.SECONDS));
        }
        Processes.under(labs).forEach(ProcessHandle::destroyForcibly);
        Folders.remove(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Starting PostgreSQL", "Recovering to the moment"})
    void ctrlCStopsAndRemovesAllThatWasStarted(String step) throws Exception {
        Child drill = drill();
        drill.await(step);
        assertFalse(Processes.under(labs).isEmpty(), "a server runs, or the test sees none");
        assertEquals(1, runs().size());

        drill.interrupt();

        assertEquals(130, drill.end(), drill::said);
        assertEquals(List.of(), Processes.under(labs));
        assertEquals(List.of(), runs());
        assertTrue(drill.said().contains("Interrupted. Everything that was started is stopped"), drill::said);
        assertFalse(drill.said().contains("\tat "), drill::said);
        assertFalse(Files.exists(folder.resolve("out/result.json")));
        try (AuditLog audit = AuditLog.open(
                folder.resolve("home/audit.db"),
                InstantSource.system(),
                new Who("test", "viewer", "test"),
                new SplittableRandom(1))) {
            assertEquals(List.of(), audit.unfinished());
        }
    }

    @Test
    void whatAKilledDrillLeftIsClearedByTheNextWhichSaysSo() throws Exception {
        Child killed = drill();
        killed.await("Starting PostgreSQL");
        // By its handle: destroying the process object would close the stream that its last words come from.
        assertTrue(killed.process().toHandle().destroyForcibly());
        killed.end();
        List<ProcessHandle> left = Processes.under(labs);
        assertFalse(left.isEmpty(), "the server outlives its starter");
        Path folderLeft = runs().getFirst();

        Child next = drill();
        next.await("Removed the folder " + folderLeft);

        assertTrue(next.said().contains("Stopped the PostgreSQL server"), next::said);
        assertFalse(Files.exists(folderLeft));
        // One that ended may stay in the list of processes, without its command line, until its parent looks at it.
        assertTrue(Processes.under(labs).stream().noneMatch(left::contains), left::toString);
        next.interrupt();
        assertEquals(130, next.end(), next::said);
        assertEquals(List.of(), runs());
    }

    private List<Path> runs() throws IOException {
        try (var all = Files.list(labs)) {
            return all.filter(path -> Files.isDirectory(path)
                            && path.getFileName().toString().startsWith("run-"))
                    .toList();
        }
    }

    private Child drill() throws IOException {
        TestPostgres.unpackedFor(labs);
        var builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "drill",
                "--home",
                folder.resolve("home").toString(),
                "--out",
                folder.resolve("out").toString());
        builder.environment().put("BACKSTAY_LAB_DIR", labs.toString());
        Process process = builder.redirectErrorStream(true).start();
        var child = new Child(process, process.inputReader(UTF_8), new StringBuilder());
        children.add(child);
        return child;
    }

    /// A drill in a process of its own, and what it has said so far.
    private record Child(Process process, BufferedReader output, StringBuilder heard) {
        /// Returns when a line with these words was said; a drill that ends before fails the test.
        void await(String words) throws IOException {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                heard.append(line).append('\n');
                if (line.contains(words)) {
                    return;
                }
            }
            throw new AssertionError("ended without '" + words + "': " + heard);
        }

        /// What Ctrl-C does.
        void interrupt() throws IOException, InterruptedException {
            Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
            assertEquals(0, kill.waitFor());
        }

        /// Hears the rest, and returns the exit code.
        int end() throws IOException, InterruptedException {
            output.lines().forEach(line -> heard.append(line).append('\n'));
            assertTrue(process.waitFor(END_SECONDS, TimeUnit.SECONDS), heard::toString);
            return process.exitValue();
        }

        String said() {
            return heard.toString();
        }
    }
}
