package io.backstay.policy.facts;

import io.backstay.estate.PointColumns;
import io.backstay.estate.PointStatus;
import io.backstay.estate.PointTraits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One asset's recovery points as the rules read them: oldest first, numbered from 0 to [#size()], in columns.
///
/// There may be a million, and a rule runs for each asset and each clause. So a rule makes no object for a point:
///
/// - it asks [#usable(Instant)] for the moments that could be gone back to, and reads them as microseconds;
/// - it asks [#counts] how many usable points have which encryption, visibility, account and so on: the question is
///   put to each combination of traits that occurs, of which there are some ten, and not to each point;
/// - or it goes through the numbers itself, `for (int i = 0; i < points.size(); i++)`, and reads [#taken], [#ready],
///   [#expires], [#lockedUntil], [#traits(int)] and [#isUsable]. None of these makes an object; the traits of points
///   that have them in common are one and the same. An [Instant] or a text is made for what a finding names.
///
/// Several threads may read a series.
public final class PointSeries {
    /// The moment of what is not known; for an expiry, the end of time.
    public static final long UNKNOWN = PointColumns.UNKNOWN;

    private final PointColumns points;
    private final List<PointTraits> traits;
    private final boolean[] available;
    private @Nullable Answer last;

    /// Takes the points of one asset, in any order.
    public PointSeries(PointColumns points) {
        this.points = points.oldestFirst();
        this.traits = points.traits();
        this.available = which(each -> each.status() == PointStatus.AVAILABLE);
    }

    /// How many points are known, usable or not.
    public int size() {
        return points.size();
    }

    /// When the point was taken, in microseconds since 1970.
    public long taken(int point) {
        return points.taken(point);
    }

    /// When it was completed, or [#UNKNOWN].
    public long completed(int point) {
        return points.completed(point);
    }

    /// When it became usable: when it was completed, and when it was taken if nobody says more.
    public long ready(int point) {
        return Math.max(points.taken(point), points.completed(point));
    }

    /// When it goes; [Long#MAX_VALUE] when it never does or nobody says.
    public long expires(int point) {
        long moment = points.expires(point);
        return moment == UNKNOWN ? Long.MAX_VALUE : moment;
    }

    /// Until when it is locked against deletion, or [#UNKNOWN].
    public long lockedUntil(int point) {
        return points.lockedUntil(point);
    }

    /// Its kind, status, encryption, account, regions, visibility, lock mode and trigger.
    public PointTraits traits(int point) {
        return traits.get(points.trait(point));
    }

    /// Whether it could be gone back to at that moment, in microseconds since 1970.
    public boolean isUsable(int point, long now) {
        return available[points.trait(point)] && ready(point) <= now && expires(point) > now;
    }

    /// How many points are known that were begun by then, usable or not.
    public int begunBy(Instant at) {
        return firstAfter(micros(at));
    }

    /// When the usable points of that moment were taken, oldest first.
    public Usable usable(Instant at) {
        Answer given = last;
        if (given == null || !given.at().equals(at)) {
            given = new Answer(at, usable(at, Duration.ZERO));
            last = given;
        }
        return given.usable();
    }

    /// The same without the points that go before they are that old.
    public Usable usable(Instant at, Duration lives) {
        long now = micros(at);
        long livesMicros = micros(lives);
        long[] moments = new long[firstAfter(now)];
        int count = 0;
        for (int i = 0; i < moments.length; i++) {
            if (isUsable(i, now) && (expires(i) == Long.MAX_VALUE || expires(i) - taken(i) >= livesMicros)) {
                moments[count] = taken(i);
                count++;
            }
        }
        return new Usable(moments, count);
    }

    /// The usable points of that moment that have such traits, oldest first.
    public Usable usable(Instant at, Predicate<PointTraits> wanted) {
        long now = micros(at);
        boolean[] matching = which(wanted);
        long[] moments = new long[firstAfter(now)];
        int count = 0;
        for (int i = 0; i < moments.length; i++) {
            if (matching[points.trait(i)] && isUsable(i, now)) {
                moments[count] = taken(i);
                count++;
            }
        }
        return new Usable(moments, count);
    }

    /// How many usable points of that moment have each combination of traits.
    public Map<PointTraits, Integer> traits(Instant at) {
        return counts(at, each -> each);
    }

    /// How many usable points have each encryption; the null key counts those that do not say.
    public Map<@Nullable String, Integer> encryptions(Instant at) {
        return counts(at, PointTraits::encryption);
    }

    /// How many usable points of that moment have each answer to a question about their traits.
    public <T extends @Nullable Object> Map<T, Integer> counts(Instant at, Function<PointTraits, T> question) {
        long now = micros(at);
        int[] counts = new int[traits.size()];
        for (int i = 0; i < size(); i++) {
            if (isUsable(i, now)) {
                counts[points.trait(i)]++;
            }
        }
        Map<T, Integer> byAnswer = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                byAnswer.merge(question.apply(traits.get(i)), counts[i], Integer::sum);
            }
        }
        return byAnswer;
    }

    /// A moment as the columns hold it.
    public static long micros(Instant moment) {
        return PointColumns.micros(moment);
    }

    /// A length of time in the same unit; one of more than 290,000 years is taken for the longest there is.
    public static long micros(Duration length) {
        return TimeUnit.MICROSECONDS.convert(length);
    }

    /// A moment of the columns, for a finding.
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private boolean[] which(Predicate<PointTraits> wanted) {
        boolean[] matching = new boolean[traits.size()];
        for (int i = 0; i < matching.length; i++) {
            matching[i] = wanted.test(traits.get(i));
        }
        return matching;
    }

    /// How many were taken by then; they stand in front.
    private int firstAfter(long now) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (taken(middle) <= now) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// What was asked last; most rules ask the same.
    private record Answer(Instant at, Usable usable) {}

    /// The moments that could be gone back to, oldest first.
    public static final class Usable {
        private final long[] moments;

        private Usable(long[] moments, int count) {
            this.moments = count == moments.length ? moments : Arrays.copyOf(moments, count);
        }

        /// How many there are.
        public int size() {
            return moments.length;
        }

        /// In microseconds since 1970.
        public long micros(int index) {
            return moments[index];
        }

        /// One of them, from 0 to [#size()].
        public Instant get(int index) {
            return instant(moments[index]);
        }

        /// Null when there is none.
        public @Nullable Instant oldest() {
            return moments.length == 0 ? null : get(0);
        }

        /// Null when there is none.
        public @Nullable Instant newest() {
            return moments.length == 0 ? null : get(moments.length - 1);
        }
    }
}
