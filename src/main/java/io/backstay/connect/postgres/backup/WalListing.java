package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.archive.WalPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an archive held at one moment.
///
/// @param segmentBytes 0 when there is no segment
/// @param segments     numbers of the segments of each timeline
/// @param packed       those of them that are there packed only
/// @param histories    of each timeline that has one
record WalListing(
        WalPlace place,
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
    private static final int TIMELINE_CHARS = 8;
    private static final int HEX = 16;
    private static final Pattern HISTORY = Pattern.compile("([0-9A-F]{8})\\.history");
    private static final Pattern HISTORY_LINE = Pattern.compile("\\s*(\\d{1,10})\\s+([0-9A-F]+/[0-9A-F]+)(\\s.*)?");

    /// Where a timeline was left for the next one.
    record Switch(int from, Lsn at) {}

    static WalListing of(WalPlace place) throws BackstayException, InterruptedException {
        Names names = new Names(place);
        place.names(names);
        int segmentBytes = names.segmentBytes;
        SortedMap<Integer, List<Switch>> histories = new TreeMap<>();
        for (String name : names.histories) {
            int timeline = Integer.parseUnsignedInt(name, 0, TIMELINE_CHARS, HEX);
            histories.put(timeline, switches(place, name));
        }
        SortedMap<Integer, NavigableSet<Long>> segments = new TreeMap<>();
        add(names.plain, segmentBytes, segments);
        SortedMap<Integer, NavigableSet<Long>> packed = new TreeMap<>();
        add(names.packed, segmentBytes, packed);
        packed.forEach((timeline, numbers) -> numbers.removeAll(segments.getOrDefault(timeline, new TreeSet<>())));
        add(names.packed, segmentBytes, segments);
        return new WalListing(place, segmentBytes, segments, packed, histories);
    }

    /// Sorts the names of an archive as they come.
    private static final class Names implements WalPlace.NameVisitor {
        private final WalPlace place;
        private final List<WalName> plain = new ArrayList<>();
        private final List<WalName> packed = new ArrayList<>();
        private final List<String> histories = new ArrayList<>();
        private int segmentBytes;

        Names(WalPlace place) {
            this.place = place;
        }

        @Override
        public void visit(String name) throws BackstayException, InterruptedException {
            if (HISTORY.matcher(name).matches()) {
                histories.add(name);
            }
            var segment = WalName.parse(PackedSegment.plainName(name));
            if (segment.isPresent() && segmentBytes == 0) {
                segmentBytes = segmentBytesOf(place, name);
            }
            segment.ifPresent(PackedSegment.is(name) ? packed::add : plain::add);
            if (plain.size() + packed.size() > NAMES_MAX) {
                throw new BackstayException(new Failure.TooLarge(place.toString(), new ByteSize(NAMES_MAX)));
            }
        }
    }

    private static void add(List<WalName> names, int segmentBytes, SortedMap<Integer, NavigableSet<Long>> into) {
        for (WalName name : names) {
            into.computeIfAbsent(name.timeline(), _ -> new TreeSet<>()).add(name.number(segmentBytes));
        }
    }

    /// The file of a segment that is there.
    String file(int ofTimeline, long number) {
        NavigableSet<Long> known = packed.get(ofTimeline);
        String name = WalName.of(ofTimeline, number, segmentBytes);
        return known != null && known.contains(number) ? name + PackedSegment.SUFFIX : name;
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
        public WalPlace place() {
            return listing.place();
        }

        @Override
        public @Nullable String segment(long number) {
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

    private static List<Switch> switches(WalPlace place, String name) throws BackstayException, InterruptedException {
        byte[] text = place.beginning(name, HISTORY_BYTES_MAX + 1);
        if (text.length > HISTORY_BYTES_MAX) {
            throw new BackstayException(new Failure.TooLarge(in(place, name), new ByteSize(HISTORY_BYTES_MAX)));
        }
        List<Switch> steps = new ArrayList<>();
        for (String line : new String(text, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            Matcher step = HISTORY_LINE.matcher(line);
            if (step.matches()) {
                steps.add(new Switch(Integer.parseUnsignedInt(step.group(1)), Lsn.parse(step.group(2))));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new BackstayException(new Failure.Corrupt(in(place, name), "a line is no step of a history"));
            }
        }
        return steps;
    }

    private static int segmentBytesOf(WalPlace place, String name) throws BackstayException, InterruptedException {
        try {
            byte[] head = PackedSegment.beginning(place, name, LONG_HEADER_BYTES);
            int bytes = head.length < LONG_HEADER_BYTES
                    ? 0
                    : ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(SEGMENT_SIZE_OFFSET);
            if (bytes < SEGMENT_BYTES_MIN || bytes > SEGMENT_BYTES_MAX || Integer.bitCount(bytes) != 1) {
                throw new BackstayException(new Failure.Corrupt(in(place, name), "it is no segment of the log"));
            }
            return bytes;
        } catch (IOException e) {
            throw new BackstayException(new Failure.Corrupt(in(place, name), "it cannot be unpacked"), e);
        }
    }

    private static String in(WalPlace place, String name) {
        return name + " in " + place;
    }
}
