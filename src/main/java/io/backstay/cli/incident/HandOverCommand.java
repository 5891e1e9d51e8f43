package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay incident handover`: for the next shift.
@Command(
        name = "handover",
        description = "One page for whoever takes over: how it stands, what runs out first, who waits for what.",
        footer = {"", "JSON: case, page.", "", Guidance.CODES, Guidance.MORE_CODES})
final class HandOverCommand extends DeskAct {
    @Parameters(paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    HandOverCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        String page = desk.incidents().handOver(id);
        if (isForPrograms()) {
            session.print(Json.pretty(Map.of("case", id, "page", page)));
        } else {
            page.lines().map(Plain::text).forEach(session::print);
        }
        return ExitCode.HOLDS;
    }
}
