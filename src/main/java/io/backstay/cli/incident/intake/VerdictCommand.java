package io.backstay.cli.incident.intake;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.When;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.IntakeForm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay verdict`: can we get it back? Without a case, and with manifests without a state folder.
@Command(
        name = "verdict",
        description = {
            "Can we get it back: from which point, losing what, until when?",
            "Answers from the catalogue, or from exported manifests alone. Opens no case and writes nothing."
        },
        footer = {
            "",
            "Example:",
            "  backstay verdict --policy daily-two-days --firm Harrow --dataset invoices"
                    + " --around 2026-11-20T18:00 --zone Europe/Berlin",
            "",
            "JSON: verdict (recoverable|partly|no|unknown), point, restoreTo, lossWindow, expiresAt,",
            "because[{mark, fact, quotation}], at, policy, asset, observedAt, loss, takes{typical, slowest, basis},",
            "clauses[{clause, why, quotation}], firstHelp[], intake.",
            "",
            "Ends with 0 for recoverable and partly, 1 for no, 2 for unknown.",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class VerdictCommand extends DeskAct {
    @Mixin
    private final IntakeOptions options = new IntakeOptions();

    @Option(
            names = "--policy",
            paramLabel = "P",
            required = true,
            description = "The policy that is promised to this customer; see 'policy list'.")
    private String policy = "";

    @Mixin
    private final JudgedBy by = new JudgedBy();

    @Option(
            names = "--at",
            paramLabel = "T",
            converter = When.class,
            description = "The instant of the verdict, with offset or zone. Default: now.")
    private @Nullable Instant at;

    /// The command of one run.
    public VerdictCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        IntakeForm form = options.form(session, policy);
        Instant now = at == null ? session.terminal().clock().instant() : at;
        CaseIntake intake = form.intake(now);
        var text = new CardText(intake, desk.incidents().look(intake, by.manifests(), now));
        return text.print(session, isForPrograms());
    }
}
