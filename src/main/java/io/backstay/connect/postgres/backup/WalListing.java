package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.Folders;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// What an archive folder held at one moment.
///
/// @param segmentBytes 0 when there is no segment
/// @param segments     numbers of the segments of each timeline
/// @param packed       those of them that are there packed only
/// @param histories    of each timeline that has one
record WalListing(
        Path folder,
        int segmentBytes,
        SortedMap<Integer, NavigableSet<Long>> segments,
        SortedMap<Integer, NavigableSet<Long>> packed,
        SortedMap<Integer, List<Switch>> histories) {
    private static final int NAMES_MAX = 5_000_000;
    private static final int HISTORY_BYTES_MAX = 1 << 20;
    private static final int LONG_HEADER_BYTES = 40;
    private static final int SEGMENT_SIZE_OFFSET = 32;
    private static final int SEGMENT_BYTES_MIN = 1 << 20;
    private static final int SEGMENT_BYTES_MAX = 1 << 30;
    private static final Pattern HISTORY = Pattern.compile("([0-9A-F]{8})\\.history");
    private static final Pattern HISTORY_LINE = Pattern.compile("\\s*(\\d{1,10})\\s+([0-9A-F]+/[0-9A-F]+)(\\s.*)?");

    /// Where a timeline was left for the next one.
    record Switch(int from, Lsn at) {}

    static WalListing of(Path folder) throws BackstayException {
        List<WalName> names = new ArrayList<>();
        List<WalName> packedNames = new ArrayList<>();
        SortedMap<Integer, List<Switch>> histories = new TreeMap<>();
        int segmentBytes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                Matcher history = HISTORY.matcher(name);
                if (history.matches()) {
                    histories.put(Integer.parseUnsignedInt(history.group(1), 16), switches(file));
                }
                var segment = WalName.parse(PackedSegment.plainName(file));
                if (segment.isPresent() && segmentBytes == 0) {
                    segmentBytes = segmentBytesOf(file);
                }
                segment.ifPresent(PackedSegment.is(file) ? packedNames::add : names::add);
                if (names.size() + packedNames.size() > NAMES_MAX) {
                    throw new BackstayException(new Failure.TooLarge(folder.toString(), new ByteSize(NAMES_MAX)));
                }
            }
        } catch (IOException e) {
            throw Folders.refusal(folder, e);
        }
        SortedMap<Integer, NavigableSet<Long>> segments = new TreeMap<>();
        add(names, segmentBytes, segments);
        SortedMap<Integer, NavigableSet<Long>> packed = new TreeMap<>();
        add(packedNames, segmentBytes, packed);
        packed.forEach((timeline, numbers) -> numbers.removeAll(segments.getOrDefault(timeline, new TreeSet<>())));
        add(packedNames, segmentBytes, segments);
        return new WalListing(folder, segmentBytes, segments, packed, histories);
    }

    private static void add(List<WalName> names, int segmentBytes, SortedMap<Integer, NavigableSet<Long>> into) {
        for (WalName name : names) {
            into.computeIfAbsent(name.timeline(), _ -> new TreeSet<>()).add(name.number(segmentBytes));
        }
    }

    /// The file of a segment that is there.
    Path file(int ofTimeline, long number) {
        NavigableSet<Long> known = packed.get(ofTimeline);
        String name = WalName.of(ofTimeline, number, segmentBytes);
        return folder.resolve(known != null && known.contains(number) ? name + PackedSegment.SUFFIX : name);
    }

    /// The newest timeline that still contains this place of an older one.
    int newestFrom(int timeline, Lsn place) {
        int newest = timeline;
        for (var history : histories.entrySet()) {
            boolean descends = history.getValue().stream()
                    .anyMatch(step -> step.from() == timeline && step.at().compareTo(place) >= 0);
            if (descends && history.getKey() > newest) {
                newest = history.getKey();
            }
        }
        return newest;
    }

    /// The segments that a server follows when it recovers towards a timeline.
    WalSegments towards(int timeline) {
        return new Line(this, timeline, histories.getOrDefault(timeline, List.of()));
    }

    private record Line(WalListing listing, int timeline, List<Switch> switches) implements WalSegments {
        @Override
        public int segmentBytes() {
            return listing.segmentBytes();
        }

        @Override
        public @Nullable Path segment(long number) {
            int owner = timeline;
            // The segment in which a timeline was left belongs to the next one, which copied it.
            for (int i = switches.size() - 1;
                    i >= 0 && number < switches.get(i).at().value() / segmentBytes();
                    i--) {
                owner = switches.get(i).from();
            }
            NavigableSet<Long> known = listing.segments().get(owner);
            return known != null && known.contains(number) ? listing.file(owner, number) : null;
        }
    }

    private static List<Switch> switches(Path file) throws IOException, BackstayException {
        if (Files.size(file) > HISTORY_BYTES_MAX) {
            throw new BackstayException(new Failure.TooLarge(file.toString(), new ByteSize(HISTORY_BYTES_MAX)));
        }
        List<Switch> steps = new ArrayList<>();
        for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            Matcher step = HISTORY_LINE.matcher(line);
            if (step.matches()) {
                steps.add(new Switch(Integer.parseUnsignedInt(step.group(1)), Lsn.parse(step.group(2))));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new BackstayException(new Failure.Corrupt(file.toString(), "a line is no step of a history"));
            }
        }
        return steps;
    }

    private static int segmentBytesOf(Path file) throws IOException, BackstayException {
        try (InputStream in = PackedSegment.read(file)) {
            byte[] head = in.readNBytes(LONG_HEADER_BYTES);
            int bytes = head.length < LONG_HEADER_BYTES
                    ? 0
                    : ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(SEGMENT_SIZE_OFFSET);
            if (bytes < SEGMENT_BYTES_MIN || bytes > SEGMENT_BYTES_MAX || Integer.bitCount(bytes) != 1) {
                throw new BackstayException(new Failure.Corrupt(file.toString(), "it is no segment of the log"));
            }
            return bytes;
        } catch (ZipException | EOFException e) {
            throw new BackstayException(new Failure.Corrupt(file.toString(), "it cannot be unpacked"), e);
        }
    }
}
