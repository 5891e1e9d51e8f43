package io.backstay.incident;

import io.backstay.base.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An objective of a restore, RPO or RTO: what was measured beside what was promised when it was.
///
/// @param measured null when it was not
/// @param promised null when no policy gives a number
public record Objective(
        @Nullable Duration measured, @Nullable Duration promised) {
    /// How both stand to each other; what takes exactly as long as promised keeps the promise.
    public Standing standing() {
        if (measured == null) {
            return Standing.UNMEASURED;
        }
        return promised == null
                ? Standing.UNPROMISED
                : measured.compareTo(promised) <= 0 ? Standing.KEPT : Standing.BROKEN;
    }

    /// What was measured, such as `2 h 47 min`; empty when it was not.
    public String measuredWords() {
        return measured == null ? "" : Durations.words(measured);
    }

    /// The promise, such as `at most 4 h`; empty where there is none.
    public String promisedWords() {
        return promised == null ? "" : "at most " + Durations.words(promised);
    }

    /// How a number stands to its promise.
    public enum Standing {
        KEPT("kept", "Within"),
        BROKEN("broken", "Exceeded"),
        UNPROMISED("no promise", "No number is promised"),
        UNMEASURED("not measured", "Not measured");

        private final String word;
        private final String result;

        Standing(String word, String result) {
            this.word = word;
            this.result = result;
        }

        /// For a count or a label.
        public String word() {
            return word;
        }

        /// For the last column of a report's table.
        public String result() {
            return result;
        }
    }
}
