package io.backstay.act.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.restore.plan.PlanFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plans on their way, in whichever process: approved, rehearsed, run, taken up again, looked at.
public interface Runs {
    /// All of them, newest first.
    List<View> list() throws BackstayException;

    /// How one stands.
    View status(String restore) throws BackstayException;

    /// The plan of a restore of this state folder, by its name such as `R-0001`.
    PlanFile plan(String restore) throws BackstayException;

    /// One person approves alone, with a reason that the report shows.
    ///
    /// @return from when on it may be run
    Instant approveAlone(String restore, String reason) throws BackstayException;

    /// Does everything that a run does, up to the commit, and rolls back; needs no approval.
    Rehearsal rehearse(PlanFile plan, Progress progress) throws BackstayException, InterruptedException;

    /// Runs a plan, once: recovers the point, imports, proves, commits, looks back and reports.
    ///
    /// @param approvals files of other people; those that were taken before still count
    Outcome run(PlanFile plan, List<Path> approvals, Progress progress) throws BackstayException, InterruptedException;

    /// Goes on with a run whose process is gone; never writes a second time.
    Outcome resume(String restore, Progress progress) throws BackstayException, InterruptedException;

    /// How a run stands.
    ///
    /// @param state   `PLANNED`, `APPROVED`, `STARTED`, `STEP_n_INTENT`, `STEP_n_DONE`, `STEP_n_UNKNOWN`,
    ///                `VERIFYING`, `DONE`, `NOT_RESTORED`, `DECLINED`, `NEEDS_HUMAN` or `UNDONE`
    /// @param steps   what was done, and what came of it
    /// @param said    what a person must know of the end, absent while it goes on
    /// @param nextAct the command that goes on, absent when there is none
    record View(
            String restore,
            String caseId,
            String tenant,
            String tenantName,
            String planHash,
            String state,
            Instant plannedAt,
            Instant expiresAt,
            List<Step> steps,
            @Nullable String said,
            @Nullable String nextAct) {}

    /// One step.
    ///
    /// @param outcome absent while it is under way, or for ever when its process died in it
    record Step(String step, String detail, @Nullable String outcome) {}

    /// What a rehearsal found.
    ///
    /// @param inserted rows per table that would be inserted
    /// @param holds    whether every claim held
    record Rehearsal(String planHash, Map<String, Long> inserted, Proof proof, boolean holds) {}

    /// What came of a run.
    ///
    /// @param verification absent when a proof did not hold and everything was rolled back
    record Outcome(String restore, Proof proof, GuidedRestore.@Nullable Verification verification) {
        /// Whether everything that was planned is there.
        public boolean holds() {
            return verification != null && verification.verified();
        }
    }
}
