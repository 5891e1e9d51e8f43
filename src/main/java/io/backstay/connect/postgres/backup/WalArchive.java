package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.archive.FolderPlace;
import io.backstay.connect.postgres.archive.WalPlace;
import io.backstay.estate.RestorableWindow;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
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
import org.jspecify.annotations.Nullable;

/// Where a server archives its write-ahead log; read anew at every question, for it grows.
///
/// @param place with segments, as they are or packed by gzip, `.history` and `.backup` files; anything else in it
///              is passed over
public record WalArchive(WalPlace place) {
    private static final long TOLD_BYTES = 1L << 20;

    /// A folder of this machine.
    public WalArchive(Path folder) {
        this(new FolderPlace(folder));
    }

    /// The folder, of an archive that is one.
    public Path folder() {
        if (place instanceof FolderPlace(Path folder)) {
            return folder;
        }
        throw new IllegalStateException("no folder: " + place);
    }

    /// Where the log stops being without a hole.
    ///
    /// @param first   name of the first segment that is missing
    /// @param missing how many are, up to the next that is there
    /// @param before  when the last segment before the hole was archived, by its file
    /// @param after   when the first one after it was
    public record Gap(String first, long missing, Instant before, Instant after) {}

    /// The timelines of which there are segments.
    public SortedSet<Integer> timelines() throws BackstayException, InterruptedException {
        return new TreeSet<>(WalListing.of(place).segments().keySet());
    }

    /// What is said of segments that lie there and cannot be read as they stand, in one sentence; null where there
    /// are none. They count as not there.
    public @Nullable String unfit() throws BackstayException, InterruptedException {
        List<String> unfit = WalListing.of(place).unfit();
        return unfit.isEmpty()
                ? null
                : Counts.of(unfit.size(), "segment") + " cannot be read as it stands and counts as missing, the last "
                        + unfit.getLast() + ".";
    }

