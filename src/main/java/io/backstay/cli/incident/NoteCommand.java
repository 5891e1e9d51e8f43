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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident note`: what a person knows.
@Command(
        name = "note",
        description = {
            "Adds a note, a decision, a link or a picture to a case's timeline.",
            "Two kinds do more: 'restored' says when the service was restored without Backstay, so that its probes can"
                    + " stop the clock of the RTO; 'agreement' names a written agreement, by which texts of the case"
                    + " may speak of an SLA, and takes an approver."
        },
        footer = {"", "JSON: case, kind.", "", Guidance.CODES, Guidance.MORE_CODES})
final class NoteCommand extends DeskAct {
    @Parameters(index = "0", paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "WORDS", description = "What is to be remembered.")
    private String words = "";

    @Option(
            names = "--kind",
            paramLabel = "K",
            description = "note (default), decision, link, restored or agreement; not with a picture.")
    private Incidents.@Nullable Note kind;

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
    protected void check() {
        if (kind != null && picture != null) {
            throw misused("A picture is a note of its own: add it without --kind, the other without --picture");
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        if (picture != null) {
            desk.incidents().timelines().picture(id, picture, words, at);
            answer(Map.of("case", id, "kind", "picture"), "The picture is in " + id + ".");
            return ExitCode.HOLDS;
        }
        Incidents.Note noted = Objects.requireNonNullElse(kind, Incidents.Note.NOTE);
        desk.incidents().note(id, noted, words, at);
        answer(Map.of("case", id, "kind", noted), "Noted in " + id + ".");
        return ExitCode.HOLDS;
    }
}
