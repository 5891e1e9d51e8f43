package io.backstay.policy.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Runs counted against a distance.
///
/// @param made    how many of the expected runs there are
/// @param missed  how many are not there
/// @param dueOnes when the newest [#SHOWN_MAX] of the missed were due, newest first
/// @param late    how many came later than they may, and still before the next was due
/// @param latest  the longest that one of them was late
/// @param last    the newest run that counts
/// @param stopped whether the newest expected run is among the missed
record Tally(long made, long missed, List<Instant> dueOnes, long late, Duration latest, Instant last, boolean stopped) {
    /// A run may be late by that part of the distance.
    static final int TOLERANCE = 8;

    /// So many of the missed are named.
    static final int SHOWN_MAX = 3;

    /// Counts, from the first run on.
    ///
    /// @param runs  at least one, oldest first
    /// @param from  neither a run until then counts, nor what was due until then
    /// @param until what was due later is not expected yet
    static Tally of(List<Instant> runs, Instant from, Instant until, Duration every) {
        var count = new Count(every, runs.getFirst(), from);
        runs.forEach(count::run);
        long missedBefore = count.missed;
        // What is due at the very end may still come within its eighth.
        Duration open = Duration.between(count.last, until).minus(count.slack);
        if (open.isPositive()) {
            long due = open.dividedBy(every);
            count.miss(every.multipliedBy(due).equals(open) ? due - 1 : due);
        }
        return new Tally(
                count.made,
                count.missed,
                List.copyOf(count.dueOnes),
                count.late,
                count.latest,
                count.last,
                count.missed > missedBefore);
    }

    long expected() {
        return made + missed;
    }

    private static final class Count {
        private final Duration every;
        private final Duration slack;
        private final Deque<Instant> dueOnes = new ArrayDeque<>();
        private Instant last;

        /// After a late run the next may come at its usual time, so sooner than one distance later.
        private Instant base;

        private final Instant from;
        private long made;
        private long missed;
        private long late;
        private Duration latest = Duration.ZERO;

        Count(Duration every, Instant first, Instant from) {
            this.from = from;
            this.made = first.isAfter(from) ? 1 : 0;
            this.every = every;
            this.slack = every.dividedBy(TOLERANCE);
            this.last = first;
            this.base = first;
        }

        void run(Instant run) {
            if (Duration.between(base, run).plus(slack).compareTo(every) < 0) {
                return;
            }
            long steps = Math.max(1, Duration.between(last, run).plus(slack).dividedBy(every));
            miss(steps - 1);
            Instant due = last.plus(every.multipliedBy(steps));
            Duration lateness = Duration.between(due, run);
            boolean isLate = lateness.compareTo(slack) > 0;
            if (isLate) {
                late++;
                latest = lateness.compareTo(latest) > 0 ? lateness : latest;
            }
            made++;
            last = run;
            base = isLate ? due : run;
        }

        /// The next so many after the last run.
        void miss(long count) {
            long early = last.plus(every).isAfter(from)
                    ? 0
                    : Math.min(count, Duration.between(last, from).dividedBy(every));
            missed += count - early;
            for (long step = Math.max(1 + early, count - SHOWN_MAX + 1); step <= count; step++) {
                dueOnes.addFirst(last.plus(every.multipliedBy(step)));
            }
            while (dueOnes.size() > SHOWN_MAX) {
                dueOnes.removeLast();
            }
        }
    }
}
