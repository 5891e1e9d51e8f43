package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// A base backup on disk, and what must be known to restore from it: one that Backstay took, or one of
/// `pg_basebackup` in its plain format.
///
/// @param folder      is called after the recovery point
/// @param data        the data folder, as PostgreSQL wants it: `data` in the folder with this record beside it, or
///                    the folder itself
/// @param label       what its taker called it
/// @param start       where recovery begins to read the log
/// @param stop        from here on what is recovered is consistent
/// @param startedAt   by the clock of the server
/// @param completedAt by the clock of the server, after `stop`: nothing earlier can be restored from it
/// @param size        of the files in it
public record BackupPoint(
        Path folder,
        Path data,
        String label,
        int timeline,
        Lsn start,
        Lsn stop,
        Instant startedAt,
        Instant completedAt,
        ByteSize size) {
    private static final String RECORD_FILE = "backup.properties";
    private static final String FORMAT = "backstay-base-backup/1";
    private static final int RECORD_BYTES_MAX = 64 * 1024;
    private static final int VERSION_BYTES_MAX = 16;
    private static final int BACKUPS_MAX = 100_000;

    /// What a folder of base backups holds.
    ///
    /// @param backups  those that can be restored from, oldest first
    /// @param unusable what looks like one and cannot be, a sentence each
    public record Found(List<BackupPoint> backups, List<String> unusable) {}

    /// All base backups in a folder that can be restored from, oldest first; others are passed over.
    public static List<BackupPoint> list(Path parent) throws BackstayException {
        return look(parent).backups();
    }

    /// The same, with what is passed over; half-written backups are not told of, for they may be under way.
    public static Found look(Path parent) throws BackstayException {
        List<BackupPoint> found = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        if (!Files.isDirectory(parent)) {
            return new Found(found, unusable);
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent)) {
            for (Path folder : folders) {
                boolean whole = !String.valueOf(folder.getFileName()).startsWith(".");
                if (whole && Files.isDirectory(folder) && found.size() < BACKUPS_MAX) {
                    add(folder, found, unusable);
                }
            }
        } catch (IOException e) {
            throw Folders.refusal(parent, e);
        }
        found.sort(Comparator.comparing(BackupPoint::completedAt));
        unusable.sort(Comparator.naturalOrder());
        return new Found(found, unusable);
    }

    /// The number of the server that it was taken from, as its manifest has it; absent where that does not say.
    public Optional<String> server() throws BackstayException {
        return PlainBackup.server(data);
    }

    /// The major version of PostgreSQL that it was taken from, such as `18`, as its `PG_VERSION` has it.
    public int major() throws BackstayException {
        Path file = data.resolve("PG_VERSION");
        try (InputStream in = Files.newInputStream(file)) {
            String said = new String(in.readNBytes(VERSION_BYTES_MAX), StandardCharsets.US_ASCII);
            return Integer.parseInt(said.strip());
        } catch (NumberFormatException e) {
            throw new BackstayException(new Failure.Corrupt(file.toString(), "it is no major version"), e);
        } catch (IOException e) {
            throw Folders.refusal(file, e);
        }
    }

    /// One that cannot be read must not hide the others: it is passed over, and named.
    private static void add(Path folder, List<BackupPoint> found, List<String> unusable) {
        if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            unusable.add("The folder " + folder.getFileName() + " cannot be read. Give the right to read it.");
            return;
        }
        try {
            if (Files.isRegularFile(folder.resolve(RECORD_FILE)) || PlainBackup.looksLikeOne(folder)) {
                found.add(read(folder));
            }
        } catch (BackstayException e) {
            unusable.add(e.failure().message() + " " + e.failure().advice());
        }
    }

    /// The base backup in one folder.
    public static BackupPoint read(Path folder) throws BackstayException {
        Path file = folder.resolve(RECORD_FILE);
        if (!Files.exists(file) && PlainBackup.looksLikeOne(folder)) {
            return PlainBackup.read(folder);
        }
        try {
            if (Files.size(file) > RECORD_BYTES_MAX) {
                throw new BackstayException(new Failure.TooLarge(file.toString(), new ByteSize(RECORD_BYTES_MAX)));
            }
            var values = new Properties();
            values.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
            if (!FORMAT.equals(values.getProperty("format"))) {
                throw new BackstayException(new Failure.Corrupt(file.toString(), "it is not " + FORMAT));
            }
            return new BackupPoint(
                    folder,
                    folder.resolve("data"),
                    value(values, "label"),
                    Integer.parseInt(value(values, "timeline")),
                    Lsn.parse(value(values, "start")),
                    Lsn.parse(value(values, "stop")),
                    Instant.parse(value(values, "startedAt")),
                    Instant.parse(value(values, "completedAt")),
                    new ByteSize(Long.parseLong(value(values, "bytes"))));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new BackstayException(new Failure.Corrupt(file.toString(), "a value cannot be read"), e);
        } catch (IOException e) {
            throw Folders.refusal(file, e);
        }
    }

    /// Writes the record beside the data in another folder, from which the backup is then renamed to its own.
    void writeInto(Path temporary) throws IOException {
        String text = String.join(
                "\n",
                "format=" + FORMAT,
                "label=" + label,
                "timeline=" + timeline,
                "start=" + start,
                "stop=" + stop,
                "startedAt=" + startedAt,
                "completedAt=" + completedAt,
                "bytes=" + size.bytes(),
                "");
        DurableFiles.write(temporary.resolve(RECORD_FILE), text);
    }

    private static String value(Properties values, String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
