package io.backstay.act.incident;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.clock.CaseClock;
import io.backstay.incident.file.CaseFiles;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.message.Draft;
import io.backstay.incident.message.MessageKind;
import io.backstay.incident.verdict.VerdictCard;
import io.backstay.policy.promise.Statement;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Cases from the first call to the last message.
public interface Incidents {
    /// Opens a case; its clocks start.
    ///
    /// @return its id
    /// @throws BackstayException when the intake lacks what its policy asks for
    String open(CaseIntake intake) throws BackstayException;

    /// What the case was opened with, as it stands now.
    ///
    /// @throws BackstayException when there is no such case, or when it has no intake
    CaseIntake intake(String caseId) throws BackstayException;

    /// What a policy says that a call has to name; a case is not opened without it.
    Set<Statement.Intake.Field> asked(String policy) throws BackstayException;

    /// Puts a corrected intake in the place of the one there is, which is kept.
    void correct(String caseId, CaseIntake intake, String reason) throws BackstayException;

    /// Whether what was lost can come back; nothing is written, and with manifests no state folder is opened.
    ///
    /// @param manifests exported manifests to judge by; empty for the catalogue
    /// @param at        the instant of the verdict, null for now
    VerdictCard look(CaseIntake intake, List<Path> manifests, @Nullable Instant at) throws BackstayException;

    /// The same now for a case, which is no earlier case of itself and whose size is known once it was compared.
    VerdictCard look(String caseId) throws BackstayException;

    /// The same for a case; the answer enters its timeline.
    VerdictCard verdict(String caseId, List<Path> manifests) throws BackstayException;

    /// Adds to a case's timeline what a person knows.
    ///
    /// @param at when it happened, null for now
    void note(String caseId, Note kind, String words, @Nullable Instant at) throws BackstayException;

    /// Declares the incident.
    ///
    /// @param at when it was declared, null for now; with a time, one that was given wrongly is put right
    /// @throws BackstayException when it was declared already, and no time is given
    void declare(String caseId, @Nullable Instant at) throws BackstayException;

    /// The clocks of a case, now.
    List<CaseClock> clocks(String caseId) throws BackstayException;

    /// Asks every configured probe of the case's service; when all answer after a restore, the clock of the RTO
    /// stops.
    List<Answer> probe(String caseId, Progress progress) throws BackstayException, InterruptedException;

    /// Whether all of them answered.
    static boolean allAnswered(List<Answer> answers) {
        return answers.stream().allMatch(Answer::answered);
    }

    /// Drafts a message from the case; nothing is sent.
    Drafted draft(String caseId, MessageKind kind) throws BackstayException;

    /// One page for whoever takes over, as plain text.
    String handOver(String caseId) throws BackstayException;

    /// Writes a case into a file, to be opened on another workstation; customer's names stand in it unmasked.
    ///
    /// @return how many of its pictures did not fit
    int write(String caseId, Path file) throws BackstayException;

    /// Takes a case from such a file; one that is here already only gets what it lacks.
    CaseFiles.Taken take(Path file) throws BackstayException;

    /// The timelines of cases.
    Timelines timelines();

    /// Ending cases, and what follows from them.
    Aftermath aftermath();

    /// Looking back over all cases.
    PastCases past();

    /// Notes that a person has sent a message; the next update is due from then on.
    ///
    /// @param at when it was sent, null for now
    void told(String caseId, MessageKind kind, @Nullable Instant at) throws BackstayException;

    /// Holds a text against what a policy never claims, without a case.
    List<Objection> claims(String policy, String text) throws BackstayException;

    /// Holds a text against the policy, the numbers of a case and the claims that were kept there.
    Checked check(String caseId, String text) throws BackstayException;

    /// Keeps claims of a text for a reason, which enters the record and the timeline.
    ///
    /// @param rule     only claims of this rule, null for all of them
    /// @param sentence only claims in this sentence, as an objection has it; null for all of them
    /// @return those that were kept
    List<Objection> keep(String caseId, String text, @Nullable String rule, @Nullable String sentence, String reason)
            throws BackstayException;

    /// What a person adds.
    enum Note {
        NOTE("Note"),
        DECISION("Decision"),
        LINK("Link"),
        /// The service was restored without Backstay, so that its probes can stop the clock of the RTO.
        RESTORED("Restored elsewhere"),
        /// A written agreement with the customer, by which texts of the case may speak of an SLA.
        AGREEMENT("Written agreement");

        private final String title;

        Note(String title) {
            this.title = title;
        }

        /// What it begins with in the timeline.
        public String title() {
            return title;
        }
    }

    /// What a probe came to.
    ///
    /// @param said `answered`, or what is wrong
    record Answer(String probe, boolean answered, String said) {}

    /// A draft, and what its words must not say.
    ///
    /// @param from the address that the policy names for questions, empty when it names none
    record Drafted(Draft draft, Checked checked, String from) {}

    /// A text that was held against a policy.
    ///
    /// @param objections what stands in the way
    /// @param kept       what was kept for a reason
    record Checked(List<Objection> objections, List<Objection> kept) {}
}
