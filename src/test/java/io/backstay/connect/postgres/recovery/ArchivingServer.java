package io.backstay.connect.postgres.recovery;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.ClusterSpec;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.PgServer;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.BaseBackup;
import io.backstay.connect.postgres.backup.Lsn;
import io.backstay.connect.postgres.backup.Reach;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import io.backstay.seal.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

/// A real server that archives its log into a folder with a space and an umlaut in its path.
public final class ArchivingServer implements AutoCloseable {
    public static final SecretSource PASSWORD = Secrets.source("archived");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path root;
    private final Path home;
    private final PgServer server;

    public ArchivingServer(int segmentMegabytes) throws BackstayException, InterruptedException, IOException {
        root = TestPostgres.folder("backstay-archive-");
        home = Files.createDirectory(root.resolve("Büro 1"));
        Folders.setMode(home, "rwx--x--x");
        Path archive = Files.createDirectory(home.resolve("archive"));
        TestPostgres.privilege().handOver(archive);
        Map<String, String> settings = new HashMap<>();
        settings.put("wal_level", "replica");
        settings.put("max_prepared_transactions", "5");
        settings.put("archive_mode", "on");
        settings.put("archive_library", "basic_archive");
        settings.put("basic_archive.archive_directory", archive.toString());
        settings.put("fsync", "off");
        settings.put("autovacuum", "off");
        settings.put("timezone", "America/New_York");
        var spec = new ClusterSpec(home.resolve("data"), home.resolve("log"), PASSWORD, segmentMegabytes, settings);
        server = PgServer.create(TestPostgres.programs(), TestPostgres.privilege(), spec);
        server.start(LIMIT);
    }

    public Path home() {
        return home;
    }

    public WalArchive archive() {
        return new WalArchive(home.resolve("archive"));
    }

    public Login login() {
        return server.login("postgres", PASSWORD);
    }

    public PgServer server() {
        return server;
    }

    public BackupPoint backup(String name) throws BackstayException, InterruptedException {
        return new BaseBackup(login(), archive()).take(home.resolve(name), name, Progress.NONE);
    }

    public Recovery recovery() throws BackstayException, InterruptedException {
        return new Recovery(TestPostgres.programs(), TestPostgres.privilege(), home.resolve("scratch"));
    }

    /// Runs statements, each in a transaction of its own.
    public void run(String... statements) throws BackstayException, SQLException {
        execute(login(), statements);
    }

    private static void execute(Login login, String... statements) throws BackstayException, SQLException {
        try (var session = login.open("test");
                var statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// By the clock of the server.
    public Instant now() throws BackstayException, SQLException {
        return one("select clock_timestamp()", OffsetDateTime.class).toInstant();
    }

    public <T> T one(String sql, Class<T> type) throws BackstayException, SQLException {
        return one(login(), sql, type);
    }

    public static <T> T one(Login login, String sql, Class<T> type) throws BackstayException, SQLException {
        try (var session = login.open("test");
                var statement = session.createStatement();
                var answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getObject(1, type);
        }
    }

    /// Ends the current segment and waits until everything so far is archived.
    public void archiveAll() throws BackstayException, InterruptedException, SQLException {
        run("create table if not exists filler(n int)", "insert into filler values (1)");
        Lsn end = Lsn.parse(one("select pg_switch_wal()::text", String.class));
        int segmentBytes = one("select setting::int from pg_settings where name='wal_segment_size'", Integer.class);
        int timeline = one("select timeline_id from pg_control_checkpoint()", Integer.class);
        archive().await(timeline, end, segmentBytes, LIMIT);
    }

    /// Recovers a copy that archives too, so that a second timeline begins in the same archive.
    ///
    /// @return a moment after the statement, which was followed by one more commit
    public Instant promoteAnother(BackupPoint point, Instant branch, String statement)
            throws BackstayException, InterruptedException, IOException, SQLException {
        server.close();
        var data = new ScratchData(point, archive(), home.resolve("second"), ScratchData.Use.SCRATCH);
        Reach reach = archive().reach(point, branch);
        data.fill(reach.neededUntil(), Progress.NONE);
        var second = PgServer.over(
                TestPostgres.programs(), TestPostgres.privilege(), data.folder(), home.resolve("second.log"));
        second.configure("postgresql.auto.conf", data.settings(reach, branch));
        second.configure(
                "postgresql.auto.conf",
                Map.of(
                        "archive_mode",
                        "on",
                        "archive_library",
                        "basic_archive",
                        "basic_archive.archive_directory",
                        archive().folder().toString()));
        TestPostgres.privilege().handOver(data.folder());
        second.start(LIMIT);
        try (second) {
            Login login = second.login("postgres", PASSWORD);
            while (one(login, "select pg_is_in_recovery()", Boolean.class)) {
                Thread.onSpinWait();
            }
            execute(login, statement);
            Instant moment =
                    one(login, "select clock_timestamp()", OffsetDateTime.class).toInstant();
            execute(login, "create table later(i int)");
            Lsn end = Lsn.parse(one(login, "select pg_switch_wal()::text", String.class));
            archive().await(2, end, 1 << 20, LIMIT);
            return moment;
        }
    }

    @Override
    public void close() throws BackstayException {
        server.close();
        Folders.remove(root);
    }
}
