package io.backstay.policy.retention;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Applies keep rules to the points of one asset, counting as restic does.
///
/// From the newest point to the oldest, each rule keeps a point when it falls into another hour, day, ISO
/// week, month or year than the one that the rule kept before, until its count is used up. The oldest point
/// is kept as well while a count is left, so that history is as long as it can be. `within` counts back from
/// the newest point, not from now.
public final class Retention {
    private static final long MICROS = 1_000_000;
    private static final int RULES = 6;
    private static final List<Reason> REASONS = List.of(Reason.values()).subList(0, RULES);

    private Retention() {}

    /// A point as the rules see it.
    ///
    /// @param own the offset of the clock that it was made by; [ZoneOffset#UTC] where that is not known
    public record Point(String id, Instant takenAt, ZoneOffset own) {}

    /// A point, and why it is kept.
    ///
    /// @param reasons empty when it goes
    public record Judged(Point point, List<String> reasons) {
        /// Whether it stays.
        public boolean kept() {
            return !reasons.isEmpty();
        }
    }

    /// Judges the points of one asset.
    ///
    /// @param points in any order; of several at one instant the first is taken as the newest
    /// @return newest first
    public static List<Judged> judge(KeepRules rules, List<Point> points) {
        List<Point> newestFirst = new ArrayList<>(points);
        newestFirst.sort(Comparator.comparing(Point::takenAt).reversed());
        long[] micros = new long[newestFirst.size()];
        int[] offsets = new int[newestFirst.size()];
        for (int i = 0; i < micros.length; i++) {
            micros[i] = micros(newestFirst.get(i).takenAt());
            offsets[i] = newestFirst.get(i).own().getTotalSeconds();
        }
        short[] packed = judge(rules, micros, offsets);
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < packed.length; i++) {
            judged.add(new Judged(newestFirst.get(i), Reason.words(packed[i])));
        }
        return List.copyOf(judged);
    }

    /// The same without an object for each point.
    ///
    /// @param micros  when they were taken, in microseconds since 1970, newest first
    /// @param offsets of each point's own clock, in seconds
    /// @return for [Reason#words]; 0 for a point that goes
    public static short[] judge(KeepRules rules, long[] micros, int[] offsets) {
        short[] reasons = new short[micros.length];
        if (rules.isEmpty()) {
            Arrays.fill(reasons, (short) Reason.NO_RULE.bit());
            return reasons;
        }
        if (micros.length == 0) {
            return reasons;
        }
        var offset = new ZoneOffsets(rules.zone());
        long edge = edge(rules, micros[0], offsets[0]);
        int[] left = rules.counts();
        long[] lastBucket = new long[RULES];
        Arrays.fill(lastBucket, Long.MIN_VALUE);
        long[] bucket = new long[RULES];
        for (int i = 0; i < micros.length; i++) {
            long seconds = Math.floorDiv(micros[i], MICROS);
            Buckets.fill(bucket, i, seconds + offset.at(seconds, offsets[i]));
            int kept = rules.within() != null && micros[i] > edge ? Reason.WITHIN.bit() : 0;
            boolean oldest = i == micros.length - 1;
            for (int rule = 0; rule < RULES; rule++) {
                boolean another = bucket[rule] != lastBucket[rule];
                if (left[rule] != 0 && (another || oldest)) {
                    Reason reason = REASONS.get(rule);
                    kept |= another ? reason.bit() : reason.oldestBit();
                    lastBucket[rule] = bucket[rule];
                    left[rule] -= left[rule] > 0 ? 1 : 0;
                }
            }
            reasons[i] = (short) kept;
        }
        return reasons;
    }

    private static long edge(KeepRules rules, long newest, int offset) {
        Within within = rules.within();
        if (within == null) {
            return Long.MAX_VALUE;
        }
        ZoneId zone = rules.zone() == null ? ZoneOffset.ofTotalSeconds(offset) : rules.zone();
        OffsetDateTime from = Instant.EPOCH.plus(newest, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        return micros(within.before(from, zone).toInstant());
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
