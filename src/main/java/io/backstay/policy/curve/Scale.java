package io.backstay.policy.curve;

import java.time.Duration;

/// A logarithmic scale of durations onto 0 to 1; what lies outside is moved to the nearer end.
public record Scale(Duration least, Duration most) {
    /// Where a length stands.
    public double at(Duration length) {
        double from = Math.log(seconds(least));
        double to = Math.log(seconds(most));
        double at = Math.log(Math.max(seconds(length), seconds(least)));
        return Math.clamp((at - from) / (to - from), 0, 1);
    }

    /// The length at a place, the other way round.
    public Duration lengthAt(double at) {
        double from = Math.log(seconds(least));
        double to = Math.log(seconds(most));
        return Duration.ofSeconds(Math.round(Math.exp(from + (to - from) * Math.clamp(at, 0, 1))));
    }

    private static double seconds(Duration length) {
        return length.toMillis() / 1000.0;
    }
}
