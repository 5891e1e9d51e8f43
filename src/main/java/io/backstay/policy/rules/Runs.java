package io.backstay.policy.rules;

import io.backstay.estate.PointKind;
import io.backstay.estate.PointTraits;
import io.backstay.policy.facts.PointDetails;
import io.backstay.policy.facts.PointSeries;
import io.backstay.policy.promise.Mechanism;
import io.backstay.policy.promise.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The runs of one asset that a schedule can be held against, and the stretch of time in which they would be known.
///
/// A run is known by the point that it made. Points go when their time is over, so that older runs leave no trace: the
/// stretch begins no earlier than what is promised to be kept, and ends with the listing.
///
/// @param made   what was made, oldest first, also where its point has gone since; led by the run just before the
///               stretch where that is known
/// @param failed how many runs ended without a usable point
/// @param begun  when the newest run began that is not over yet, null when none is known
record Runs(
        Instant from,
        Instant until,
        List<PointDetails> made,
        int failed,
        @Nullable Instant begun) {
    /// How far back is looked where no retention is promised.
    private static final Duration LOOK_BACK = Duration.ofDays(30);

    private static final int STEPS_MIN = 4;

    static Runs of(Subject subject, Duration every, @Nullable Mechanism by) {
        Instant at = subject.at();
        Instant seen = subject.asset().observation().observedAt();
        Instant until = seen.isBefore(at) ? seen : at;
        Duration back = lookBack(subject, every);
        Instant from = (seen.isBefore(at) ? at : seen).minus(back);
        PointSeries points = subject.points();
        Predicate<PointTraits> sort = trait -> isMadeBy(trait.kind(), by);
        List<PointDetails> before =
                PointDetails.begun(points, from.minus(every.multipliedBy(2)), from, sort.and(PointDetails::wereMade));
        Instant first = before.isEmpty() ? from : before.getLast().takenAt().minusNanos(1_000);
        List<PointDetails> made = PointDetails.begun(points, first, until, sort.and(PointDetails::wereMade)).stream()
                .filter(point ->
                        point.completedAt() == null || !point.completedAt().isAfter(until))
                .toList();
        int failed = 0;
        Instant begun = null;
        for (PointDetails other :
                PointDetails.begun(points, from, until, sort.and(trait -> !PointDetails.wereMade(trait)))) {
            switch (other.trait().status()) {
                case FAILED -> failed++;
                case CREATING -> begun = other.takenAt();
                case AVAILABLE, DELETING -> throw new IllegalStateException("made, and not made: " + other);
            }
        }
        return new Runs(from, until, made, failed, begun);
    }

    /// As far as points of that distance are promised to be kept, unless the provider is set to keep them shorter.
    private static Duration lookBack(Subject subject, Duration every) {
        Duration promised = Duration.ZERO;
        for (var clause : subject.policy().clauses()) {
            for (Target target : clause.sets()) {
                if (target instanceof Target.Retention retention
                        && retention.covers(subject.asset().kind())
                        && retention.every().compareTo(every) <= 0
                        && retention.keep().compareTo(promised) > 0) {
                    promised = retention.keep();
                }
            }
        }
        Duration least = every.multipliedBy(STEPS_MIN);
        Duration back = promised.isZero() ? (LOOK_BACK.compareTo(least) > 0 ? LOOK_BACK : least) : promised;
        Duration configured = subject.asset().configured().retention();
        return configured != null && !configured.isZero() && configured.compareTo(back) < 0 ? configured : back;
    }

    /// Snapshots and full backups both hold everything, and providers use either word.
    private static boolean isMadeBy(PointKind kind, @Nullable Mechanism by) {
        if (kind == PointKind.OBJECT_VERSION) {
            return false;
        }
        return switch (by) {
            case SNAPSHOT, FULL -> kind == PointKind.SNAPSHOT || kind == PointKind.FULL;
            case DIFFERENTIAL -> kind == PointKind.DIFFERENTIAL;
            case INCREMENTAL -> kind == PointKind.INCREMENTAL;
            case null, default -> true;
        };
    }
}
