package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.When;
import io.backstay.incident.message.MessageKind;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident told`: a person has sent it.
@Command(
        name = "told",
        description = "Notes that a person has sent a message to the customer; the next update is due from then on.",
        footer = {"", "JSON: case, kind.", "", Guidance.CODES, Guidance.MORE_CODES})
final class ToldCommand extends DeskAct {
    @Parameters(paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    @Option(names = "--kind", paramLabel = "K", required = true, description = "first, update or closing.")
    private MessageKind kind = MessageKind.FIRST;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = When.class,
            description = "When it was sent, with offset or zone. Default: now.")
    private @Nullable Instant at;

    ToldCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        desk.incidents().told(id, kind, at);
        answer(Map.of("case", id, "kind", kind), kind.title() + " of " + id + " is noted as sent.");
        return ExitCode.HOLDS;
    }
}
