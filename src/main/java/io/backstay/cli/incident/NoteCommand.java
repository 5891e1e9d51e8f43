package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.act.incident.Incidents;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.When;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident note`: what a person knows.
@Command(
        name = "note",
        description = "Adds a note, a decision, a link or a picture to a case's timeline.",
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

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "A PNG or JPEG of at most 4 MiB and 20 million pixels, which is kept in the case's folder.")
    private @Nullable Path picture;

    NoteCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        if (picture != null) {
            desk.incidents().timelines().picture(id, picture, words, at);
            answer(Map.of("case", id, "kind", "picture"), "The picture is in " + id + ".");
            return ExitCode.HOLDS;
        }
        desk.incidents().note(id, kind, words, at);
        answer(Map.of("case", id, "kind", kind), "Noted in " + id + ".");
        return ExitCode.HOLDS;
    }
}
