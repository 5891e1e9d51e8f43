package io.backstay.policy.curve;

import io.backstay.base.Utc;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.WalGap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The step function of what is there: recovery points and the restorable window, as seen from one instant.
///
/// Between two points their distance counts, at any moment in between; after the newest one, the distance to now.
/// Inside the window every moment can be reached, but what the log trails behind would be lost: that delay counts.
/// Before the oldest there is nothing.
public final class Present {
    /// Distances that differ by at most an eighth are one step: a nightly job ends a little earlier or later, and a
    /// day has 23 to 25 hours.
    static final int TOLERANCE = 8;

    /// What is told of a log that does not trail at all; less than what clocks agree to says nothing.
    public static final Duration FINEST = Duration.ofSeconds(1);

    private Present() {}

    /// The steps at an instant.
    ///
    /// @param points when the usable ones were taken, oldest first; none later than `at`
    /// @param window absent where there is none
    /// @param gaps   where the window's log is missing
    public static Steps of(List<Instant> points, @Nullable RestorableWindow window, List<WalGap> gaps, Instant at) {
        List<Span> spans = spans(points, window, gaps, at);
        List<Steps.Step> exact = new ArrayList<>();
        if (spans.isEmpty()) {
            return Steps.NONE;
        }
        Duration trails = window == null ? FINEST : max(FINEST, trailing(window, at));
        Instant younger = at;
        for (int i = spans.size() - 1; i >= 0; i--) {
            Span span = spans.get(i);
            if (span.to().isBefore(younger)) {
                exact.add(new Steps.Step(
                        age(younger, at), Duration.between(span.to(), younger), nothing(span.to(), younger, at)));
            }
            if (span.from().isBefore(span.to())) {
                exact.add(new Steps.Step(age(span.to(), at), trails, any(trails)));
            }
            younger = span.from();
        }
        exact.add(new Steps.Step(age(younger, at), null, "nothing before " + Utc.words(younger)));
        return merged(exact);
    }

    private static String nothing(Instant from, Instant to, Instant at) {
        return to.equals(at)
                ? "nothing since " + Utc.words(from)
                : "nothing between " + Utc.words(from) + " and " + Utc.words(to);
    }

    private static String any(Duration trails) {
        return trails.equals(FINEST) ? "any moment" : "any moment, by a log that trails by so much";
    }

    private static Duration trailing(RestorableWindow window, Instant at) {
        return window.latest().isBefore(at) ? Duration.between(window.latest(), at) : Duration.ZERO;
    }

    private static Duration age(Instant moment, Instant at) {
        return Duration.between(moment, at);
    }

    private static Duration max(Duration one, Duration two) {
        return one.compareTo(two) >= 0 ? one : two;
    }

    /// Every moment that can be reached, oldest first, no two touching.
    private static List<Span> spans(
            List<Instant> points, @Nullable RestorableWindow window, List<WalGap> gaps, Instant at) {
        List<Span> all = new ArrayList<>();
        points.forEach(point -> all.add(new Span(point, point)));
        if (window != null) {
            all.addAll(continuous(window, gaps, at));
        }
        all.sort(Comparator.comparing(Span::from).thenComparing(Span::to));
        List<Span> apart = new ArrayList<>();
        for (Span span : all) {
            Span last = apart.isEmpty() ? null : apart.getLast();
            if (last != null && !span.from().isAfter(last.to())) {
                apart.set(apart.size() - 1, last.with(span));
            } else {
                apart.add(span);
            }
        }
        return apart;
    }

    private static List<Span> continuous(RestorableWindow window, List<WalGap> gaps, Instant at) {
        Instant end = window.latest().isBefore(at) ? window.latest() : at;
        List<Span> spans = new ArrayList<>();
        Instant from = window.earliest();
        for (WalGap gap :
                gaps.stream().sorted(Comparator.comparing(WalGap::from)).toList()) {
            Instant to = gap.from().isBefore(end) ? gap.from() : end;
            if (from.isBefore(to)) {
                spans.add(new Span(from, to));
            }
            from = gap.to().isAfter(from) ? gap.to() : from;
        }
        if (!from.isAfter(end)) {
            spans.add(new Span(from, end));
        }
        return spans;
    }

    /// Neighbours of nearly the same distance as one, with the worst of theirs.
    private static Steps merged(List<Steps.Step> exact) {
        List<Steps.Step> merged = new ArrayList<>();
        Duration finest = null;
        for (Steps.Step step : exact) {
            Duration apart = step.apart();
            Steps.Step last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && last.apart() != null && apart != null && finest != null) {
                Duration least = apart.compareTo(finest) < 0 ? apart : finest;
                Duration most = max(apart, last.apart());
                if (most.compareTo(least.plus(least.dividedBy(TOLERANCE))) <= 0) {
                    String because = most.equals(apart) ? step.because() : last.because();
                    merged.set(merged.size() - 1, new Steps.Step(last.from(), most, because));
                    finest = least;
                    continue;
                }
            }
            merged.add(step);
            finest = apart;
        }
        return new Steps(merged);
    }

    /// Moments that can all be reached; a point is one of no length.
    private record Span(Instant from, Instant to) {
        Span with(Span other) {
            return new Span(from, other.to.isAfter(to) ? other.to : to);
        }
    }
}
