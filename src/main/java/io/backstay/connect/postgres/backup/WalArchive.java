package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import io.backstay.base.Durations;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.Folders;
import io.backstay.estate.RestorableWindow;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.ZipException;

/// A folder into which a server archives its write-ahead log; read anew at every question, for it grows.
///
/// @param folder with segments, as they are or packed by gzip, `.history` and `.backup` files; anything else in it is
///               passed over
public record WalArchive(Path folder) {
    private static final Duration POLL = Duration.ofMillis(25);

    /// Where the log stops being without a hole.
    ///
    /// @param first   name of the first segment that is missing
    /// @param missing how many are, up to the next that is there
    /// @param before  when the last segment before the hole was archived, by its file
    /// @param after   when the first one after it was
    public record Gap(String first, long missing, Instant before, Instant after) {}

    /// The timelines of which there are segments.
    public SortedSet<Integer> timelines() throws BackstayException {
        return new TreeSet<>(WalListing.of(folder).segments().keySet());
    }

    /// The holes between the first and the last segment of every timeline.
    public List<Gap> gaps() throws BackstayException {
        WalListing listing = WalListing.of(folder);
        List<Gap> gaps = new ArrayList<>();
        for (var timeline : listing.segments().entrySet()) {
            NavigableSet<Long> numbers = timeline.getValue();
            long expected = numbers.first();
            for (long number : numbers) {
                if (number > expected) {
                    gaps.add(new Gap(
                            WalName.of(timeline.getKey(), expected, listing.segmentBytes()),
                            number - expected,
                            archivedAt(listing, timeline.getKey(), expected - 1),
                            archivedAt(listing, timeline.getKey(), number)));
                }
                expected = number + 1;
            }
        }
        return gaps;
    }

