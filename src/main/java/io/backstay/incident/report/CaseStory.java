package io.backstay.incident.report;

import io.backstay.audit.AuditEntry;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.message.MessageKind;
import io.backstay.incident.print.IncidentReport;
import io.backstay.policy.Policy;
import io.backstay.restore.verdict.Promise;
import io.backstay.restore.verdict.Verdict.Answer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is known of a case when a report of it is written.
///
/// @param recovery how far its service has come back
public record CaseStory(
        CaseFile file, CaseIntake intake, Standing standing, Promised promised, Recovery recovery, Kept kept) {

    /// What was said and done in it.
    ///
    /// @param answer  of the newest verdict, absent before the first
    /// @param loss    in the customer's words, absent with it
    /// @param told    messages that a person sent, oldest first
    /// @param actions what is done so that it does not happen again
    public record Standing(
            @Nullable Answer answer, @Nullable String loss, List<Sent> told, List<CorrectiveAction> actions) {
        public Standing {
            told = List.copyOf(told);
            actions = List.copyOf(actions);
        }
    }

    /// A message that a person sent.
    public record Sent(MessageKind kind, Instant at) {}

    /// The policy and what it promises for this loss.
    ///
    /// @param promise absent where there is no policy
    public record Promised(Policy policy, @Nullable Promise promise) {
        /// What readers know a policy by: that of the case by its name, another one by its id.
        String name(String id) {
            return id.equals(policy.id()) ? policy.publisher() + ", " + policy.title() : id;
        }
    }

    /// What is kept of it.
    ///
    /// @param timeline oldest first
    /// @param papers   in the order in which they were added
    /// @param entries  of the record of acts
    public record Kept(List<CaseEntry> timeline, List<Paper> papers, List<AuditEntry> entries) {
        public Kept {
            timeline = List.copyOf(timeline);
            papers = List.copyOf(papers);
            entries = List.copyOf(entries);
        }
    }

    /// Of its newest restore, absent before.
    @Nullable
    RestoreOutcome outcome() {
        return recovery.outcome();
    }

    IncidentReport.Measured measured() {
        return recovery.measured(intake, promised.policy(), promised.promise());
    }

    /// Why there is no time to recover, where there is none.
    String unmeasured() {
        if (recovery.answeredAt() != null) {
            return "not measured: it is not known when its clock started";
        }
        return "not measured: " + (recovery.restoredAt() == null ? "nothing is restored" : "no probe has answered");
    }

    /// How it ended for the customer.
    public enum Ending {
        RESTORED,
        /// Some of it: rows stayed out, or the look back found something amiss.
        PARTLY,
        NOT_RESTORED,
        NOT_YET
    }

    /// How it stands.
    public Ending ending() {
        RestoreOutcome done = recovery.standing();
        // What was undone or rolled back is not there, so only what a person said of the case holds.
        if (done == null) {
            boolean tried = outcome() != null && recovery.undone() == null;
            return switch (file.state()) {
                case OPEN ->
                    recovery.restoredAt() != null ? Ending.RESTORED : tried ? Ending.NOT_RESTORED : Ending.NOT_YET;
                case RESTORED -> Ending.RESTORED;
                case NOT_RESTORED -> Ending.NOT_RESTORED;
            };
        }
        boolean whole = done.verified() && done.conflicts() == 0 && done.restored() >= done.lost();
        return whole ? Ending.RESTORED : Ending.PARTLY;
    }
}
