package io.backstay.cli.incident.intake;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.incident.intake.CaseIntake;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident correct`: what was said first was not so.
@Command(
        name = "correct",
        description = {
            "Corrects what a case was opened with. What is not named stays; the first intake is kept.",
            "--zone alone shows the same moment by another clock: where the customer's clock was misread, type --around"
                    + " again."
        },
        footer = {
            "",
            "Example:",
            "  backstay incident correct INC-0031 --around 2026-11-19T18:00 --why 'They meant Thursday'",
            "",
            "JSON: case.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class CorrectCommand extends DeskAct {
    @Parameters(paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    @Mixin
    private final IntakeOptions options = new IntakeOptions();

    @Option(
            names = "--policy",
            paramLabel = "P",
            description = "The policy that is promised to this customer; see 'policy list'. Default: the one before.")
    private @Nullable String policy;

    @Option(names = "--why", paramLabel = "WORDS", required = true, description = "What was wrong, for the timeline.")
    private String why = "";

    /// The command of one run.
    public CorrectCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        CaseIntake before = desk.incidents().intake(id);
        CaseIntake after = options.form(session, before, policy)
                .intake(session.terminal().clock().instant());
        desk.incidents().correct(id, after, why);
        answer(
                Map.of("case", id),
                "Corrected " + id + ". Ask for the verdict again with 'backstay incident verdict " + id + "'.");
        return ExitCode.HOLDS;
    }
}
