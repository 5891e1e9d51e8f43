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
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The lab's PostgreSQL: its server, its archive, its backups and its four logins.
final class LabDatabase implements AutoCloseable {
    /// The practice product's database.
    static final String NAME = "practice";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration ARCHIVE_LIMIT = Duration.ofSeconds(60);
    private static final int SEGMENT_MEGABYTES = 1;

    private final PgServer server;
    private final Path backups;
    private final WalArchive archive;
    private final Logins logins;

    private LabDatabase(PgServer server, Path backups, WalArchive archive, Logins logins) {
        this.server = server;
        this.backups = backups;
        this.archive = archive;
        this.logins = logins;
    }

    /// Who may do what in the product's database; each borrows its password from where the lab handed it in.
    ///
    /// @param superuser takes backups and recovers them
    /// @param app       the product itself
    /// @param reader    sees every row and can change none
    /// @param prover    sees every row and may become the restricted writer
    record Logins(Login superuser, Login app, Login reader, Login prover) {}

    /// Makes and starts the server with the practice product's empty tables.
    static LabDatabase start(Path folder, Programs programs, Privilege privilege, LabKeys keys)
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
        try (Secret password = keys.make()) {
            PgServer server = PgServer.create(programs, privilege, spec(folder, archive, password));
            boolean done = false;
            try {
                server.start(START_LIMIT);
                Logins logins = createTables(server, keys, password);
                done = true;
                return new LabDatabase(server, backups, new WalArchive(archive), logins);
            } finally {
                if (!done) {
                    server.close();
                }
            }
        }
    }

    private static ClusterSpec spec(Path folder, Path archive, Secret password) {
        return new ClusterSpec(
                folder.resolve("data"),
                folder.resolve("postgres.log"),
                SecretSource.of(password),
                SEGMENT_MEGABYTES,
                settings(archive));
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

    /// Makes the product's database and the roles that log in, and hands in each password.
    private static Logins createTables(PgServer server, LabKeys keys, Secret password) throws BackstayException {
        Login first = server.login("postgres", SecretSource.of(password));
        try (Connection session = first.open("backstay lab");
                Statement statement = session.createStatement()) {
            statement.execute("create database " + NAME);
        } catch (SQLException e) {
            throw broken(server, e);
        }
        Login there = first.to(NAME);
        try (Secret app = keys.make();
                Secret reader = keys.make();
                Secret prover = keys.make();
                Connection owner = there.open("backstay lab")) {
            PracticeSchema.create(
                    owner,
                    new PracticePasswords(SecretSource.of(app), SecretSource.of(reader), SecretSource.of(prover)));
            return new Logins(
                    keys.keep("scratch", Purpose.RESTORE_TO_SCRATCH, there, PgServer.SUPERUSER, password),
                    keys.keep("the product itself", Purpose.WRITE_TO_LIVE, there, PracticeSchema.APP, app),
                    keys.keep("reader", Purpose.READ, there, PracticeSchema.READER, reader),
                    keys.keep("writer", Purpose.WRITE_TO_LIVE, there, PracticeSchema.PROVER, prover));
        } catch (SQLException e) {
            throw broken(server, e);
        }
    }

    Logins logins() {
        return logins;
    }

    WalArchive archive() {
        return archive;
    }

    Path backups() {
        return backups;
    }

    /// Takes a full base backup.
    BackupPoint backUp(String name, Progress progress) throws BackstayException, InterruptedException {
        return new BaseBackup(logins.superuser(), archive).take(backups.resolve(name), name, progress);
    }

    /// Closes the segment that is being written, and waits until it is archived: everything until now is
    /// restorable.
    void archiveUntilNow(int timeline) throws BackstayException, InterruptedException {
        String switched;
        try (Connection session = logins.superuser().open("backstay lab");
                Statement statement = session.createStatement();
                var row = statement.executeQuery("select pg_switch_wal()::text")) {
            row.next();
            switched = row.getString(1);
        } catch (SQLException e) {
            throw broken(server, e);
        }
        archive.await(timeline, Lsn.parse(switched), SEGMENT_MEGABYTES << 20, ARCHIVE_LIMIT);
    }

    /// The server ends at once and its data folder goes, as when a disk is lost.
    void lose() throws BackstayException, InterruptedException {
        server.stop(PgServer.Stop.IMMEDIATE);
        Folders.remove(server.data());
    }

    /// What runs, in one line.
    String sentence() {
        Login login = logins.superuser();
        return "PostgreSQL " + server.programs().version() + " on " + login.host() + ":" + login.port();
    }

    private static BackstayException broken(PgServer server, SQLException e) {
        return new BackstayException(
                new Failure.Refused(
                        "The lab's PostgreSQL",
                        String.valueOf(e.getMessage()).replace('\n', ' '),
                        "Read its log " + server.log() + ", then start the lab again."),
                e);
    }

    @Override
    public void close() {
        server.close();
    }
}
