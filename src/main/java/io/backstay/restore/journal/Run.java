package io.backstay.restore.journal;

import io.backstay.base.BackstayException;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One plan on its way, with everything that another process needs to go on with it.
///
/// @param restore   its name in this state folder, such as `R-0001`
/// @param caseId    the case that it belongs to
/// @param context   what the comparison found, as a JSON object; empty when it was made elsewhere
/// @param approval  who let it be carried out, as JSON; absent while nobody has
/// @param startedAt when it was begun: from then on it is only resumed
/// @param proof     what was measured before the commit, as JSON; absent before. It says nothing about the commit
/// @param end       absent while it goes on
/// @param said      what a person must know of its end
public record Run(
        String restore,
        String caseId,
        PlanFile plan,
        String context,
        @Nullable String approval,
        Instant plannedAt,
        @Nullable Instant startedAt,
        @Nullable String proof,
        @Nullable End end,
        @Nullable String said) {
    /// Refuses when it has ended, unless a person has to decide.
    public void requireOpen() throws BackstayException {
        End over = end;
        if (over != null) {
            String why = String.valueOf(said);
            switch (over) {
                case DONE -> throw Refusal.RUN_DONE.stop(why);
                case NOT_RESTORED -> throw Refusal.RUN_OVER.stop(why);
                case DECLINED -> throw Refusal.APPROVAL_DECLINED.stop(why);
                case UNDONE -> throw Refusal.UNDO_DONE.stop(why);
                case NEEDS_HUMAN -> {}
            }
        }
    }

    /// How a run ended.
    public enum End {
        /// Committed, looked at again, reported.
        DONE,
        /// Nothing was written: a proof did not hold, or the plan no longer applies.
        NOT_RESTORED,
        /// A second person declined it.
        DECLINED,
        /// Something is to be decided by a person.
        NEEDS_HUMAN,
        /// Committed, and taken back since.
        UNDONE
    }
}
