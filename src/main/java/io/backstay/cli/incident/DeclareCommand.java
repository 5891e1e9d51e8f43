package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.When;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident declare`: from now on it is an incident.
@Command(
        name = "declare",
        description = "Declares the incident of a case; under some policies the clock of the RTO starts then.",
        footer = {"", "JSON: case.", "", Guidance.CODES, Guidance.MORE_CODES})
final class DeclareCommand extends DeskAct {
    @Parameters(paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = When.class,
            description = "When it was declared, with offset or zone. Default: now.")
    private @Nullable Instant at;

    DeclareCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        desk.incidents().declare(id, at);
        answer(Map.of("case", id), id + " is declared.");
        return ExitCode.HOLDS;
    }
}
