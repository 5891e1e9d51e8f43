package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.act.incident.Aftermath;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.When;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident done`: an action was done.
@Command(
        name = "done",
        description = "Notes that an action was done, what came of it and where that can be seen.",
        footer = {"", "JSON: case, action.", "", Guidance.CODES, Guidance.MORE_CODES})
final class DoneCommand extends DeskAct {
    @Parameters(index = "0", paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "ACTION", description = "The action's id or its number, such as A1.")
    private String action = "";

    @Option(names = "--result", paramLabel = "WORDS", required = true, description = "What came of it.")
    private String result = "";

    @Option(
            names = "--evidence",
            paramLabel = "WORDS",
            required = true,
            description = "Where that can be seen: a run of a restore test, a link, a ticket.")
    private String evidence = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who did it. Default: you.")
    private @Nullable String by;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = When.class,
            description = "When, with offset or zone. Default: now; not with a run, which says when it ended.")
    private @Nullable Instant at;

    @Option(names = "--next", paramLabel = "DAY", description = "When it is due again. Default: that was all.")
    private @Nullable LocalDate next;

    DoneCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        desk.incidents().aftermath().finish(id, action, new Aftermath.Done(by, at, result, evidence, next));
        answer(
                Map.of("case", id, "action", action),
                action + " of " + id + " is done" + (next == null ? "." : "; due again on " + next + "."));
        return ExitCode.HOLDS;
    }
}