    /// The holes between the first and the last segment of every timeline.
    public List<Gap> gaps() throws BackstayException, InterruptedException {
        WalListing listing = WalListing.of(place);
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

    private Instant archivedAt(WalListing listing, int timeline, long number)
            throws BackstayException, InterruptedException {
        return place.writtenAt(listing.file(timeline, number));
    }

    /// What can be restored from a base backup with this archive; empty while the archive does not reach the
    /// backup's end. Of a distant one no more than its names, its beginning and its end are read.
    public Optional<RestorableWindow> window(BackupPoint backup) throws BackstayException, InterruptedException {
        if (place.distant()) {
            return new LogTail(WalListing.of(place), backup).window();
        }
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
            throws BackstayException, InterruptedException {
        WalListing listing = WalListing.of(place);
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

    /// Waits until a place of the log is archived. A store that does not answer now is asked again until the limit.
    public void await(int timeline, Lsn until, int segmentBytes, Duration limit)
            throws BackstayException, InterruptedException {
        long number = (until.value() - 1) / segmentBytes;
        String name = WalName.of(timeline, number, segmentBytes);
        long deadline = System.nanoTime() + limit.toNanos();
        while (!arrived(name, deadline)) {
            if (System.nanoTime() - deadline > 0) {
                throw new BackstayException(new Failure.Refused(
                        "The archive " + place,
                        "segment " + name + " did not arrive within " + Durations.words(limit),
                        "Check the server's pg_stat_archiver and its log."));
            }
            Thread.sleep(place.poll());
        }
    }

    private boolean arrived(String name, long deadline) throws BackstayException, InterruptedException {
        try {
            return place.holds(name) || place.holds(name + PackedSegment.SUFFIX);
        } catch (BackstayException e) {
            boolean passing = e.failure() instanceof Failure.Unreachable
                    || e.failure() instanceof Failure.TimedOut
                    || e.failure() instanceof Failure.Throttled;
            if (!passing || System.nanoTime() - deadline > 0) {
                throw e;
            }
            return false;
        }
    }

    /// Reads all that a recovery towards a moment would replay, and the first commit after it.
    public Reach reach(BackupPoint backup, Instant target) throws BackstayException, InterruptedException {
        return reach(backup, target, Progress.NONE);
    }

    /// The same.
    ///
    /// @param progress hears how many bytes of log were read; how many there will be is known at the end only
    public Reach reach(BackupPoint backup, Instant target, Progress progress)
            throws BackstayException, InterruptedException {
        var found = new Reach.Search(backup, target);
        long[] told = {backup.start().value()};
        WalEnd end = readAll(backup, event -> {
            if (event.lsn().value() - told[0] >= TOLD_BYTES) {
                told[0] = event.lsn().value();
                progress.advance(told[0] - backup.start().value(), 0);
            }
            return found.visit(event);
        });
        return found.result(end);
    }

    /// Tells of all events after a base backup's end, in the order of the log.
    public WalEnd read(BackupPoint backup, WalVisitor visitor) throws BackstayException, InterruptedException {
        return readAll(backup, event -> event.lsn().compareTo(backup.stop()) < 0 || visitor.visit(event));
    }

    /// The timeline that a recovery of the backup follows: the newest that still contains its end.
    public int timeline(BackupPoint backup) throws BackstayException, InterruptedException {
        return WalListing.of(place).newestFrom(backup.timeline(), backup.stop());
    }

    /// How many bytes of log lie between two places, in whole segments.
    public long bytesBetween(Lsn from, Lsn until) throws BackstayException, InterruptedException {
        int segmentBytes = WalListing.of(place).segmentBytes();
        return segmentBytes == 0
                ? 0
                : (lastSegment(until, segmentBytes) - from.value() / segmentBytes + 1) * segmentBytes;
    }

    /// Copies the segments between two places, and every history, into a folder that only their owner may read;
    /// files of the same name are replaced.
    public void copy(BackupPoint backup, Lsn from, Lsn until, Path into)
            throws BackstayException, InterruptedException {
        copy(backup, from, until, into, Progress.NONE);
    }

    /// The same.
    ///
    /// @param progress hears how much of a distant log has come
    public void copy(BackupPoint backup, Lsn from, Lsn until, Path into, Progress progress)
            throws BackstayException, InterruptedException {
        WalListing listing = WalListing.of(place);
        WalSegments line = listing.towards(listing.newestFrom(backup.timeline(), backup.stop()));
        long first = from.value() / listing.segmentBytes();
        long last = lastSegment(until, listing.segmentBytes());
        if (place.distant()) {
            progress.step("Fetching the log");
        }
        try {
            for (long number = first; number <= last; number++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("copying the log was cancelled");
                }
                String segment = line.segment(number);
                if (segment == null) {
                    throw new BackstayException(new Failure.Conflict(
                            "A segment of the log left the archive while it was read", "Run it again."));
                }
                if (PackedSegment.is(segment)) {
                    unpackIn(segment, into, listing.segmentBytes());
                } else {
                    copyIn(segment, into);
                }
                if (place.distant()) {
                    progress.advance(number - first + 1, last - first + 1);
                }
            }
            for (int timeline : listing.histories().keySet()) {
                copyIn(String.format(Locale.ROOT, "%08X.history", timeline), into);
            }
        } catch (IOException e) {
            throw Folders.refusal(into, e);
        }
    }

    private static long lastSegment(Lsn until, int segmentBytes) {
        return (until.value() - 1) / segmentBytes;
    }

    private void copyIn(String name, Path into) throws IOException, BackstayException, InterruptedException {
        Path target = into.resolve(name);
        try (FileChannel from = place.open(name)) {
            Files.copy(Channels.newInputStream(from), target, StandardCopyOption.REPLACE_EXISTING);
        }
        Folders.setMode(target, "rw-------");
    }

    private void unpackIn(String name, Path into, int segmentBytes)
            throws IOException, BackstayException, InterruptedException {
        Path target = into.resolve(PackedSegment.plainName(name));
        String what = name + " in " + place;
        long bytes;
        try (OutputStream out = Files.newOutputStream(target)) {
            bytes = PackedSegment.unpack(place, name, out, segmentBytes, into.toString());
        } catch (ZipException | EOFException e) {
            throw new BackstayException(new Failure.Corrupt(what, "it cannot be unpacked"), e);
        }
        if (bytes != segmentBytes) {
            throw new BackstayException(
                    new Failure.Corrupt(what, "it does not hold a segment of " + segmentBytes + " bytes"));
        }
        Folders.setMode(target, "rw-------");
    }

    private WalEnd readAll(BackupPoint backup, WalVisitor visitor) throws BackstayException, InterruptedException {
        WalListing listing = WalListing.of(place);
        if (listing.segmentBytes() == 0) {
            return new WalEnd(backup.start(), WalEnd.Reason.NO_MORE, "the archive has no segment");
        }
        int timeline = listing.newestFrom(backup.timeline(), backup.stop());
        try (var reader = new WalReader(listing.towards(timeline), backup.start())) {
            return reader.read(visitor);
        } catch (IOException e) {
            throw Folders.refusal(place.toString(), e);
        }
    }
}
