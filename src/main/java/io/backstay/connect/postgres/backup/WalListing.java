package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Counts;
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
/// @param unfit        segments that cannot be read as they stand, and why; they are in none of the others
record WalListing(
        WalPlace place,
        int segmentBytes,
        SortedMap<Integer, NavigableSet<Long>> segments,
        SortedMap<Integer, NavigableSet<Long>> packed,
        SortedMap<Integer, List<Switch>> histories,
        List<String> unfit) {
    private static final int NAMES_MAX = 5_000_000;
    private static final int HEADS_MAX = 3;
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
        int segmentBytes = names.segmentBytes();
        SortedMap<Integer, List<Switch>> histories = new TreeMap<>();
        for (String name : names.histories) {
            int timeline = Integer.parseUnsignedInt(name, 0, TIMELINE_CHARS, HEX);
            histories.put(timeline, switches(place, name));
        }
        List<String> unfit = new ArrayList<>();
        List<WalName> plainFit = names.fit(names.plain, segmentBytes, unfit);
        List<WalName> packedFit = names.fit(names.packed, 0, unfit);
        SortedMap<Integer, NavigableSet<Long>> segments = new TreeMap<>();
        add(plainFit, segmentBytes, segments);
        SortedMap<Integer, NavigableSet<Long>> packed = new TreeMap<>();
        add(packedFit, segmentBytes, packed);
        packed.forEach((timeline, numbers) -> numbers.removeAll(segments.getOrDefault(timeline, new TreeSet<>())));
        add(packedFit, segmentBytes, segments);
        return new WalListing(place, segmentBytes, segments, packed, histories, unfit);
    }

    /// Sorts the names of an archive as they come.
    private static final class Names implements WalPlace.NameVisitor {
        private final WalPlace place;
        private final NavigableSet<String> plain = new TreeSet<>();
        private final NavigableSet<String> packed = new TreeSet<>();
        private final List<String> histories = new ArrayList<>();

        Names(WalPlace place) {
            this.place = place;
        }

        @Override
        public void visit(String name) throws BackstayException {
            if (HISTORY.matcher(name).matches()) {
                histories.add(name);
            }
            if (WalName.parse(PackedSegment.plainName(name)).isPresent()) {
                (PackedSegment.is(name) ? packed : plain).add(name);
            }
            if (plain.size() + packed.size() > NAMES_MAX) {
                throw new BackstayException(new Failure.BadInput(
                        "There are more than " + Counts.of(NAMES_MAX, "segment") + " in " + place + ".",
                        "Let log go that no base backup needs any more."));
            }
        }

        /// As the newest says: the oldest may be on its way out, into an archive or for good. One that is only half
        /// there yet is passed over.
        ///
        /// @return 0 when there is no segment that can be read
        int segmentBytes() throws BackstayException, InterruptedException {
            NavigableSet<String> all = new TreeSet<>(plain);
            all.addAll(packed);
            String damaged = null;
            int tries = 0;
            for (String name : all.descendingSet()) {
                if (place.unfit(name, 0) != null) {
                    continue;
                }
                int bytes = segmentBytesOf(place, name);
                if (bytes > 0) {
                    return bytes;
                }
                damaged = damaged == null ? name : damaged;
                if (++tries == HEADS_MAX) {
                    break;
                }
            }
            if (damaged != null) {
                throw new BackstayException(new Failure.Corrupt(in(place, damaged), "it is no segment of the log"));
            }
            return 0;
        }

        /// @param bytes how long each has to be, 0 where nobody knows
        /// @param unfit gets a clause for each that is left out
        List<WalName> fit(NavigableSet<String> names, int bytes, List<String> unfit) {
            List<WalName> fit = new ArrayList<>();
            for (String name : names) {
                String why = place.unfit(name, bytes);
                if (why == null) {
                    WalName.parse(PackedSegment.plainName(name)).ifPresent(fit::add);
                } else {
                    unfit.add(name + ": " + why);
                }
            }
            return fit;
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

    /// @return 0 when it is no segment
    private static int segmentBytesOf(WalPlace place, String name) throws BackstayException, InterruptedException {
        try {
            byte[] head = PackedSegment.beginning(place, name, LONG_HEADER_BYTES);
            int bytes = head.length < LONG_HEADER_BYTES
                    ? 0
                    : ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(SEGMENT_SIZE_OFFSET);
            boolean possible = bytes >= SEGMENT_BYTES_MIN && bytes <= SEGMENT_BYTES_MAX && Integer.bitCount(bytes) == 1;
            return possible ? bytes : 0;
        } catch (IOException _) {
            return 0;
        }
    }

    private static String in(WalPlace place, String name) {
        return name + " in " + place;
    }
}
