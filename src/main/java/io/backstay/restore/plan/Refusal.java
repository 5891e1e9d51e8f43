package io.backstay.restore.plan;

import static io.backstay.base.ExitCode.DOES_NOT_HOLD;
import static io.backstay.base.ExitCode.UNDECIDABLE;

import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import org.jspecify.annotations.Nullable;

/// Every reason of Backstay's own not to carry out a plan: its code, its sentence, and what a person does.
///
/// `docs/runbooks/refusals.md` shows this table; a test compares the two.
public enum Refusal {
    PLAN_FORM("This is no plan of the form backstay-plan/1", "Fetch the file again from whoever planned."),
    CONFLICTS_OPEN(
            "A plan waits until every conflict is decided",
            "Choose last good or live for each, or for all of them at once."),
    SCHEMA_OPEN(
            "Live's tables, columns or keys are not those of the last good moment, and a plan waits until each change"
                    + " has an answer",
            "Answer each: in the window where it asks, or with '--schema', which 'restore plan' lists; or restore from"
                    + " a point after the last change."),
    MAPPING_UNCONFIRMED(
            "How the tenant's rows are found is a draft that nobody has confirmed",
            "Go through the mapping's file, look with 'backstay tenant show', and set 'confirmed: true' in it."),
    PLAN_CHANGED(
            "The plan is not the one that was fixed for this restore",
            "Use the file that 'restore plan' wrote, or plan again."),
    PLAN_EARLY("The plan may not be run yet", "Wait until then; check this computer's clock."),
    PLAN_EXPIRED("The plan has expired", "Nothing was changed. Plan again: live has moved on since."),
    TARGET_OTHER(
            "Live is not the database that the plan was made for",
            "Nothing was changed. Check the connection, then plan again."),
    MAPPING_CHANGED(
            "How the tenant's rows are found was changed since the plan was made",
            "Nothing was changed. Compare again and make a new plan."),
    SCHEMA_CHANGED(
            "Tables, triggers or policies of live were changed since the plan was made",
            "Nothing was changed. Compare again and make a new plan."),
    ROWS_CHANGED(
            "What is missing in live is no longer what the plan says",
            "Nothing was changed. Compare again and make a new plan."),
    FILES_CHANGED(
            "The files that would come back are no longer those that the plan says",
            "Nothing was changed. Compare again and make a new plan."),

    APPROVAL_MISSING(
            "Nobody has approved the plan", "Give the plan to a second person, who runs 'backstay restore approve'."),
    APPROVAL_FORM("This is no approval of a plan", "Fetch the file again from whoever approved."),
    APPROVAL_SIGNATURE(
            "The approval was not signed with the key of the person whom it names, or was changed afterwards",
            "Do not run the plan. Ask the person whether they approved, and compare the fingerprint."),
    APPROVAL_UNKNOWN_KEY(
            "The key under the approval belongs to nobody who is known here",
            "Compare its fingerprint with the person, then 'backstay trust add'.",
            UNDECIDABLE),
    APPROVAL_REVOKED_KEY("The key under the approval was revoked", "Ask for an approval with a key that counts."),
    APPROVAL_SAME_PERSON(
            "The person who planned cannot approve, whichever key is used", "Ask another person to approve."),
    APPROVAL_SAME_KEY(
            "The key of the person who planned cannot approve", "Ask another person, with a key of their own."),
    APPROVAL_ROLE("Whoever signed is no approver here", "Ask somebody whose role is approver or administrator."),
    APPROVAL_OTHER_PLAN("The approval is for another plan", "Ask for an approval of this plan."),
    APPROVAL_OTHER_TARGET(
            "The approval names another target than the plan", "Do not run the plan; ask for a new approval."),
    APPROVAL_OTHER_TENANT(
            "The approval names another tenant than the plan", "Do not run the plan; ask for a new approval."),
    APPROVAL_EARLY("The approval does not hold yet", "Wait until then; check this computer's clock."),
    APPROVAL_EXPIRED("The approval has expired", "Ask for a new approval."),
    APPROVAL_RECORD(
            "The record of acts does not continue the state that the approver saw",
            "Do not run the plan. Run 'backstay audit verify' and find out what became of the record."),
    APPROVAL_DECLINED("The second person has declined the plan", "Talk to them; plan again when both agree."),
    SOLO_REASON("One person alone needs a reason to approve", "Write in ten characters or more why nobody else could."),
    SOLO_WAIT(
            "One person alone must wait before the plan is run", "Wait until then, or ask another person to approve."),

