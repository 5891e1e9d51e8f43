package io.backstay.ui.points;

import java.time.Duration;
import java.time.Instant;

/// A stretch of time on a line of pixels.
///
/// @param from at the left edge
/// @param to   at the right edge, after `from`
public record View(Instant from, Instant to) {
    /// A stretch needs some length.
    public View {
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("a view cannot end at " + to + " and begin at " + from);
        }
    }

    /// Where a moment lies on a line of this width; outside the line when it is outside the view.
    public double x(Instant moment, double width) {
        return width
                * Duration.between(from, moment).toMillis()
                / Duration.between(from, to).toMillis();
    }

    /// Which moment lies at this place of the line.
    public Instant at(double x, double width) {
        return from.plusMillis((long) (Duration.between(from, to).toMillis() * x / width));
    }

    /// How much time it is.
    public Duration length() {
        return Duration.between(from, to);
    }

    /// The same length, so far later.
    public View later(Duration by) {
        return new View(from.plus(by), to.plus(by));
    }
}
