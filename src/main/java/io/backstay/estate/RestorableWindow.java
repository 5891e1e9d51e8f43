package io.backstay.estate;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The earliest and latest instant that point-in-time recovery can reach, both inclusive.
///
/// @param lag how far the latest instant trails behind the moment of observation, absent when not measured
public record RestorableWindow(
        Instant earliest, Instant latest, @Nullable Duration lag) {
    public RestorableWindow {
        if (latest.isBefore(earliest)) {
            throw new IllegalArgumentException("a window cannot end at " + latest + " before it begins at " + earliest);
        }
    }

    public boolean contains(Instant moment) {
        return !moment.isBefore(earliest) && !moment.isAfter(latest);
    }

    public Duration length() {
        return Duration.between(earliest, latest);
    }
}