    RUN_UNKNOWN("There is no such restore here", "List them with 'backstay restore list'."),
    RUN_UNPLANNED(
            "This restore ended before there was a plan, and nothing was changed",
            "Begin again with 'backstay restore plan'."),
    RUN_IN_PLACE(
            "This restore was one order to put a whole project back where it is, and nothing of it can be gone on with",
            "Look in the provider's dashboard what became of it; order it again only when you know.",
            UNDECIDABLE),
    RUN_ELSEWHERE("Another process is working on this restore", "Wait until it has ended, then look at its state."),
    RUN_STARTED("This plan was begun before", "Go on with 'backstay restore resume'."),
    RUN_NOT_STARTED("Nothing of this plan was begun", "Run it with 'backstay restore run'."),
    RUN_DONE("This plan was carried out before, and nothing was written now", "Look at its state and its report."),
    RUN_OVER("This restore has ended without an effect", "Plan again: a plan is run once."),
    RUN_UNDECIDED(
            "Whether the import was committed cannot be asked now, so nothing is tried again",
            "Let live answer again, then 'backstay restore resume'; the row in its registry decides.",
            UNDECIDABLE),

    UNDO_NOTHING(
            "Nothing of this restore was committed, so there is nothing to undo",
            "Look at its state with 'backstay restore status'."),
    UNDO_UNFINISHED(
            "This restore is not finished, so it cannot be undone yet",
            "Finish it with 'backstay restore resume', then undo it."),
    UNDO_DONE("This restore was undone before, and nothing was written now", "Look at its state."),
    UNDO_TOUCHED(
            "Rows that came back were touched since",
            "Nothing was changed. Choose each row that is to be undone all the same, with '--include'."),
    UNDO_NEEDED(
            "Rows that are not of the restore refer to rows that would be deleted",
            "Nothing was changed. Remove or move those rows first."),
    UNDO_UNDECIDED(
            "Whether the undo was committed cannot be asked now",
            "Let live answer again, then run 'backstay restore undo' again; the row in its registry decides.",
            UNDECIDABLE);

    private final String sentence;
    private final String advice;
    private final ExitCode exit;

    Refusal(String sentence, String advice) {
        this(sentence, advice, DOES_NOT_HOLD);
    }

    Refusal(String sentence, String advice, ExitCode exit) {
        this.sentence = sentence;
        this.advice = advice;
        this.exit = exit;
    }

    /// As it is shown and documented, such as `PLAN-EXPIRED`.
    public String code() {
        return name().replace('_', '-');
    }

    /// What is the matter, without a full stop.
    public String sentence() {
        return sentence;
    }

    /// What a person does.
    public String advice() {
        return advice;
    }

    /// What a command ends with.
    public ExitCode exit() {
        return exit;
    }

    /// The refusal as a failure.
    public BackstayException stop() {
        return stop("");
    }

    /// The refusal as a failure, with what is particular to this case.
    ///
    /// @param detail such as `it held until 2026-11-23T02:00:00Z`; empty for none
    public BackstayException stop(String detail) {
        return stop(detail, null);
    }

    /// The refusal as a failure, with what it was found by, for the log.
    public BackstayException stop(String detail, @Nullable Throwable cause) {
        String said = detail.isEmpty() ? sentence : sentence + ": " + detail;
        return new BackstayException(new Failure.Stopped(code(), exit, said + ".", advice), cause);
    }
}
