package io.backstay.lab;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.ClusterSpec;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.PgServer;
import io.backstay.connect.postgres.Privilege;
import io.backstay.connect.postgres.Programs;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.BaseBackup;
import io.backstay.connect.postgres.backup.Lsn;
import io.backstay.connect.postgres.backup.WalArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// The lab's PostgreSQL: its server, its archive, its backups and its three logins.
final class LabDatabase implements AutoCloseable {
    /// The practice product's database.
    static final String NAME = "practice";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration ARCHIVE_LIMIT = Duration.ofSeconds(60);
    private static final int SEGMENT_MEGABYTES = 1;
    private static final int SECRET_BYTES = 24;

    private final PgServer server;
    private final Path backups;
    private final WalArchive archive;
    private final String appPassword;
    private final String proverPassword;

    private LabDatabase(PgServer server, Path backups, WalArchive archive, String app, String prover) {
        this.server = server;
        this.backups = backups;
        this.archive = archive;
        this.appPassword = app;
        this.proverPassword = prover;
    }

    /// Makes and starts the server with the practice product's empty tables.
    static LabDatabase start(Path folder, Programs programs, Privilege privilege)
            throws BackstayException, InterruptedException {
        Path archive = folder.resolve("archive");
        Path backups = folder.resolve("backups");
        try {
            Files.createDirectories(archive);
            Files.createDirectories(backups);
        } catch (IOException e) {
            throw Folders.refusal(folder, e);
        }
        privilege.handOver(archive);
        String password = secret();
        PgServer server = PgServer.create(
                programs,
                privilege,
                new ClusterSpec(
                        folder.resolve("data"),
                        folder.resolve("postgres.log"),
                        password,
                        SEGMENT_MEGABYTES,
                        settings(archive)));
        LabDatabase database = new LabDatabase(server, backups, new WalArchive(archive), secret(), secret());
        boolean done = false;
        try {
            server.start(START_LIMIT);
            database.createTables();
            done = true;
            return database;
        } finally {
            if (!done) {
                server.close();
            }
        }
    }

    private static Map<String, String> settings(Path archive) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("wal_level", "replica");
        settings.put("max_wal_senders", "4");
        settings.put("archive_mode", "on");
        settings.put("archive_library", "basic_archive");
        settings.put("basic_archive.archive_directory", archive.toString());
        settings.put("archive_timeout", "60");
        settings.put("log_timezone", "UTC");
        settings.put("timezone", "UTC");
        return settings;
    }

    private void createTables() throws BackstayException {
        try (Connection first = server.login("postgres").open("backstay lab");
                Statement statement = first.createStatement()) {
            statement.execute("create database " + NAME);
        } catch (SQLException e) {
            throw broken(e);
        }
        try (Connection owner = superuser().open("backstay lab")) {
            PracticeSchema.create(owner, new PracticePasswords(appPassword, proverPassword));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    Login superuser() {
        return server.login(NAME);
    }

    Login app() {
        return superuser().as(PracticeSchema.APP, appPassword);
    }

    Login prover() {
        return superuser().as(PracticeSchema.PROVER, proverPassword);
    }

    WalArchive archive() {
        return archive;
    }

    Path backups() {
        return backups;
    }

    /// Takes a full base backup.
    BackupPoint backUp(String name, Progress progress) throws BackstayException, InterruptedException {
        return new BaseBackup(superuser(), archive).take(backups.resolve(name), name, progress);
    }

    /// Closes the segment that is being written, and waits until it is archived: everything until now is restorable.
    void archiveUntilNow(int timeline) throws BackstayException, InterruptedException {
        String switched;
        try (Connection session = superuser().open("backstay lab");
                Statement statement = session.createStatement();
                var row = statement.executeQuery("select pg_switch_wal()::text")) {
            row.next();
            switched = row.getString(1);
        } catch (SQLException e) {
            throw broken(e);
        }
        archive.await(timeline, Lsn.parse(switched), SEGMENT_MEGABYTES << 20, ARCHIVE_LIMIT);
    }

    /// What runs, in one line.
    String sentence() {
        Login login = superuser();
        return "PostgreSQL " + server.programs().version() + " on " + login.host() + ":" + login.port();
    }

    private BackstayException broken(SQLException e) {
        return new BackstayException(
                new Failure.Refused(
                        "The lab's PostgreSQL",
                        String.valueOf(e.getMessage()).replace('\n', ' '),
                        "Read its log " + server.log() + ", then start the lab again."),
                e);
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        server.close();
    }
}
