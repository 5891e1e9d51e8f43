package io.backstay.connect.postgres.recovery;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.PgServer;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.Lsn;
import io.backstay.connect.postgres.backup.Reach;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.backup.WalEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The data folder of a recovered server: a copy of the base backup and of just the log that it needs.
///
/// The log is copied, never linked: a server writes over segments that it no longer needs, and through a link that
/// would be the archive.
final class ScratchData {
    private static final DateTimeFormatter TARGET = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS'+00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Set<String> LEFT_OUT = Set.of("backup_manifest", "postmaster.pid", "postmaster.opts");
    /// What is switched off where the version has it; an unknown name keeps a server from starting.
    private static final Map<String, Since> SINCE =
            Map.of("archive_library", new Since(15, ""), "summarize_wal", new Since(17, "off"));
    private static final List<String> CONFIGURATION = List.of("postgresql.conf", "postgresql.auto.conf");
    private static final long ROOM_MARGIN_BYTES = 64L * 1024 * 1024;

    private final BackupPoint backup;
    private final WalArchive archive;
    private final Path folder;
    private final Use use;

    ScratchData(BackupPoint backup, WalArchive archive, Path folder, Use use) {
        this.backup = backup;
        this.archive = archive;
        this.folder = folder;
        this.use = use;
    }

    private record Since(int major, String value) {}

    /// What the folder is for.
    enum Use {
        /// It is thrown away after a crash, and what it holds must keep its place while it is compared.
        SCRATCH,
        /// It stays, so it is written as carefully as any database.
        LASTING
    }

    Path folder() {
        return folder;
    }

    BackupPoint backup() {
        return backup;
    }

