package io.backstay.incident.clock;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One clock at one instant.
///
/// @param shown what the clock shows: time gone by, or time left; negative when it is overdue, absent while it has not
///              started or cannot be told
/// @param due   when it runs out, absent where nothing does
/// @param words what it counts and from which moment, in one sentence
public record CaseClock(
        Kind kind,
        State state,
        @Nullable Duration shown,
        @Nullable Instant due,
        String words) {
    /// What it counts.
    public enum Kind {
        SINCE_REPORTED("Since reported"),
        SINCE_DECLARED("Since declared"),
        RTO_LEFT("RTO left"),
        NEXT_UPDATE("Next customer update"),
        POINT_EXPIRES("Best point expires");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /// What a person reads beside it.
        public String title() {
            return title;
        }
    }

    /// How it stands.
    public enum State {
        RUNNING,
        STOPPED,
        OVERDUE,
        NOT_STARTED,
        UNKNOWN
    }
}
