package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay incident include`: that was for this case.
@Command(
        name = "include",
        description = {
            "Counts an act of the record to a case that it does not belong to by itself.",
            "What names the case, its restores or their plans belongs by itself; while the case is open also"
                    + " what is done about its tenant and its database."
        },
        footer = {"", "JSON: case, entry.", "", Guidance.CODES, Guidance.MORE_CODES})
final class IncludeCommand extends DeskAct {
    @Parameters(index = "0", paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "ENTRY", description = "The entry's number, as 'audit show' gives it.")
    private long entry;

    IncludeCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        desk.incidents().timelines().include(id, entry);
        answer(Map.of("case", id, "entry", entry), "Entry " + entry + " counts to " + id + ".");
        return ExitCode.HOLDS;
    }
}
