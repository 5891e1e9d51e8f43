package io.backstay.incident.past;

import io.backstay.incident.Objective;
import io.backstay.incident.after.Punctuality;
import io.backstay.incident.intake.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What cases came to in numbers. Drills are counted and left out of everything else, because nothing was lost in them.
///
/// @param cases      how many cases are counted
/// @param drills     how many drills are left out
/// @param more       whether there are older cases that are not counted
/// @param causes     most frequent first
/// @param results    of the cases whose restore was measured, oldest first
public record Statistics(
        int cases, int drills, boolean more, List<CauseCount> causes, List<Result> results, Sums sums) {
    public Statistics {
        causes = List.copyOf(causes);
        results = List.copyOf(results);
    }

    /// The sums over all counted cases.
    ///
    /// @param rpo     how what was lost stands to what was promised
    /// @param rto     how the time until the service was back stands to what was promised
    /// @param actions how punctually what follows from the cases is done
    public record Sums(Held rpo, Held rto, Punctuality actions) {}

    /// How many cases have a cause.
    ///
    /// @param cause null where nobody has said
    public record CauseCount(@Nullable Reason cause, int cases) {
        /// For a label.
        public String name() {
            return cause == null
                    ? "Not said"
                    : switch (cause) {
                        case ACCIDENTAL_DELETION -> "Accidental deletion";
                        case CORRUPTION -> "Corruption";
                        case SECURITY -> "Security event";
                        case FAILURE -> "Failure";
                    };
        }
    }

    /// What the restore of one case came to.
    ///
    /// @param at when it ended
    public record Result(String caseId, Instant at, Objective rpo, Objective rto) {
        /// The day in UTC, such as `2026-12-24`.
        public String day() {
            return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
        }
    }

    /// How many numbers stand how; together they are all counted cases.
    ///
    /// @param unmeasured without a number, which is not zero
    public record Held(int kept, int broken, int unpromised, int unmeasured) {
        /// In a few words.
        public String words() {
            return kept + " kept, " + broken + " broken, " + unpromised + " without a promise, " + unmeasured
                    + " not measured";
        }
    }

    /// All of it in sentences.
    public List<String> sentences() {
        List<String> said = new ArrayList<>();
        said.add((cases == 1 ? "1 case" : cases + " cases")
                + (more ? ", the newest; older ones are not counted" : "")
                + (drills == 0 ? "." : "; " + (drills == 1 ? "1 drill is" : drills + " drills are") + " left out."));
        if (!causes.isEmpty()) {
            said.add(causes.stream()
                    .map(each -> each.name() + " " + each.cases())
                    .collect(Collectors.joining(", ", "By cause: ", ".")));
        }
        said.add("Loss window (RPO): " + sums.rpo().words() + ".");
        said.add("Time to restore (RTO): " + sums.rto().words() + ".");
        said.add(sums.actions().words());
        return said;
    }
}
