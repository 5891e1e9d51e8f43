package io.backstay.connect.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import io.backstay.seal.SecretSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PgServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String WORD = "it's a \\ secret";
    private static final SecretSource PASSWORD = Secrets.source(WORD);
    private final Path folder = TestPostgres.folder("backstay-server-");

    @AfterEach
    void removeFolder() throws BackstayException {
        Folders.remove(folder);
    }

    @Test
    void aDatabaseIsFreshAndTheSessionSaysItsPurpose() throws Exception {
        Login login = TestPostgres.database();
        try (var session = login.open("test purpose");
                var answer = session.createStatement()
                        .executeQuery("select current_setting('application_name'), current_database(),"
                                + " (select count(*) from pg_stat_user_tables), current_setting('listen_addresses')")) {
            assertTrue(answer.next());
            assertEquals("test purpose", answer.getString(1));
            assertEquals(login.database(), answer.getString(2));
            assertEquals(0, answer.getLong(3));
            assertEquals("127.0.0.1", answer.getString(4));
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndNotShown() throws Exception {
        Login login = TestPostgres.database();
        Login wrong = login.as("postgres", Secrets.source("very wrong"));
        var refused = assertThrows(BackstayException.class, () -> wrong.open("test"));
        assertInstanceOf(Failure.Refused.class, refused.failure());
        assertFalse(refused.failure().message().contains("very wrong"));
        assertFalse(wrong.toString().contains("very wrong"));
    }

    @Test
    void aServerRunsInAFolderWithASpaceAndAnUmlautAndIsGoneAfterClose() throws Exception {
        Path home = Files.createDirectory(folder.resolve("größe 1"));
        Folders.setMode(home, "rwx--x--x");
        PgServer server = create(home);
        server.start(LIMIT);
        Postmaster postmaster = Postmaster.of(server.data()).orElseThrow();
        assertEquals(server.login("postgres", PASSWORD).port(), postmaster.port());
        server.login("postgres", PASSWORD).open("test").close();
        server.close();
        assertFalse(postmaster.isAlive());
        assertFalse(server.isRunning());
        assertEquals(Optional.empty(), Postmaster.of(server.data()));
        try (var left = Files.list(home)) {
            assertTrue(left.noneMatch(file -> file.toString().endsWith(".pw")));
        }
    }

    @Test
    void aPortTakenInBetweenIsRetried() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PgServer server = create(folder)) {
            Iterator<Integer> ports =
                    List.of(taken.getLocalPort(), taken.getLocalPort(), free()).iterator();
            server.start(LIMIT, ports::next);
            assertFalse(ports.hasNext());
            server.login("postgres", PASSWORD).open("test").close();
        }
    }

    @Test
    void aServerThatCannotStartSaysWhyAndLeavesNothingRunning() throws Exception {
        try (PgServer server = create(folder)) {
            server.configure("postgresql.conf", Map.of("shared_buffers", "nonsense"));
            var refused = assertThrows(BackstayException.class, () -> server.start(LIMIT));
            assertTrue(
                    refused.failure().message().contains("shared_buffers"),
                    refused.failure().message());
            assertFalse(server.isRunning());
        }
    }

    @Test
    void aStaleServerIsStoppedAndAnotherFoldersServerIsNot() throws Exception {
        PgServer server = create(folder);
        server.start(LIMIT);
        try (server) {
            Path other = Files.createDirectory(folder.resolve("other"));
            Files.copy(server.data().resolve("postmaster.pid"), other.resolve("postmaster.pid"));
            assertEquals(
                    Optional.empty(), PgServer.stopStale(TestPostgres.programs(), TestPostgres.privilege(), other));
            assertTrue(server.isRunning());
            assertTrue(PgServer.stopStale(TestPostgres.programs(), TestPostgres.privilege(), server.data())
                    .isPresent());
            assertFalse(server.isRunning());
        }
    }

    @Test
    void anInterruptDuringTheStartLeavesNoServer() throws Exception {
        PgServer server = create(folder);
        // Start waits for an answer that never comes: the hook before the port is known interrupts this very thread.
        var task = new FutureTask<>(() -> {
            server.start(LIMIT, () -> {
                Thread.currentThread().interrupt();
                return free();
            });
            return null;
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(task).get();
        }
        var ended = assertThrows(ExecutionException.class, task::get);
        assertInstanceOf(InterruptedException.class, ended.getCause());
        assertEquals(Optional.empty(), Postmaster.of(server.data()));
    }

    @Test
    void everyWayToStartAServerThatFitsThisUserRunsOne() throws Exception {
        List<Privilege> ways = new ArrayList<>();
        if (asRoot()) {
            for (String rung : Privilege.rungs()) {
                ways.add(Privilege.only(rung));
            }
        } else {
            ways.add(Privilege.probe());
            assertEquals("none", ways.getFirst().name());
        }
        for (Privilege way : ways) {
            Path home = Files.createDirectory(folder.resolve(way.name().replace(' ', '_')));
            Folders.setMode(home, "rwx--x--x");
            var spec = new ClusterSpec(home.resolve("data"), home.resolve("log"), PASSWORD, 1, Map.of());
            try (PgServer server = PgServer.create(TestPostgres.programs(), way, spec)) {
                server.start(LIMIT);
                server.login("postgres", PASSWORD).open("test").close();
            }
        }
    }

    @Test
    void aClosedFolderIsNamedWhereTheServersUserIsAnotherAndServesWhereItIsUs() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Folders.setMode(closed, "rwx------");
        var spec = new ClusterSpec(closed.resolve("data"), closed.resolve("log"), PASSWORD, 1, Map.of());
        if (asRoot()) {
            var refused = assertThrows(
                    BackstayException.class,
                    () -> PgServer.create(TestPostgres.programs(), Privilege.only("setpriv"), spec));
            assertTrue(refused.failure().message().contains(closed + " is closed"), refused.failure()::message);
            assertFalse(Files.exists(closed.resolve("data")));
        } else {
            try (PgServer server = PgServer.create(TestPostgres.programs(), Privilege.probe(), spec)) {
                server.start(LIMIT);
                assertTrue(server.isRunning());
            }
        }
    }

    private static boolean asRoot() throws BackstayException, InterruptedException {
        return !TestPostgres.privilege().name().equals("none");
    }

    @Test
    void aFullDiskIsSaidBeforeAnythingBegins() {
        var refused = assertThrows(BackstayException.class, () -> Folders.requireRoom(folder, Long.MAX_VALUE));
        assertInstanceOf(Failure.DiskFull.class, refused.failure());
        var late = Folders.refusal(folder, new IOException("No space left on device"));
        assertInstanceOf(Failure.DiskFull.class, late.failure());
    }

    @Test
    void aFolderWhoseNameTheShellWouldReadIsRefused() throws Exception {
        Path data = folder.resolve("$(touch x)");
        var spec = new ClusterSpec(data, folder.resolve("log"), PASSWORD, 1, Map.of());
        var refused = assertThrows(
                BackstayException.class,
                () -> PgServer.create(TestPostgres.programs(), TestPostgres.privilege(), spec));
        assertInstanceOf(Failure.BadInput.class, refused.failure());
        assertFalse(Files.exists(data));
    }

    @Test
    void aFolderThatHoldsSomethingIsRefusedAndKept() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("precious"), "mine");
        var refused = assertThrows(BackstayException.class, () -> create(folder));
        assertInstanceOf(Failure.Conflict.class, refused.failure());
        assertEquals("mine", Files.readString(data.resolve("precious")));
    }

    private static PgServer create(Path home) throws BackstayException, InterruptedException {
        var spec = new ClusterSpec(home.resolve("data"), home.resolve("log"), PASSWORD, 1, Map.of("fsync", "off"));
        assertFalse(spec.toString().contains(WORD));
        return PgServer.create(TestPostgres.programs(), TestPostgres.privilege(), spec);
    }

    private static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
