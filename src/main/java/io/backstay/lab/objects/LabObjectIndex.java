package io.backstay.lab.objects;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which versions the practice store has: an append-only file, and the same in memory.
///
/// A line is written before the answer goes out, so a store that is killed knows afterwards what it has
/// acknowledged; a half-written last line is cut off at the next start. Bytes lie in one file per version.
final class LabObjectIndex implements AutoCloseable {
    static final int VERSIONS_MAX = 1_000_000;

    private final Path data;
    private final InstantSource clock;
    private final FileChannel log;
    private final TreeMap<String, List<LabObject>> keys = new TreeMap<>(LabObjectIndex::byBytes);
    private long sequence;
    private Instant newest = Instant.EPOCH;
    private int versions;

    LabObjectIndex(Path folder, InstantSource clock) throws IOException {
        this.data = Files.createDirectories(folder.resolve("data"));
        this.clock = clock;
        Path file = folder.resolve("index.log");
        this.log = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            replay(file);
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /// The order of S3: by the bytes of UTF-8, which is the order of code points.
    static int byBytes(String left, String right) {
        int n = Math.min(left.length(), right.length());
        for (int i = 0; i < n; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean pairs = Character.isSurrogate(a) == Character.isSurrogate(b);
                return pairs ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /// A new version with the bytes of a file that is moved here, if what is there now is what it must be.
    synchronized LabObject put(LabObject draft, Path bytes, LabCondition condition) throws IOException, LabFault {
        condition.require(find(draft.key(), null));
        room();
        LabObject version = new LabObject(
                draft.key(),
                sequence + 1,
                false,
                now(),
                draft.bytes(),
                draft.etag(),
                draft.contentType(),
                draft.lockMode(),
                draft.retainUntil(),
                draft.traits());
        Files.move(bytes, file(version), StandardCopyOption.REPLACE_EXISTING);
        write(LabObjectLine.of(version));
        add(version);
        return version;
    }

    /// Lays a delete marker over the key, whether it exists or not.
    synchronized LabObject delete(String key) throws IOException, LabFault {
        room();
        LabObject marker = LabObject.marker(key, sequence + 1, now());
        write(LabObjectLine.of(marker));
        add(marker);
        return marker;
    }

    /// Removes one version for good, unless it is locked; null when there is none.
    synchronized @Nullable LabObject remove(String key, String versionId) throws IOException, LabFault {
        LabObject version = find(key, versionId);
        if (version == null) {
            return null;
        }
        if (version.locked(clock.instant())) {
            throw LabFault.denied("the version is locked until " + version.retainUntil());
        }
        write(LabObjectLine.removal(version));
        drop(version);
        Files.deleteIfExists(file(version));
        return version;
    }

    /// One version, or the newest one where the id is null; null when there is none.
    synchronized @Nullable LabObject find(String key, @Nullable String versionId) {
        List<LabObject> all = keys.get(key);
        if (all == null) {
            return null;
        }
        if (versionId == null) {
            return all.getLast();
        }
        for (LabObject version : all) {
            if (version.versionId().equals(versionId)) {
                return version;
            }
        }
        return null;
    }

    /// The next versions of a listing, newest first within a key.
    ///
    /// @param keyMarker     begin after this key, or null
    /// @param versionMarker begin within that key, after this version, or null
    synchronized List<LabObject> list(
            String prefix, @Nullable String keyMarker, @Nullable String versionMarker, int max) {
        List<LabObject> page = new ArrayList<>();
        String from = keyMarker == null || byBytes(keyMarker, prefix) < 0 ? prefix : keyMarker;
        for (var entry : keys.tailMap(from, true).entrySet()) {
            String key = entry.getKey();
            if (!key.startsWith(prefix) || page.size() >= max) {
                break;
            }
            boolean resumed = key.equals(keyMarker);
            if (resumed && versionMarker == null) {
                continue;
            }
            for (LabObject version : entry.getValue().reversed()) {
                boolean passed = resumed && version.versionId().compareTo(String.valueOf(versionMarker)) >= 0;
                if (!passed && page.size() < max) {
                    page.add(version);
                }
            }
        }
        return page;
    }

    /// The next objects as they are now.
    ///
    /// @param after begin after this key, or null
    synchronized List<LabObject> current(String prefix, @Nullable String after, int max) {
        List<LabObject> page = new ArrayList<>();
        String from = after == null || byBytes(after, prefix) < 0 ? prefix : after;
        for (var entry : keys.tailMap(from, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix) || page.size() >= max) {
                break;
            }
            LabObject newest = entry.getValue().getLast();
            if (!newest.marker() && !entry.getKey().equals(after)) {
                page.add(newest);
            }
        }
        return page;
    }

    synchronized boolean latest(LabObject version) {
        List<LabObject> all = keys.get(version.key());
        return all != null && all.getLast().equals(version);
    }

    Path file(LabObject version) {
        return data.resolve(version.versionId());
    }

    @Override
    public synchronized void close() throws IOException {
        log.close();
    }

    private void room() throws LabFault {
        if (versions >= VERSIONS_MAX) {
            throw new LabFault(507, "InsufficientStorage", "the practice store holds a million versions at most");
        }
    }

    /// Listings give milliseconds; a clock that is set back does not put a newer version into the past.
    private Instant now() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isBefore(newest) ? newest : now;
    }

    private void add(LabObject version) {
        keys.computeIfAbsent(version.key(), _ -> new ArrayList<>()).add(version);
        sequence = Math.max(sequence, version.sequence());
        newest = version.at();
        versions++;
    }

    private void drop(LabObject version) {
        List<LabObject> all = keys.get(version.key());
        if (all != null && all.remove(version)) {
            versions--;
            if (all.isEmpty()) {
                keys.remove(version.key());
            }
        }
    }

    private void write(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        long before = log.position();
        try {
            while (bytes.hasRemaining()) {
                log.write(bytes);
            }
        } catch (IOException e) {
            // On a full disk, half a line must not swallow the next one.
            log.truncate(before);
            throw e;
        }
    }

    private void replay(Path file) throws IOException {
        long whole = 0;
        try (LabObjectLine.Reader lines = new LabObjectLine.Reader(file)) {
            for (LabObjectLine line = lines.next(); line != null; line = lines.next()) {
                whole = lines.position();
                if (line.removed()) {
                    LabObject gone = find(line.object().key(), line.object().versionId());
                    if (gone != null) {
                        drop(gone);
                    }
                    sequence = Math.max(sequence, line.object().sequence());
                } else {
                    add(line.object());
                }
            }
        }
        log.truncate(whole);
        log.position(whole);
    }
}
