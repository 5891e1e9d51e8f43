package io.backstay.restore.journal;

import io.backstay.base.BackstayException;
import io.backstay.base.Utc;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the journal tells of putting a whole project back where it is: one order that a provider takes without a
/// plan, that nothing here can go on with, and that must not be sent twice.
public final class InPlaceStep {
    private static final String MARK = ", over what is there; look in the provider's dashboard before ordering again";

    private InPlaceStep() {}

    /// How an order ended.
    public enum Ending {
        /// The project was put back.
        DONE,
        /// The provider says that it failed.
        FAILED,
        /// The provider did not take the order.
        REFUSED,
        /// Nobody knows.
        UNKNOWN;

        private String before() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT) + ": ";
        }
    }

    /// What the intent says.
    ///
    /// @param project as people find it, with what alone is its own
    /// @param plan    the hash of the plan that it carries out
    public static String intent(String project, Instant moment, String plan) {
        return project + " back to " + Utc.words(moment) + by(plan) + MARK;
    }

    private static String by(String plan) {
        return " by the plan " + plan;
    }

    /// What the outcome says.
    public static String outcome(Ending ending, String said) {
        return ending.before() + said;
    }

    /// Whether a restore in the journal is such an order.
    public static boolean is(List<RestoreJournal.Entry> steps) {
        return steps.stream().anyMatch(InPlaceStep::is);
    }

    private static boolean is(RestoreJournal.Entry entry) {
        return entry.step() == RestoreStep.IMPORT && entry.detail().endsWith(MARK);
    }

    /// The last order for a project, if nobody knows what came of it: its process was killed, or the provider never
    /// showed whether it began.
    ///
    /// @return the name of its restore
    public static @Nullable String unsettled(RestoreJournal journal, String project) throws BackstayException {
        RestoreJournal.Entry last = null;
        for (RestoreJournal.Entry each : journal.all(RestoreStep.IMPORT)) {
            if (is(each) && each.detail().contains("(" + project + ") back to ")) {
                last = each;
            }
        }
        return last == null || settled(last.outcome()) ? null : last.restore();
    }

    /// The order that was sent under a plan, however it ended. One that the provider did not take does not count; one
    /// without an outcome does.
    ///
    /// @param plan its hash
    /// @return the name of its restore, absent when none was sent
    public static @Nullable String sent(RestoreJournal journal, String plan) throws BackstayException {
        for (RestoreJournal.Entry each : journal.all(RestoreStep.IMPORT)) {
            String outcome = each.outcome();
            boolean refused = outcome != null && outcome.startsWith(Ending.REFUSED.before());
            if (!refused && each.detail().endsWith(by(plan) + MARK)) {
                return each.restore();
            }
        }
        return null;
    }

    private static boolean settled(@Nullable String outcome) {
        return outcome != null
                && List.of(Ending.DONE, Ending.FAILED, Ending.REFUSED).stream()
                        .anyMatch(ending -> outcome.startsWith(ending.before()));
    }
}
