package io.backstay.ui.restore;

import io.backstay.base.Durations;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.verdict.Verdict;
import io.backstay.ui.restore.diff.Unmasked;
import io.backstay.ui.restore.found.Known;
import io.backstay.ui.restore.found.Known.Approval;
import io.backstay.ui.restore.found.Known.Opened;
import io.backstay.ui.restore.found.Moments;
import io.backstay.ui.restore.found.Words;
import io.backstay.ui.restore.work.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides what the one primary button says, and whether it may be pressed.
///
/// @param current  the step that the restore stands at
/// @param looking  whether an earlier pane is being looked at
/// @param trouble  what stopped the current step, absent when nothing did
/// @param problems what is missing in the intake form
/// @param reason   the typed reason for approving alone
/// @param tenant   the typed tenant name
/// @param now      by this screen's clock, for one person alone who has to wait
public record NextAct(
        RestoreStep current,
        boolean looking,
        @Nullable Trouble trouble,
        Known known,
        Map<IntakeForm.Field, String> problems,
        String reason,
        String tenant,
        Instant now) {
    /// The act that ends a restore and removes its scratch server.
    public static final String CLOSE = "Close this restore";

    Act decide() {
        if (looking) {
            return new Act(
                    "Back to " + current.title(), true, "You are looking at an earlier step; nothing is undone.");
        }
        if (trouble != null) {
            return switch (current) {
                case IMPORT -> new Act("Look at the import again", true, "Next: the tenant's name is asked for again.");
                case FIND -> new Act("Look at the search again", true, trouble.advice());
                case DIFF -> new Act("Compare again", true, trouble.advice());
                default -> new Act("Try again", true, trouble.advice());
            };
        }
        return switch (current) {
            case INTAKE -> intake();
            case VERDICT, FIND, STAGE -> verdict();
            case CLOSURE, DIFF -> plan();
            case PLAN, APPROVE -> approve();
            case IMPORT -> importRows();
            case PROVE -> new Act(CLOSE, true, "Next: remove the scratch server.");
            case VERIFY -> verify();
        };
    }

    private Act intake() {
        return problems.isEmpty()
                ? new Act("Ask for the verdict", true, "Next: the catalogue and the policy answer. Nothing is touched.")
                : new Act(
                        "Ask for the verdict",
                        false,
                        problems.values().iterator().next());
    }

    private Act verdict() {
        Opened opened = known.opened();
        Verdict verdict = opened == null ? null : opened.verdict();
        if (verdict == null || verdict.point() == null || verdict.restoreTo() == null) {
            return new Act("Stage this point", false, "There is no point to stage; the reasons are above.");
        }
        return new Act("Stage this point", true, "Next: copy to a scratch server and compare. Live stays untouched.");
    }

    private Act plan() {
        var difference = known.difference();
        String open = difference == null ? "" : Words.open(difference);
        return open.isEmpty()
                ? new Act("Build the plan", true, "Next: fix what will be written. Nothing is written yet.")
                : new Act("Build the plan", false, open);
    }

    private Act approve() {
        boolean said = reason.strip().length() >= Unmasked.REASON_MIN;
        return new Act(
                "Approve alone",
                said,
                said
                        ? "The report will say that one person approved alone, and why."
                        : "Choose another person's approval, or say why nobody else can approve.");
    }

    private Act importRows() {
        Opened opened = known.opened();
        Approval approval = known.approval();
        if (approval != null && now.isBefore(approval.runFrom())) {
            return new Act(
                    "Import",
                    false,
                    "One person alone waits until " + Moments.clockUtc(approval.runFrom()) + "; "
                            + Durations.words(Duration.between(now, approval.runFrom())) + " to go.");
        }
        String name = opened == null ? "" : opened.intake().tenant().name();
        boolean same = !name.isBlank() && tenant.strip().equals(name.strip());
        return new Act(
                "Import",
                same,
                same
                        ? "Next: one transaction, proven before it commits."
                        : "Type the tenant's name exactly as it stands above.");
    }

    private Act verify() {
        if (known.verification() == null) {
            return new Act(
                    "Verify after commit", true, "Next: a new session reads the rows again and writes the report.");
        }
        Opened opened = known.opened();
        boolean over = opened != null && opened.over();
        return new Act(
                CLOSE,
                true,
                over
                        ? "This restore is over: the report is written, the scratch server removed."
                        : "The report is written. Next: remove the scratch server.");
    }
}
