package io.backstay.policy.rules;

import static io.backstay.base.Durations.words;

import io.backstay.base.Counts;
import io.backstay.base.Utc;
import io.backstay.policy.facts.PointDetails;
import io.backstay.policy.promise.ClockZones;
import io.backstay.policy.promise.Target;
import io.backstay.policy.rules.NightWindow.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether runs begin and end inside the promised window, by the clock of the policy's zone; letters that stand for
/// several zones are an answer only when all of them agree.
final class WindowRule {
    private static final String RULE = "backup-window";
    private static final Duration DAY = Duration.ofDays(1);

    private WindowRule() {}

    static @Nullable Finding judge(Subject subject, Target.Schedule promise) {
        LocalTime from = promise.from();
        LocalTime until = promise.until();
        if (from == null || until == null) {
            return null;
        }
        String zone = promise.zone();
        String target = from + " to " + until + (zone == null ? "" : " " + zone);
        Map<String, ZoneId> clocks = zone == null ? Map.of() : ClockZones.of(zone);
        if (clocks.isEmpty()) {
            return subject.unknown(
                    RULE,
                    target,
                    (zone == null ? "The policy does not say by whose clock" : "No zone is called '" + zone + "'")
                            + ": write a zone such as Europe/Berlin into it.");
        }
        List<PointDetails> runs = Runs.of(subject, DAY, promise.by()).made().stream()
                .filter(run -> !"manual".equals(run.trait().trigger()))
                .toList();
        if (runs.isEmpty()) {
            return subject.unknown(
                    RULE, target, "No scheduled run is known: list the points of this asset, then check again.");
        }
        List<Fit> fits = new ArrayList<>();
        clocks.forEach((place, clock) -> fits.add(Fit.of(place, runs, new NightWindow(from, until, clock))));
        return judged(subject, target, runs.size(), fits);
    }

    private static Finding judged(Subject subject, String target, int runs, List<Fit> fits) {
        Set<Finding.Status> answers = EnumSet.noneOf(Finding.Status.class);
        fits.forEach(fit -> answers.add(fit.status()));
        Fit first = fits.getFirst();
        if (answers.size() > 1) {
            List<String> each = fits.stream()
                    .map(fit -> fit.inside() + " of " + runs + " by the clock of " + fit.place())
                    .toList();
            return subject.unknown(
                    RULE,
                    target,
                    "It is not said which clock is meant, and they do not agree; inside the window are "
                            + String.join(", ", each) + ": write a zone such as Asia/Kolkata into the policy.");
        }
        String measured = first.inside() + " of " + Counts.of(runs) + " inside";
        return switch (first.status()) {
            case BREACH ->
                subject.breach(
                        RULE,
                        target,
                        measured,
                        Counts.of(first.outside(), "run")
                                + " of " + Counts.of(runs) + " did not begin and end inside the window "
                                + target
                                + (fits.size() > 1 ? ", by no clock that may be meant" : "") + "; " + first.worst()
                                + ": set the job to the window, or make the window longer.");
            case UNKNOWN ->
                subject.unknown(
                        RULE,
                        target,
                        Counts.of(first.open(), "run") + " of " + Counts.of(runs)
                                + " began inside the window, and when they ended is not known: have it observed.");
            case COMPLIANT, ACCEPTED ->
                subject.compliant(
                        RULE,
                        target,
                        measured,
                        "All " + Counts.of(runs, "run") + " began and ended inside the window " + target + "."
                                + subject.staleness());
        };
    }

    /// How runs fit by one clock.
    ///
    /// @param inside how many began and ended inside
    /// @param open   how many began inside and do not say when they ended
    /// @param outside how many do not fit
    /// @param worst   the newest that does not fit; empty when all do
    private record Fit(String place, int inside, int open, int outside, String worst) {
        static Fit of(String place, List<PointDetails> runs, NightWindow window) {
            int inside = 0;
            int open = 0;
            int outside = 0;
            String worst = "";
            for (PointDetails run : runs) {
                Span span = window.nearest(run.takenAt());
                Instant completed = run.completedAt();
                boolean begins =
                        !run.takenAt().isBefore(span.open()) && !run.takenAt().isAfter(span.close());
                if (begins && completed == null) {
                    open++;
                } else if (begins && completed != null && !completed.isAfter(span.close())) {
                    inside++;
                } else {
                    outside++;
                    worst = "the newest began at " + Utc.words(run.takenAt())
                            + (completed == null
                                    ? ""
                                    : " and took " + words(Duration.between(run.takenAt(), completed)))
                            + ", the window was from " + Utc.words(span.open()) + " to " + Utc.words(span.close());
                }
            }
            return new Fit(place, inside, open, outside, worst);
        }

        Finding.Status status() {
            if (outside > 0) {
                return Finding.Status.BREACH;
            }
            return open > 0 ? Finding.Status.UNKNOWN : Finding.Status.COMPLIANT;
        }
    }
}
