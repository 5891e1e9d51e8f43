package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.incident.file.CaseFiles;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay incident import`: a case that was begun elsewhere.
@Command(
        name = "import",
        description = {
            "Opens a case from a file of 'incident export', under an id of its own.",
            "A case that is here already only gets what it lacks, so files can go to and fro."
        },
        footer = {"", "JSON: case, opened, entries.", "", Guidance.CODES, Guidance.MORE_CODES})
final class CaseImportCommand extends DeskAct {
    @Parameters(paramLabel = "FILE", description = "The case file.")
    private Path file = Path.of("");

    CaseImportCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        CaseFiles.Taken taken = desk.incidents().take(file);
        answer(
                Map.of("case", taken.caseId(), "opened", taken.opened(), "entries", taken.entries()),
                taken.caseId() + (taken.opened() ? " is open here" : " was here already") + "; its timeline got "
                        + Counts.of(taken.entries(), "line") + ".");
        return ExitCode.HOLDS;
    }
}
