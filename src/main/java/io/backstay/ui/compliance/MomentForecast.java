package io.backstay.ui.compliance;

import io.backstay.act.policy.Retentions;
import io.backstay.base.Durations;
import io.backstay.base.Utc;
import io.backstay.estate.Asset;
import io.backstay.estate.RestorableWindow;
import io.backstay.policy.retention.Keeping;
import io.backstay.policy.retention.PromisedRules;
import io.backstay.ui.kit.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What still reaches a wanted moment of one asset, and for how long, in words.
///
/// @param moment   the one to go back to
/// @param at       when it was judged
/// @param reaching the kept points from before it, newest first; the newest loses least
/// @param last     the one of them that stays longest, absent where there is none
record MomentForecast(
        Retentions.One of, Instant moment, Instant at, List<Keeping.Kept> reaching, Keeping.@Nullable Kept last) {
    private static final Duration SOON = Duration.ofDays(1);

    static MomentForecast of(Retentions.One one, Instant at, Instant moment) {
        Keeping keeping = one.keeping();
        List<Keeping.Kept> reaching = keeping.kept().stream()
                .filter(kept -> !kept.point().takenAt().isAfter(moment))
                .toList();
        return new MomentForecast(
                one, moment, at, reaching, keeping.longestBefore(moment).orElse(null));
    }

    /// How urgent it is: gone, within a day, not to be foreseen, or with time left.
    Mark mark() {
        if (last == null) {
            return Mark.BREACH;
        }
        Instant end = last.expiresAt();
        if (end == null) {
            return of.keeping().every() == null ? Mark.UNKNOWN : Mark.HOLDS;
        }
        return end.isAfter(at.plus(SOON)) ? Mark.HOLDS : Mark.WARNING;
    }

    String headline() {
        if (last == null) {
            return "No point from before that moment is kept";
        }
        Instant end = last.expiresAt();
        return end == null
                ? of.keeping().every() == null
                        ? "When the last good point goes cannot be foreseen from so few points"
                        : "The last good point for that moment stays for good"
                : "The last good point for that moment goes " + in(end);
    }

    /// Which point that is, and by which rules.
    String because() {
        Duration every = of.keeping().every();
        String point = last == null
                ? ""
                : "It is " + last.point().id() + " of " + Utc.words(last.point().takenAt())
                        + (last.expiresAt() == null ? "" : ", and goes at " + Utc.words(last.expiresAt())) + ". ";
        return point + "Points stay by " + PromisedRules.words(of.rules()) + " (clauses: "
                + String.join(", ", of.clauses()) + ")"
                + (every == null ? "." : ", if a new one is made every " + Durations.words(every) + ".");
    }

    /// Whether point-in-time recovery reaches the moment itself, and until when; as far as that is known.
    String window() {
        Asset asset = of.asset();
        RestorableWindow window = asset.pitr();
        if (window == null) {
            return "Points only: no restorable window is known.";
        }
        boolean inGap =
                asset.walGaps().stream().anyMatch(gap -> !moment.isBefore(gap.from()) && moment.isBefore(gap.to()));
        if (!window.contains(moment) || inGap) {
            return inGap
                    ? "Point-in-time recovery does not reach it: the log has a gap there."
                    : "Point-in-time recovery does not reach it: the restorable window goes from "
                            + Utc.words(window.earliest()) + " to " + Utc.words(window.latest()) + ".";
        }
        Duration back = asset.configured().pitr();
        return "Point-in-time recovery reaches the moment itself"
                + (back == null
                        ? "; for how long is not known."
                        : "; configured to reach back " + Durations.words(back) + ", it leaves the window "
                                + in(moment.plus(back)) + ".");
    }

    /// How much work lies between a point and the moment.
    String loses(Keeping.Kept kept) {
        return Durations.words(Duration.between(kept.point().takenAt(), moment));
    }

    String goes(Keeping.Kept kept) {
        Instant end = kept.expiresAt();
        String when = end == null ? (of.keeping().every() == null ? "unknown" : "never") : in(end);
        return kept.equals(last) ? when + ", the last" : when;
    }

    private String in(Instant end) {
        return end.isAfter(at) ? "in " + Durations.words(Duration.between(at, end)) : "now";
    }
}
