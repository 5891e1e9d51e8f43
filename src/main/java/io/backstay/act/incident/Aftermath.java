package io.backstay.act.incident;

import io.backstay.act.test.TestResult;
import io.backstay.base.BackstayException;
import io.backstay.base.Durations;
import io.backstay.incident.CaseState;
import io.backstay.incident.after.Action;
import io.backstay.incident.after.Tracked;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The end of a case, and what follows from it.
public interface Aftermath {
    /// Ends a case that no restore ended, or corrects how one ended. The clocks since the report and the declaration
    /// stop; that of the next update stops with the closing message.
    ///
    /// @param outcome any state but open
    /// @param reason  why, in the words of whoever ends it; it enters the timeline
    void close(String caseId, CaseState outcome, String reason) throws BackstayException;

    /// Adds something to be done because of a case.
    ///
    /// @param due the last day on which it is in time, in UTC
    /// @return its id within the case
    String plan(String caseId, Action.Kind kind, String what, String owner, LocalDate due) throws BackstayException;

    /// Notes that it was done, with its evidence; what is noted last holds. A restore test whose evidence names runs
    /// of Backstay's is held against them: they were done here, one has passed, and it ended after the action was
    /// planned and after the run that showed it last. The action was done when that run ended, so no other time is
    /// taken.
    void finish(String caseId, String action, Done done) throws BackstayException;

    /// What is to be done, of one case or of all, by when it is due; what is done for good comes last.
    ///
    /// @param caseId null for all cases
    List<Tracked> actions(@Nullable String caseId) throws BackstayException;

    /// What is overdue at an instant, in sentences for a check; nothing where no case was ever opened.
    List<String> overdue(Instant at) throws BackstayException;

    /// How restore tests and remediation stand that are not overdue, in sentences for a check: who, when, result, next
    /// due.
    List<String> followed(Instant at) throws BackstayException;

    /// How an action was done.
    ///
    /// @param by   who did it, null for whoever sits here
    /// @param at   when, null for now or for the end of the run that is named
    /// @param next when it is due again, null when that was all
    record Done(
            @Nullable String by,
            @Nullable Instant at,
            String result,
            String evidence,
            @Nullable LocalDate next) {
        /// By a run that passed, and by whoever ran it, when it ended.
        public static Done by(TestResult run, @Nullable LocalDate next) {
            String took = run.rto() == null ? "" : " in " + Durations.words(run.rto());
            return new Done(null, null, "passed" + took, run.id(), next);
        }
    }
}
