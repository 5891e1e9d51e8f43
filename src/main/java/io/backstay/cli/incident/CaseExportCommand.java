package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident export`: the case as a file.
@Command(
        name = "export",
        description = {
            "Writes a case with its timeline and papers into a file that 'incident import' opens elsewhere.",
            "Its pictures go with it, 4 MiB of them together; what does not fit is said.",
            "Only you may read it: customers' names stand in it. Its hash shows damage, not who wrote it."
        },
        footer = {"", "JSON: case, file, picturesLeftOut.", "", Guidance.CODES, Guidance.MORE_CODES})
final class CaseExportCommand extends DeskAct {
    @Parameters(paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file; it is replaced whole.")
    private Path out = Path.of("");

    CaseExportCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        int leftOut = desk.incidents().write(id, out);
        answer(
                Map.of("case", id, "file", out.toString(), "picturesLeftOut", leftOut),
                id + " is in " + out + "."
                        + (leftOut == 0
                                ? ""
                                : " " + Counts.of(leftOut, "picture") + " did not fit or "
                                        + (leftOut == 1 ? "is" : "are")
                                        + " not here; hand "
                                        + (leftOut == 1 ? "it" : "them") + " on by another way."));
        return ExitCode.HOLDS;
    }
}
