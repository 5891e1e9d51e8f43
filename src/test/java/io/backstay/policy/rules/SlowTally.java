package io.backstay.policy.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Runs counted against a distance by walking from due time to due time; the obvious way, to hold [Tally] against.
record SlowTally(int made, int missed, int late) {
    static SlowTally of(List<Instant> runs, Instant until, Duration every) {
        Duration eighth = every.dividedBy(8);
        int made = 1;
        int missed = 0;
        int late = 0;
        int next = 1;
        Instant due = runs.getFirst().plus(every);
        Instant earliest = due.minus(eighth);
        while (true) {
            while (next < runs.size() && runs.get(next).isBefore(earliest)) {
                next++;
            }
            boolean came = next < runs.size()
                    && runs.get(next).isBefore(due.plus(every).minus(eighth));
            if (came) {
                made++;
                boolean tooLate = runs.get(next).isAfter(due.plus(eighth));
                late += tooLate ? 1 : 0;
                earliest = (tooLate ? due : runs.get(next)).plus(every).minus(eighth);
                due = runs.get(next).plus(every);
                next++;
            } else if (next >= runs.size() && !due.plus(eighth).isBefore(until)) {
                return new SlowTally(made, missed, late);
            } else {
                missed++;
                due = due.plus(every);
            }
        }
    }
}