    /// Copies the base backup, and the log up to a place.
    void fill(Lsn until, Progress progress) throws BackstayException, InterruptedException {
        try {
            Path parent = folder.toAbsolutePath().resolveSibling(".");
            long logBytes = archive.bytesBetween(backup.start(), until);
            Folders.requireRoom(parent, backup.size().bytes() + logBytes + ROOM_MARGIN_BYTES);
            copyBackup(progress);
            archive.copy(backup, backup.start(), until, folder.resolve("pg_wal"), progress);
            Files.createFile(folder.resolve("recovery.signal"));
            Files.writeString(folder.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            Files.deleteIfExists(folder.resolve("standby.signal"));
            putConfigurationAside();
            Files.createFile(folder.resolve("postgresql.conf"));
        } catch (IOException e) {
            throw Folders.refusal(folder, e);
        }
    }

    /// What the live server was set to fits its machine: its memory, locales, libraries and folders need not be
    /// here. A server that stays gets it back once it is recovered.
    private void putConfigurationAside() throws IOException {
        for (String name : CONFIGURATION) {
            Path file = folder.resolve(name);
            if (use == Use.LASTING && Files.exists(file)) {
                Files.move(file, aside(name));
            }
            Files.deleteIfExists(file);
        }
    }

    private Path aside(String name) {
        return folder.resolve(name + ".of-live");
    }

    /// Gives a server that stays the configuration of live back, and on top of it what keeps it from doing more
    /// than it should: it starts like any other server then, and archives nothing until somebody lets it.
    void settle(PgServer server) throws BackstayException {
        try {
            for (String name : CONFIGURATION) {
                Files.deleteIfExists(folder.resolve(name));
                if (Files.exists(aside(name))) {
                    Files.move(aside(name), folder.resolve(name));
                }
            }
            if (!Files.exists(folder.resolve(CONFIGURATION.getFirst()))) {
                server.configure(CONFIGURATION.getFirst(), Map.of());
            }
        } catch (IOException e) {
            throw Folders.refusal(folder, e);
        }
        Map<String, String> settings = common();
        settings.keySet().removeAll(PrimaryLimits.names());
        settings.putAll(settled());
        server.configure(CONFIGURATION.getLast(), settings);
    }

    /// Copies more of the log, while no server runs on the folder. The segment in which the log ended before is
    /// copied again.
    void extend(Lsn from, Lsn until) throws BackstayException, InterruptedException {
        Folders.requireRoom(folder, archive.bytesBetween(from, until) + ROOM_MARGIN_BYTES);
        archive.copy(backup, from, until, folder.resolve("pg_wal"));
    }

    /// What makes the copy recover to the moment, be promoted and do nothing else.
    Map<String, String> settings(Reach reach, Instant moment) throws BackstayException, InterruptedException {
        Map<String, String> settings = common();
        settings.put("recovery_target_timeline", Integer.toUnsignedString(archive.timeline(backup)));
        settings.put("recovery_target_action", "promote");
        settings.put("recovery_target_inclusive", "on");
        settings.putAll(target(reach, moment));
        return settings;
    }

    /// What makes the copy recover to the place, stand still there and do nothing else.
    Map<String, String> settings(LogPlace place) throws BackstayException, InterruptedException {
        Map<String, String> settings = common();
        settings.put("recovery_target_timeline", Integer.toUnsignedString(archive.timeline(backup)));
        // Segments that are not needed any more must not turn up again under the names of those that are copied next.
        settings.put("wal_recycle", "off");
        settings.putAll(place.target());
        return settings;
    }

    private Map<String, String> common() throws BackstayException {
        Map<String, String> settings = new LinkedHashMap<>();
        int major = backup.major();
        // A promoted scratch server must never write into the archive of the live one.
        settings.put("archive_mode", "off");
        settings.put("archive_command", "");
        settings.put("primary_conninfo", "");
        SINCE.forEach((name, off) -> {
            if (major >= off.major()) {
                settings.put(name, off.value());
            }
        });
        settings.put("shared_preload_libraries", "");
        settings.put("ssl", "off");
        settings.put("hba_file", folder.resolve("pg_hba.conf").toString());
        settings.put("logging_collector", "off");
        settings.put("log_destination", "stderr");
        settings.put("log_timezone", "UTC");
        settings.put("lc_messages", "C");
        settings.put("hot_standby", "on");
        settings.put("fsync", use == Use.SCRATCH ? "off" : "on");
        settings.put("autovacuum", use == Use.SCRATCH ? "off" : "on");
        // Everything it needs is in pg_wal already; a command must be set all the same.
        settings.put("restore_command", "exit 1");
        settings.putAll(PrimaryLimits.of(folder));
        return settings;
    }

    /// What takes the words about the recovery back, once it is done.
    private static Map<String, String> settled() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name :
                List.of("restore_command", "recovery_target", "recovery_target_time", "recovery_target_lsn")) {
            settings.put(name, "");
        }
        settings.put("recovery_target_timeline", "latest");
        return settings;
    }

    /// A time is a target only if a later commit makes recovery stop there; at the end of the log it stops by
    /// place.
    private static Map<String, String> target(Reach reach, Instant moment) {
        if (reach.firstUnwanted() != null) {
            return Map.of("recovery_target_time", TARGET.format(moment));
        }
        WalEvent.Commit last = reach.lastWanted();
        return last == null
                ? Map.of("recovery_target", "immediate")
                : Map.of("recovery_target_lsn", last.lsn().toString());
    }

    private void copyBackup(Progress progress) throws IOException, InterruptedException {
        long total = backup.size().bytes();
        long done = 0;
        try (var all = Files.walk(backup.data())) {
            for (Path source : (Iterable<Path>) all::iterator) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("copying the base backup was cancelled");
                }
                Path relative = backup.data().relativize(source);
                Path target = folder.resolve(relative);
                if (Files.isDirectory(source)) {
                    Files.createDirectory(target);
                    Folders.setMode(target, "rwx------");
                } else if (!LEFT_OUT.contains(relative.toString())) {
                    Files.copy(source, target);
                    Folders.setMode(target, "rw-------");
                    done += Files.size(target);
                    progress.advance(done, total);
                }
            }
        }
    }
}
