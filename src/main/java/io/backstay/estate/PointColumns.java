package io.backstay.estate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The recovery points of one asset without an object for each: 36 bytes a point, in columns that grow at their end.
///
/// Moments are microseconds since 1970 in UTC. Sizes, ids and observations are not in here.
public final class PointColumns {
    /// The moment of what is not known, or never happens.
    public static final long UNKNOWN = Long.MIN_VALUE;

    /// As many a point takes.
    public static final int BYTES = 4 * Long.BYTES + Integer.BYTES;

    private static final int FIRST_CAPACITY = 16;

    private long[] taken = new long[FIRST_CAPACITY];
    private long[] completed = new long[FIRST_CAPACITY];
    private long[] expires = new long[FIRST_CAPACITY];
    private long[] lockedUntil = new long[FIRST_CAPACITY];
    private int[] trait = new int[FIRST_CAPACITY];
    private final List<PointTraits> traits;
    private final Map<PointTraits, Integer> traitIndex = new HashMap<>();
    private int size;

    /// Columns of no length.
    public PointColumns() {
        this.traits = new ArrayList<>();
    }

    private PointColumns(PointColumns of, int[] order) {
        this.traits = of.traits;
        this.size = order.length;
        this.taken = pick(of.taken, order);
        this.completed = pick(of.completed, order);
        this.expires = pick(of.expires, order);
        this.lockedUntil = pick(of.lockedUntil, order);
        this.trait = new int[size];
        Arrays.setAll(trait, i -> of.trait[order[i]]);
    }

    /// Adds a point at the end.
    public void add(RecoveryPoint point) {
        add(
                micros(point.takenAt()),
                micros(point.completedAt()),
                micros(point.expiresAt()),
                micros(point.lockedUntil()),
                PointTraits.of(point));
    }

    /// Adds a point at the end by its moments.
    public void add(long takenAt, long completedAt, long expiresAt, long locked, PointTraits shared) {
        if (size == taken.length) {
            grow(Math.multiplyExact(size, 2));
        }
        taken[size] = takenAt;
        completed[size] = completedAt;
        expires[size] = expiresAt;
        lockedUntil[size] = locked;
        trait[size] = index(shared);
        size++;
    }

    /// The columns as bytes, one after the other: moments of 8 bytes when points were taken, completed, expire and are
    /// locked until, then the places of their traits in [#traits()] of 4 bytes, all little endian.
    public byte[] packed() {
        ByteBuffer bytes = ByteBuffer.allocate(size * BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long[] moments : List.of(taken, completed, expires, lockedUntil)) {
            bytes.asLongBuffer().put(moments, 0, size);
            bytes.position(bytes.position() + size * Long.BYTES);
        }
        bytes.asIntBuffer().put(trait, 0, size);
        return bytes.array();
    }

    /// Adds points at the end that were packed.
    ///
    /// @param shared the traits that the packed places speak of
    /// @throws IllegalArgumentException when the bytes are no such columns
    public void addPacked(byte[] packed, List<PointTraits> shared) {
        int count = packed.length / BYTES;
        if (count * BYTES != packed.length) {
            throw new IllegalArgumentException("columns of points cannot have " + packed.length + " bytes");
        }
        int from = size;
        int needed = Math.addExact(size, count);
        if (needed > taken.length) {
            grow(Math.max(needed, (int) Math.min(taken.length * 2L, Integer.MAX_VALUE - 8)));
        }
        ByteBuffer bytes = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        for (long[] moments : List.of(taken, completed, expires, lockedUntil)) {
            bytes.asLongBuffer().get(moments, from, count);
            bytes.position(bytes.position() + count * Long.BYTES);
        }
        bytes.asIntBuffer().get(trait, from, count);
        int[] own = new int[shared.size()];
        Arrays.setAll(own, i -> indexOf(shared.get(i)));
        for (int i = from; i < needed; i++) {
            if (trait[i] < 0 || trait[i] >= own.length) {
                throw new IllegalArgumentException("a point has traits that are not there");
            }
            trait[i] = own[trait[i]];
        }
        size = needed;
    }

    /// The same points, to be added to.
    public PointColumns copy() {
        var copy = new PointColumns();
        copy.addPacked(packed(), traits);
        return copy;
    }

    /// How many points there are.
    public int size() {
        return size;
    }

    /// When the point was taken.
    public long taken(int point) {
        return taken[point];
    }

    /// When it became usable, or [#UNKNOWN].
    public long completed(int point) {
        return completed[point];
    }

    /// When it goes, or [#UNKNOWN].
    public long expires(int point) {
        return expires[point];
    }

    /// Until when it is locked against deletion, or [#UNKNOWN].
    public long lockedUntil(int point) {
        return lockedUntil[point];
    }

    /// The place of its traits in [#traits()].
    public int trait(int point) {
        return trait[point];
    }

    /// Every combination of traits that a point has, in the order of their first points.
    public List<PointTraits> traits() {
        return List.copyOf(traits);
    }

    /// How many combinations there are.
    public int traitCount() {
        return traits.size();
    }

    /// The same points, the oldest first; those of one moment stay in their order.
    public PointColumns oldestFirst() {
        boolean ordered = true;
        for (int i = 1; i < size && ordered; i++) {
            ordered = taken[i - 1] <= taken[i];
        }
        return ordered ? this : new PointColumns(this, order());
    }

    /// A moment as the columns hold it.
    public static long micros(@Nullable Instant moment) {
        return moment == null
                ? UNKNOWN
                : ChronoUnit.MICROS.between(Instant.EPOCH, moment.truncatedTo(ChronoUnit.MICROS));
    }

    private int index(PointTraits shared) {
        if (size > 0 && traits.get(trait[size - 1]).equals(shared)) {
            return trait[size - 1];
        }
        return indexOf(shared);
    }

    private int indexOf(PointTraits shared) {
        return traitIndex.computeIfAbsent(shared, added -> {
            traits.add(added);
            return traits.size() - 1;
        });
    }

    /// A merge sort from below, since the JDK sorts numbers only by themselves. Lists are mostly newest first, which
    /// is turned round before.
    private int[] order() {
        int[] from = new int[size];
        boolean newestFirst = taken[0] > taken[size - 1];
        Arrays.setAll(from, i -> newestFirst ? size - 1 - i : i);
        int[] to = new int[size];
        for (long width = 1; width < size; width *= 2) {
            for (long low = 0; low < size; low += 2 * width) {
                merge(from, to, (int) low, (int) Math.min(low + width, size), (int) Math.min(low + 2 * width, size));
            }
            int[] swapped = from;
            from = to;
            to = swapped;
        }
        return from;
    }

    /// Of two points at one moment the one that was added first comes first, whichever way the list began.
    private void merge(int[] from, int[] to, int low, int middle, int high) {
        int left = low;
        int right = middle;
        for (int i = low; i < high; i++) {
            if (left < middle && (right >= high || !before(from[right], from[left]))) {
                to[i] = from[left++];
            } else {
                to[i] = from[right++];
            }
        }
    }

    private boolean before(int one, int other) {
        return taken[one] < taken[other] || (taken[one] == taken[other] && one < other);
    }

    private void grow(int capacity) {
        taken = Arrays.copyOf(taken, capacity);
        completed = Arrays.copyOf(completed, capacity);
        expires = Arrays.copyOf(expires, capacity);
        lockedUntil = Arrays.copyOf(lockedUntil, capacity);
        trait = Arrays.copyOf(trait, capacity);
    }

    private static long[] pick(long[] from, int[] order) {
        long[] picked = new long[order.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = from[order[i]];
        }
        return picked;
    }
}
