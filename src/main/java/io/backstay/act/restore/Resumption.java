package io.backstay.act.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Utc;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.restore.TenantRestore;
import io.backstay.restore.journal.Run;
import io.backstay.restore.plan.Refusal;
import java.time.Instant;
import java.util.Optional;

/// Goes on where a process that is gone stopped, up to the import: clears what it left, and asks live whether its
/// import was committed.
final class Resumption {
    private Resumption() {}

    /// Finds out.
    ///
    /// @return what was committed, so that only looking back is left; empty when nothing was
    /// @throws BackstayException also when somebody else committed it
    static Optional<ImportResult.Finished> of(Scribe scribe, TenantRestore restore, PlanDesk plans, Run run)
            throws BackstayException, InterruptedException {
        scribe.takeUp();
        // After the record knows that the process before holds nothing any more.
        plans.lease();
        for (String sentence : restore.clear()) {
            scribe.note("restore.resume", run.restore(), sentence);
        }
        Optional<RestoreRegistry.Run> row;
        try {
            row = restore.carriedOut();
        } catch (BackstayException e) {
            throw Refusal.RUN_UNDECIDED.stop(e.failure().message(), e);
        }
        if (row.isEmpty()) {
            return Optional.empty();
        }
        String proof = run.proof();
        Optional<ImportResult.Finished> committed =
                proof == null ? Optional.empty() : restore.committed(proof, row.get());
        if (committed.isEmpty()) {
            throw elsewhere(plans, run.restore(), row.get().recordedAt());
        }
        restore.resume(committed.get());
        scribe.note(
                "restore.resume",
                run.restore(),
                "The import had been committed at " + Utc.words(row.get().recordedAt())
                        + ", as its row in live says; it is not done again");
        return committed;
    }

    /// Another workstation was first: its effect is the one there is.
    static BackstayException elsewhere(PlanDesk plans, String restore, Instant at) throws BackstayException {
        plans.ended(restore, Run.End.DONE, "Carried out from elsewhere at " + Utc.words(at));
        return Refusal.RUN_DONE.stop("at " + Utc.words(at));
    }
}
