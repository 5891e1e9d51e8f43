package io.backstay.cli.incident.intake;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `backstay incident verdict`: the verdict of a case, given again.
@Command(
        name = "verdict",
        description = "Gives the verdict of a case again, by what is known now; it enters the timeline.",
        footer = {
            "",
            "JSON: as 'backstay verdict'. Ends with 0 for recoverable and partly, 1 for no, 2 for unknown.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class CaseVerdictCommand extends DeskAct {
    @Parameters(paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    @Mixin
    private final JudgedBy by = new JudgedBy();

    /// The command of one run.
    public CaseVerdictCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        var text = new CardText(desk.incidents().intake(id), desk.incidents().verdict(id, by.manifests()));
        return text.print(session, isForPrograms());
    }
}
