package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.act.incident.Incidents;
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

/// `backstay incident note`: what a person knows.
@Command(
        name = "note",
        description = "Adds a note, a decision or a link to a case's timeline.",
        footer = {"", "JSON: case, kind.", "", Guidance.CODES, Guidance.MORE_CODES})
final class NoteCommand extends DeskAct {
    @Parameters(index = "0", paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "WORDS", description = "What is to be remembered.")
    private String words = "";

    @Option(names = "--kind", paramLabel = "K", description = "note (default), decision or link.")
    private Incidents.Note kind = Incidents.Note.NOTE;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = When.class,
            description = "When it happened, with offset or zone. Default: now.")
    private @Nullable Instant at;

    NoteCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        desk.incidents().note(id, kind, words, at);
        answer(Map.of("case", id, "kind", kind), "Noted in " + id + ".");
        return ExitCode.HOLDS;
    }
}