    private Instant archivedAt(WalListing listing, int timeline, long number) throws BackstayException {
        Path file = listing.file(timeline, number);
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw Folders.refusal(file, e);
        }
    }

    /// What can be restored from a base backup with this archive; empty while the archive does not reach the
    /// backup's end.
    public Optional<RestorableWindow> window(BackupPoint backup) throws BackstayException, InterruptedException {
        Reach reach = reach(backup, Instant.MAX);
        return reach.isConsistent()
                ? Optional.of(new RestorableWindow(backup.completedAt(), reach.latest(), null))
                : Optional.empty();
    }

    /// What can be restored from several base backups together, up to the last commit of this archive; empty while
    /// the archive does not reach the end of any.
    ///
    /// The log after the newest is read; between an older one and the newest it is only looked at whether a
    /// segment is missing, so that the answer does not take longer for every backup that is kept.
    ///
    /// @param backups oldest first
    public Optional<RestorableWindow> window(List<BackupPoint> backups) throws BackstayException, InterruptedException {
        List<BackupPoint> newestFirst = backups.reversed();
        for (int i = 0; i < newestFirst.size(); i++) {
            Optional<RestorableWindow> window = window(newestFirst.get(i));
            if (window.isPresent()) {
                return Optional.of(
                        widened(window.get(), newestFirst.get(i), newestFirst.subList(i + 1, newestFirst.size())));
            }
        }
        return Optional.empty();
    }

    /// @param older newest first
    private RestorableWindow widened(RestorableWindow window, BackupPoint newest, List<BackupPoint> older)
            throws BackstayException {
        WalListing listing = WalListing.of(folder);
        RestorableWindow widened = window;
        for (BackupPoint backup : older) {
            if (!isWhole(listing, backup, newest)) {
                break;
            }
            widened = new RestorableWindow(backup.completedAt(), window.latest(), null);
        }
        return widened;
    }

    /// Whether no segment is missing from the beginning of one base backup to the end of a later one.
    private static boolean isWhole(WalListing listing, BackupPoint from, BackupPoint until) {
        WalSegments line = listing.towards(listing.newestFrom(from.timeline(), from.stop()));
        long last = lastSegment(until.stop(), listing.segmentBytes());
        for (long number = from.start().value() / listing.segmentBytes(); number <= last; number++) {
            if (line.segment(number) == null) {
                return false;
            }
        }
        return true;
    }

    /// How far the log can be read from a base backup on, and why not further.
    public WalEnd end(BackupPoint backup) throws BackstayException, InterruptedException {
        return reach(backup, Instant.MAX).end();
    }

    /// Tells of all events from one moment to another, both inclusive, in the order of the log.
    ///
    /// @param backup where to begin reading; its newest line of history is followed
    public WalEnd commitsBetween(BackupPoint backup, Instant from, Instant to, WalVisitor visitor)
            throws BackstayException, InterruptedException {
        return readAll(backup, event -> event.at().isBefore(from) || event.at().isAfter(to) || visitor.visit(event));
    }

    /// Waits until a place of the log is archived.
    public void await(int timeline, Lsn place, int segmentBytes, Duration limit)
            throws BackstayException, InterruptedException {
        long number = (place.value() - 1) / segmentBytes;
        Path file = folder.resolve(WalName.of(timeline, number, segmentBytes));
        long deadline = System.nanoTime() + limit.toNanos();
        while (!Files.exists(file)) {
            if (System.nanoTime() - deadline > 0) {
                throw new BackstayException(new Failure.Refused(
                        "The archive " + folder,
                        "segment " + file.getFileName() + " did not arrive within " + Durations.words(limit),
                        "Check the server's pg_stat_archiver and its log."));
            }
            Thread.sleep(POLL);
        }
    }

    /// Reads all that a recovery towards a moment would replay, and the first commit after it.
    public Reach reach(BackupPoint backup, Instant target) throws BackstayException, InterruptedException {
        var found = new Reach.Search(backup, target);
        WalEnd end = readAll(backup, found);
        return found.result(end);
    }

    /// Tells of all events after a base backup's end, in the order of the log.
    public WalEnd read(BackupPoint backup, WalVisitor visitor) throws BackstayException, InterruptedException {
        return readAll(backup, event -> event.lsn().compareTo(backup.stop()) < 0 || visitor.visit(event));
    }

    /// The timeline that a recovery of the backup follows: the newest that still contains its end.
    public int timeline(BackupPoint backup) throws BackstayException {
        return WalListing.of(folder).newestFrom(backup.timeline(), backup.stop());
    }

    /// How many bytes of log lie between two places, in whole segments.
    public long bytesBetween(Lsn from, Lsn until) throws BackstayException {
        int segmentBytes = WalListing.of(folder).segmentBytes();
        return segmentBytes == 0
                ? 0
                : (lastSegment(until, segmentBytes) - from.value() / segmentBytes + 1) * segmentBytes;
    }

    /// Copies the segments between two places, and every history, into a folder that only their owner may read;
    /// files of the same name are replaced.
    public void copy(BackupPoint backup, Lsn from, Lsn until, Path into)
            throws BackstayException, InterruptedException {
        WalListing listing = WalListing.of(folder);
        WalSegments line = listing.towards(listing.newestFrom(backup.timeline(), backup.stop()));
        long last = lastSegment(until, listing.segmentBytes());
        try {
            for (long number = from.value() / listing.segmentBytes(); number <= last; number++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("copying the log was cancelled");
                }
                Path segment = line.segment(number);
                if (segment == null) {
                    throw new BackstayException(new Failure.Conflict(
                            "A segment of the log left the archive while it was read", "Run it again."));
                }
                if (PackedSegment.is(segment)) {
                    unpackIn(segment, into, listing.segmentBytes());
                } else {
                    copyIn(segment, into);
                }
            }
            for (int timeline : listing.histories().keySet()) {
                copyIn(folder.resolve(String.format(Locale.ROOT, "%08X.history", timeline)), into);
            }
        } catch (IOException e) {
            throw Folders.refusal(into, e);
        }
    }

    private static long lastSegment(Lsn until, int segmentBytes) {
        return (until.value() - 1) / segmentBytes;
    }

    private static void copyIn(Path file, Path into) throws IOException {
        Path target = into.resolve(String.valueOf(file.getFileName()));
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        Folders.setMode(target, "rw-------");
    }

    private static void unpackIn(Path file, Path into, int segmentBytes) throws IOException, BackstayException {
        Path target = into.resolve(PackedSegment.plainName(file));
        long bytes;
        try (OutputStream out = Files.newOutputStream(target)) {
            bytes = PackedSegment.unpack(file, out, segmentBytes);
        } catch (ZipException | EOFException e) {
            throw new BackstayException(new Failure.Corrupt(file.toString(), "it cannot be unpacked"), e);
        }
        if (bytes != segmentBytes) {
            throw new BackstayException(
                    new Failure.Corrupt(file.toString(), "it does not hold a segment of " + segmentBytes + " bytes"));
        }
        Folders.setMode(target, "rw-------");
    }

    private WalEnd readAll(BackupPoint backup, WalVisitor visitor) throws BackstayException, InterruptedException {
        WalListing listing = WalListing.of(folder);
        if (listing.segmentBytes() == 0) {
            return new WalEnd(backup.start(), WalEnd.Reason.NO_MORE, "the archive has no segment");
        }
        int timeline = listing.newestFrom(backup.timeline(), backup.stop());
        try (var reader = new WalReader(listing.towards(timeline), backup.start())) {
            return reader.read(folder, visitor);
        } catch (IOException e) {
            throw Folders.refusal(folder, e);
        }
    }
}
