package io.backstay.incident.clock;

import io.backstay.incident.clock.CaseClock.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A moment at which a clock should be heard. The same clock has others when it begins anew.
///
/// @param kind  which clock
/// @param stage whether it runs out or has run out
/// @param due   when it runs out
public record Bell(Kind kind, Stage stage, Instant due) {
    private static final Duration SOON = Duration.ofMinutes(10);

    /// A point that goes cannot be had back, so there has to be time to restore from it.
    private static final Duration POINT_SOON = Duration.ofHours(1);

    /// How it stands.
    public enum Stage {
        SOON,
        OVER
    }

    /// The bells of clocks as they stand, in their order. One that stopped, has not started or counts up has none.
    public static List<Bell> of(List<CaseClock> clocks) {
        return clocks.stream().map(Bell::of).filter(Objects::nonNull).toList();
    }

    private static @Nullable Bell of(CaseClock clock) {
        Instant due = clock.due();
        Duration left = clock.shown();
        if (due == null || left == null) {
            return null;
        }
        Duration soon = clock.kind() == Kind.POINT_EXPIRES ? POINT_SOON : SOON;
        return switch (clock.state()) {
            case OVERDUE -> new Bell(clock.kind(), Stage.OVER, due);
            case RUNNING -> left.compareTo(soon) <= 0 ? new Bell(clock.kind(), Stage.SOON, due) : null;
            case STOPPED, NOT_STARTED, UNKNOWN -> null;
        };
    }

    /// What is so, in a few words.
    public String words() {
        boolean over = stage == Stage.OVER;
        return switch (kind) {
            case RTO_LEFT -> over ? "The time to recover is over" : "The time to recover runs out";
            case NEXT_UPDATE -> over ? "The customer's update is overdue" : "The customer's next update is due soon";
            case POINT_EXPIRES -> over ? "The best point has gone" : "The best point goes soon";
            case SINCE_REPORTED, SINCE_DECLARED -> kind.title();
        };
    }
}
