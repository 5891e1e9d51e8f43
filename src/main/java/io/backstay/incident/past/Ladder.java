package io.backstay.incident.past;

import io.backstay.incident.Objective;
import io.backstay.policy.curve.Scale;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A log scale of durations whose ends are round and enclose what is shown.
///
/// @param steps those that are named, shortest first, at least two
record Ladder(List<Duration> steps) {
    private static final List<Duration> ROUND = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(24),
            Duration.ofDays(7),
            Duration.ofDays(60),
            Duration.ofDays(365),
            Duration.ofDays(36_500));

    static Ladder of(List<Objective> measures) {
        List<Duration> shown = measures.stream()
                .filter(each -> each.measured() != null)
                .flatMap(each -> Stream.of(each.measured(), each.promised()))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (shown.isEmpty()) {
            return new Ladder(ROUND.subList(1, 5));
        }
        int from = 0;
        while (from < ROUND.size() - 2 && ROUND.get(from + 1).compareTo(shown.getFirst()) <= 0) {
            from++;
        }
        int to = ROUND.size() - 1;
        while (to > from + 1 && ROUND.get(to - 1).compareTo(shown.getLast()) >= 0) {
            to--;
        }
        return new Ladder(ROUND.subList(from, to + 1));
    }

    /// From 0, the shortest step, to 1, the longest; what is beyond an end stands at it.
    double at(Duration duration) {
        return new Scale(steps.getFirst(), steps.getLast()).at(duration);
    }
}
