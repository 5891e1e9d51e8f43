package io.backstay.policy;

import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What rules need of one asset's points besides when they were taken, packed: points that are alike share a [Trait].
final class PointDetails {
    private static final int FIRST_CAPACITY = 16;
    private static final long NOT_KNOWN = Long.MIN_VALUE;

    private long[] taken = new long[FIRST_CAPACITY];
    private long[] completed = new long[FIRST_CAPACITY];
    private long[] expires = new long[FIRST_CAPACITY];
    private long[] locked = new long[FIRST_CAPACITY];
    private int[] trait = new int[FIRST_CAPACITY];
    private final List<Trait> traits = new ArrayList<>();
    private final Map<Trait, Integer> traitIndex = new HashMap<>();
    private int size;

    /// What points have in common.
    ///
    /// @param regions where copies of it lie; empty when not known
    record Trait(
            PointKind kind,
            PointStatus status,
            @Nullable String account,
            List<String> regions,
            @Nullable String visibility,
            @Nullable String lockMode,
            @Nullable String trigger) {
        static Trait of(RecoveryPoint point) {
            return new Trait(
                    point.kind(),
                    point.status(),
                    point.account(),
                    point.regions(),
                    point.visibility(),
                    point.lockMode(),
                    point.trigger());
        }

        /// Whether the work that made it came to its end; one that is being deleted was made all the same.
        boolean wasMade() {
            return status == PointStatus.AVAILABLE || status == PointStatus.DELETING;
        }
    }

    /// One point.
    ///
    /// @param completedAt null when not known, as are the others
    record Detail(
            Trait trait,
            Instant takenAt,
            @Nullable Instant completedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lockedUntil) {}

    void add(RecoveryPoint point) {
        if (size == taken.length) {
            grow();
        }
        taken[size] = micros(point.takenAt());
        completed[size] = micros(point.completedAt());
        expires[size] = micros(point.expiresAt());
        locked[size] = micros(point.lockedUntil());
        trait[size] = index(Trait.of(point));
        size++;
    }

    /// The points of that sort that were begun after one moment and not after another, oldest first.
    List<Detail> begun(Instant after, Instant until, Predicate<Trait> sort) {
        long from = micros(after);
        long to = micros(until);
        boolean[] wanted = wanted(sort);
        List<Detail> found = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (taken[i] > from && taken[i] <= to && wanted[trait[i]]) {
                found.add(detail(i));
            }
        }
        found.sort((one, other) -> one.takenAt().compareTo(other.takenAt()));
        return found;
    }

    /// How many points that could be used at that moment have each trait.
    Map<Trait, Integer> usable(Instant at) {
        long now = micros(at);
        int[] counts = new int[traits.size()];
        for (int i = 0; i < size; i++) {
            if (isUsable(i, now)) {
                counts[trait[i]]++;
            }
        }
        Map<Trait, Integer> byTrait = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                byTrait.put(traits.get(i), counts[i]);
            }
        }
        return byTrait;
    }

    /// The points that could be used at that moment and of which that is so, in no order.
    List<Detail> usable(Instant at, Predicate<Detail> so) {
        long now = micros(at);
        List<Detail> found = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (isUsable(i, now)) {
                Detail detail = detail(i);
                if (so.test(detail)) {
                    found.add(detail);
                }
            }
        }
        return found;
    }

    private boolean isUsable(int index, long now) {
        return traits.get(trait[index]).status() == PointStatus.AVAILABLE
                && taken[index] <= now
                && (completed[index] == NOT_KNOWN || completed[index] <= now)
                && (expires[index] == NOT_KNOWN || expires[index] > now);
    }

    private boolean[] wanted(Predicate<Trait> sort) {
        boolean[] wanted = new boolean[traits.size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = sort.test(traits.get(i));
        }
        return wanted;
    }

    private Detail detail(int index) {
        return new Detail(
                traits.get(trait[index]),
                Instant.EPOCH.plus(taken[index], ChronoUnit.MICROS),
                instant(completed[index]),
                instant(expires[index]),
                instant(locked[index]));
    }

    /// Neighbours are mostly alike.
    private int index(Trait found) {
        if (size > 0 && traits.get(trait[size - 1]).equals(found)) {
            return trait[size - 1];
        }
        return traitIndex.computeIfAbsent(found, added -> {
            traits.add(added);
            return traits.size() - 1;
        });
    }

    private void grow() {
        int capacity = Math.multiplyExact(taken.length, 2);
        taken = Arrays.copyOf(taken, capacity);
        completed = Arrays.copyOf(completed, capacity);
        expires = Arrays.copyOf(expires, capacity);
        locked = Arrays.copyOf(locked, capacity);
        trait = Arrays.copyOf(trait, capacity);
    }

    private static @Nullable Instant instant(long micros) {
        return micros == NOT_KNOWN ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static long micros(@Nullable Instant instant) {
        return instant == null
                ? NOT_KNOWN
                : ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MICROS));
    }
}
