package io.backstay.lab.story;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.ListedVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Copies of base backups and log in a bucket whose versions are locked, as a backup store of its own keeps them.
///
/// What is fetched is the oldest version of each name: whoever writes over a copy or lays a delete marker on it
/// changes nothing of that.
public final class LockedCopies {
    /// Where base backups lie in the bucket.
    public static final String BACKUPS = "backups/";
    /// Where the log lies in the bucket.
    public static final String LOG = "log/";

    private static final int PART_BYTES = 32 << 20;
    private static final String PART = ".zip.";

    private final ObjectStore store;
    private final Set<String> kept = new HashSet<>();

    /// @param store an empty bucket with a default retention
    public LockedCopies(ObjectStore store) {
        this.store = store;
    }

    /// Copies a base backup, its record included.
    public void keepBackup(Path folder) throws BackstayException, InterruptedException {
        String name = BACKUPS + folder.getFileName() + PART;
        Path zip = folder.resolveSibling("." + folder.getFileName() + ".zip");
        try {
            try {
                pack(folder, zip);
                upload(zip, name);
            } finally {
                Files.deleteIfExists(zip);
            }
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(zip, e), e);
        }
    }

    private void upload(Path zip, String name) throws BackstayException, InterruptedException, IOException {
        try (InputStream in = Files.newInputStream(zip)) {
            int part = 0;
            for (byte[] bytes = in.readNBytes(PART_BYTES); bytes.length > 0; bytes = in.readNBytes(PART_BYTES)) {
                store.put(name + "%03d".formatted(part++), HttpBody.of(bytes), "application/zip");
            }
        }
    }

    /// Copies every segment of the log that was not copied yet.
    public void keepLog(Path archive) throws BackstayException, InterruptedException {
        try (Stream<Path> files = Files.list(archive)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String name = String.valueOf(file.getFileName());
                if (!name.startsWith("archtemp") && kept.add(name)) {
                    store.put(LOG + name, HttpBody.of(file), "application/octet-stream");
                }
            }
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(archive, e), e);
        }
    }

    /// Fetches what is missing in the two folders. What lies under its own name is whole: a fetch that was stopped
    /// half-way leaves nothing that the next one would take for a copy.
    ///
    /// @return how many base backups and segments were fetched
    public int fetch(Path backups, Path archive) throws BackstayException, InterruptedException {
        Map<String, ListedVersion> oldest = new TreeMap<>();
        store.versions("", version -> {
            if (!version.marker()) {
                // Newest first within a key: the last that is seen is the oldest.
                oldest.put(version.key(), version);
            }
        });
        Map<String, List<ListedVersion>> parts = new TreeMap<>();
        int fetched = 0;
        try {
            for (ListedVersion version : oldest.values()) {
                String key = version.key();
                if (key.startsWith(BACKUPS)) {
                    String name = key.substring(BACKUPS.length(), key.lastIndexOf(PART));
                    parts.computeIfAbsent(name, _ -> new ArrayList<>()).add(version);
                } else {
                    Path file = archive.resolve(key.substring(LOG.length()));
                    if (!Files.exists(file)) {
                        download(version, file);
                        fetched++;
                    }
                }
            }
            for (Map.Entry<String, List<ListedVersion>> backup : parts.entrySet()) {
                Path folder = backups.resolve(backup.getKey());
                if (!Files.exists(folder)) {
                    unpack(backup.getValue(), folder);
                    fetched++;
                }
            }
            return fetched;
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(backups, e), e);
        }
    }

    private void download(ListedVersion version, Path file)
            throws BackstayException, InterruptedException, IOException {
        Path half = file.resolveSibling("archtemp." + file.getFileName());
        try {
            try (OutputStream out = Files.newOutputStream(half)) {
                store.get(version.key(), version.version().versionId(), out);
            }
            Files.move(half, file);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private static void pack(Path folder, Path zip) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                Stream<Path> all = Files.walk(folder)) {
            for (Path path :
                    (Iterable<Path>) all.filter(path -> !path.equals(folder)).sorted()::iterator) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (Files.isDirectory(path)) {
                    out.putNextEntry(new ZipEntry(name + "/"));
                } else {
                    out.putNextEntry(new ZipEntry(name));
                    Files.copy(path, out);
                }
            }
        }
    }

    private void unpack(List<ListedVersion> parts, Path folder)
            throws BackstayException, InterruptedException, IOException {
        Path zip = folder.resolveSibling("." + folder.getFileName() + ".zip");
        try {
            try (OutputStream out = Files.newOutputStream(zip)) {
                for (ListedVersion part : parts) {
                    store.get(part.key(), part.version().versionId(), out);
                }
            }
            Path half = folder.resolveSibling("." + folder.getFileName());
            Folders.remove(half);
            try {
                unzip(zip, half);
                Files.move(half, folder);
            } finally {
                Folders.remove(half);
            }
        } finally {
            Files.deleteIfExists(zip);
        }
    }

    private static void unzip(Path zip, Path folder) throws IOException {
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            Files.createDirectories(folder);
            boolean empty = true;
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                empty = false;
                Path path = folder.resolve(entry.getName()).normalize();
                if (!path.startsWith(folder)) {
                    throw new IOException("a name leads out of the backup: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(in, path);
                }
            }
            if (empty) {
                throw new IOException("the copy of the backup holds nothing");
            }
        }
    }
}
