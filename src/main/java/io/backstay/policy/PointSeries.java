package io.backstay.policy;

import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the rules need of one asset's points, packed, since there may be a million.
final class PointSeries {
    private static final int FIRST_CAPACITY = 16;

    private long[] taken = new long[FIRST_CAPACITY];
    private long[] ready = new long[FIRST_CAPACITY];
    private long[] expires = new long[FIRST_CAPACITY];
    private boolean[] available = new boolean[FIRST_CAPACITY];
    private int[] encryption = new int[FIRST_CAPACITY];
    private final List<@Nullable String> encryptions = new ArrayList<>();
    private final Map<@Nullable String, Integer> encryptionIndex = new HashMap<>();
    private final PointDetails details = new PointDetails();
    private int size;

    void add(RecoveryPoint point) {
        if (size == taken.length) {
            grow();
        }
        taken[size] = micros(point.takenAt());
        Instant completed = point.completedAt();
        ready[size] = completed == null ? taken[size] : Math.max(taken[size], micros(completed));
        Instant expiry = point.expiresAt();
        expires[size] = expiry == null ? Long.MAX_VALUE : micros(expiry);
        available[size] = point.status() == PointStatus.AVAILABLE;
        encryption[size] = encryptionIndex.computeIfAbsent(point.encryption(), word -> {
            encryptions.add(word);
            return encryptions.size() - 1;
        });
        size++;
        details.add(point);
    }

    /// What else is known of the points.
    PointDetails details() {
        return details;
    }

    /// How many points are known that were begun by then, usable or not.
    int begunBy(Instant at) {
        long now = micros(at);
        int begun = 0;
        for (int i = 0; i < size; i++) {
            if (taken[i] <= now) {
                begun++;
            }
        }
        return begun;
    }

    /// When the usable points of that moment were taken, oldest first.
    Usable usable(Instant at) {
        return usable(at, Duration.ZERO);
    }

    /// The same without the points that go before they are that old.
    Usable usable(Instant at, Duration lives) {
        long now = micros(at);
        long livesMicros = lives.toNanos() / 1_000;
        long[] moments = new long[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (usable(i, now) && (expires[i] == Long.MAX_VALUE || expires[i] - taken[i] >= livesMicros)) {
                moments[count] = taken[i];
                count++;
            }
        }
        moments = Arrays.copyOf(moments, count);
        Arrays.sort(moments);
        return new Usable(moments);
    }

    /// How many usable points have each encryption; the null key counts those that do not say.
    Map<@Nullable String, Integer> encryptions(Instant at) {
        long now = micros(at);
        int[] counts = new int[encryptions.size()];
        for (int i = 0; i < size; i++) {
            if (usable(i, now)) {
                counts[encryption[i]]++;
            }
        }
        Map<@Nullable String, Integer> byWord = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                byWord.put(encryptions.get(i), counts[i]);
            }
        }
        return byWord;
    }

    private boolean usable(int index, long now) {
        return available[index] && taken[index] <= now && ready[index] <= now && expires[index] > now;
    }

    private void grow() {
        int capacity = Math.multiplyExact(taken.length, 2);
        taken = Arrays.copyOf(taken, capacity);
        ready = Arrays.copyOf(ready, capacity);
        expires = Arrays.copyOf(expires, capacity);
        available = Arrays.copyOf(available, capacity);
        encryption = Arrays.copyOf(encryption, capacity);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MICROS));
    }

    /// The moments that could be gone back to.
    static final class Usable {
        private final long[] moments;

        private Usable(long[] moments) {
            this.moments = moments;
        }

        int size() {
            return moments.length;
        }

        Instant get(int index) {
            return Instant.EPOCH.plus(moments[index], ChronoUnit.MICROS);
        }

        @Nullable
        Instant oldest() {
            return moments.length == 0 ? null : get(0);
        }

        @Nullable
        Instant newest() {
            return moments.length == 0 ? null : get(moments.length - 1);
        }
    }
}
