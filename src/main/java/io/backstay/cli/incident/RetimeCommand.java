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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident retime`: it happened at another time.
@Command(
        name = "retime",
        description = {
            "Corrects when something on a case's timeline happened. The first time is kept, with who and why.",
            "Times of the record are measured, and stay."
        },
        footer = {"", "JSON: case, line.", "", Guidance.CODES, Guidance.MORE_CODES})
final class RetimeCommand extends DeskAct {
    @Parameters(index = "0", paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    @Parameters(
            index = "1",
            paramLabel = "LINE",
            description = "The line's name as 'incident show' gives it, or how it begins.")
    private String line = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            required = true,
            converter = When.class,
            description = "When it happened, with offset or zone.")
    private Instant at = Instant.EPOCH;

    @Option(names = "--why", paramLabel = "WORDS", required = true, description = "How that is known.")
    private String why = "";

    RetimeCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        desk.incidents().timelines().retime(id, line, at, why);
        answer(Map.of("case", id, "line", line), "The time is corrected; the first one is kept.");
        return ExitCode.HOLDS;
    }
}
