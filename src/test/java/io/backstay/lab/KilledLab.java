package io.backstay.lab;

import io.backstay.connect.postgres.ClusterSpec;
import io.backstay.connect.postgres.PgServer;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A lab in a process of its own, which a test kills.
final class KilledLab {
    private KilledLab() {}

    /// Starts a server in a lab folder, tells its process and its folder, and waits to be killed.
    public static void main(String[] arguments) throws Exception {
        LabFolder folder = LabFolder.create(Path.of(arguments[0]), TestPostgres.privilege());
        // Looking for others must not free the lock on the own folder, which the watching test would then clear.
        LabFolder.clearStale(Path.of(arguments[0]), TestPostgres.programs(), TestPostgres.privilege());
        var spec = new ClusterSpec(
                folder.path().resolve("data"),
                folder.path().resolve("log"),
                Secrets.source("killed"),
                1,
                Map.of("fsync", "off"));
        PgServer server = PgServer.create(TestPostgres.programs(), TestPostgres.privilege(), spec);
        server.start(Duration.ofSeconds(60));
        var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.println(Files.readAllLines(server.data().resolve("postmaster.pid")).getFirst());
        out.println(folder.path());
        new CountDownLatch(1).await();
    }
}
