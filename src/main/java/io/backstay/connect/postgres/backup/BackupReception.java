package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Receives one base backup and writes it as a plain data folder while it comes in.
final class BackupReception {
    private static final int KILOBYTE = 1024;
    private static final String BASE_ARCHIVE = "base.tar";

    private final BackupStream stream;
    private final Path data;
    private final Progress progress;
    private long bytes;

    BackupReception(BackupStream stream, Path temporary, Progress progress) {
        this.stream = stream;
        this.data = temporary.resolve("data");
        this.progress = progress;
    }

    /// What the server said about the backup, and how much of it there is.
    record Received(int timeline, Lsn start, Lsn stop, long bytes) {}

    Received run(String label) throws IOException, BackstayException {
        progress.step("Taking a base backup");
        stream.query("BASE_BACKUP (LABEL '" + label + "', CHECKPOINT 'fast', WAIT false, PROGRESS true,"
                + " MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')");
        List<String> started = one(stream.result());
        long total = totalBytes(stream.result());
        stream.expect('H');
        makeFolder(data);
        receiveParts(total);
        List<String> stopped = one(stream.result());
        stream.expect('C');
        syncFolders();
        return new Received(
                Integer.parseUnsignedInt(started.get(1)), Lsn.parse(started.get(0)), Lsn.parse(stopped.get(0)), bytes);
    }

    private void receiveParts(long total) throws IOException, BackstayException {
        BackupStream.Message message = stream.next();
        while (message.kind() == 'd') {
            byte[] body = message.body();
            var part = new ArchivePart(stream, done -> progress.advance(done, total));
            switch (body.length == 0 ? 0 : body[0]) {
                case 'n' -> {
                    if (!ArchivePart.nameIn(body).equals(BASE_ARCHIVE)) {
                        throw unsupportedTablespaces();
                    }
                    unpack(part);
                }
                case 'm' -> bytes += DurableFiles.write(data.resolve("backup_manifest"), part);
                case 'p' -> {
                    // How far it has come is told by the parts themselves.
                }
                default ->
                    throw new BackstayException(new Failure.Corrupt("The server's answer", "it sent an unknown part"));
            }
            message = body[0] == 'p' ? stream.next() : part.following();
        }
        if (message.kind() != 'c') {
            throw new BackstayException(new Failure.Corrupt("The server's answer", "the copy does not end"));
        }
    }

    private void unpack(ArchivePart part) throws IOException, BackstayException {
        var tar = new TarArchiveInputStream(part);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = data.resolve(entry.getName()).normalize();
            if (!target.startsWith(data)) {
                throw new BackstayException(
                        new Failure.Corrupt("The server's answer", "a file leads out of its folder"));
            }
            if (entry.isDirectory()) {
                makeFolder(target);
            } else if (entry.isFile()) {
                bytes += DurableFiles.write(target, tar);
                Folders.setMode(target, "rw-------");
            } else {
                throw unsupportedTablespaces();
            }
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        Folders.setMode(folder, "rwx------");
    }

    private void syncFolders() throws IOException {
        try (var all = Files.walk(data)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                if (Files.isDirectory(path)) {
                    Folders.sync(path);
                }
            }
        }
    }

    private static List<String> one(List<List<String>> rows) throws BackstayException {
        if (rows.size() != 1 || rows.getFirst().size() < 2) {
            throw new BackstayException(new Failure.Corrupt("The server's answer", "it does not name one position"));
        }
        return rows.getFirst();
    }

    /// The list has one row for each tablespace; only the last, the data folder itself, has no number.
    private static long totalBytes(List<List<String>> tablespaces) throws BackstayException {
        if (tablespaces.size() != 1) {
            throw unsupportedTablespaces();
        }
        String kilobytes = tablespaces.getFirst().getLast();
        return kilobytes.matches("\\d{1,15}") ? Long.parseLong(kilobytes) * KILOBYTE : 0;
    }

    private static BackstayException unsupportedTablespaces() {
        return new BackstayException(new Failure.Unsupported(
                "A cluster with tablespaces outside its data folder",
                "Take the backup of this server with its own tools."));
    }
}
