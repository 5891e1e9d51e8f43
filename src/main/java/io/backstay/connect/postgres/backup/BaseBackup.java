package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.Tls;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Takes a full base backup with the protocol's own `BASE_BACKUP`, without client programs.
///
/// The backup appears under its name only when it is whole and on the disk.
public final class BaseBackup {
    private static final System.Logger LOG = System.getLogger(BaseBackup.class.getName());
    private static final Duration ARCHIVE_LIMIT = Duration.ofMinutes(2);
    private static final String LABEL = "[A-Za-z0-9 ._:-]{1,200}";

    private final Login live;
    private final WalArchive archive;

    /// @param live    a user who may replicate
    /// @param archive where that server archives its log
    public BaseBackup(Login live, WalArchive archive) {
        this.live = live;
        this.archive = archive;
    }

    /// Takes a backup into a new folder and waits until the log that it needs is archived.
    ///
    /// @param folder must not exist; its parent must
    public BackupPoint take(Path folder, String label, Progress progress)
            throws BackstayException, InterruptedException {
        if (!label.matches(LABEL)) {
            throw new BackstayException(new Failure.BadInput(
                    "The label '" + label + "' cannot be used.", "Use letters, digits, spaces and . _ : - in it."));
        }
        if (Files.exists(folder)) {
            throw new BackstayException(
                    new Failure.Conflict("The folder " + folder + " exists already", "Choose a new folder."));
        }
        Path temporary = folder.resolveSibling(".taking-" + UUID.randomUUID());
        try {
            Files.createDirectory(temporary);
            Folders.setMode(temporary, "rwx------");
            BackupPoint point = receive(folder, temporary, label, progress);
            point.writeInto(temporary);
            Folders.sync(temporary);
            progress.step("Waiting for the log to be archived");
            archive.await(point.timeline(), point.stop(), segmentBytes(), ARCHIVE_LIMIT);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
            Folders.sync(folder.toAbsolutePath().resolveSibling("."));
            return point;
        } catch (IOException e) {
            throw Folders.refusal(folder, e);
        } finally {
            Folders.remove(temporary);
        }
    }

    private BackupPoint receive(Path folder, Path temporary, String label, Progress progress)
            throws BackstayException, InterruptedException, IOException {
        String ticket = KeptSocket.ticket();
        Instant startedAt = serverTime();
        try {
            Connection session = live.open("backstay base backup", replication(ticket));
            BackupReception.Received received;
            try {
                KeptSocket.Kept kept = KeptSocket.take(ticket);
                var reception = new BackupReception(new BackupStream(kept.spoken()), temporary, progress);
                received = interruptibly(kept.wire(), reception, label);
                kept.wire().close();
            } finally {
                end(session);
            }
            return new BackupPoint(
                    folder,
                    folder.resolve("data"),
                    label,
                    received.timeline(),
                    received.start(),
                    received.stop(),
                    startedAt,
                    serverTime(),
                    new ByteSize(received.bytes()));
        } finally {
            KeptSocket.forget(ticket);
        }
    }

    /// Its socket is closed by now, so over TLS the driver cannot say goodbye on it.
    private static void end(Connection session) {
        try {
            session.close();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "the session of a base backup did not end by itself", e);
        }
    }

    /// A read from a socket cannot be interrupted, so another thread reads and an interrupt closes the socket.
    private static BackupReception.Received interruptibly(Socket wire, BackupReception reception, String label)
            throws BackstayException, InterruptedException, IOException {
        var task = new FutureTask<>(() -> reception.run(label));
        Thread reader = Thread.ofVirtual().name("base backup").start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            wire.close();
            reader.join();
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case ArchivePart.Refused refused -> throw refused.failure();
                case BackstayException failure -> throw failure;
                case IOException trouble -> throw trouble;
                case null, default -> throw new IllegalStateException("taking a base backup broke", e);
            }
        }
    }

    private Properties replication(String ticket) {
        var properties = new Properties();
        if (live.tls().mode() != Tls.Mode.DISABLE) {
            properties.setProperty("sslfactory", KeptTls.class.getName());
        }
        properties.setProperty("replication", "true");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "15");
        properties.setProperty("socketFactory", KeptSocket.class.getName());
        properties.setProperty("socketFactoryArg", ticket);
        return properties;
    }

    private Instant serverTime() throws BackstayException {
        return ask("select clock_timestamp()", OffsetDateTime.class).toInstant();
    }

    private int segmentBytes() throws BackstayException {
        return ask("select setting::int from pg_settings where name = 'wal_segment_size'", Integer.class);
    }

    private <T> T ask(String question, Class<T> type) throws BackstayException {
        try (Connection session = live.open("backstay base backup");
                var statement = session.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getObject(1, type);
        } catch (SQLException e) {
            throw new BackstayException(
                    new Failure.Refused(live.toString(), String.valueOf(e.getMessage()), "Check the server's log."), e);
        }
    }
}
