package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import io.backstay.codec.Words;
import io.backstay.incident.timeline.Line;
import io.backstay.incident.timeline.Picture;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay incident show`, also called `timeline`.
@Command(
        name = "show",
        aliases = "timeline",
        description = {
            "The timeline of one case, oldest first. What was done elsewhere for it enters by itself.",
            "'record' marks what Backstay did or measured, 'hand' what a person said; #N is the entry in the record."
        },
        footer = {
            "",
            "JSON: [{at, actor, what, mark (record|hand), line, act, reference{record, entry},"
                    + " retimed{original, by, when, why}, source, picture, pictureFile}].",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class ShowCommand extends DeskAct {
    @Parameters(paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    ShowCommand(Session session) {
        super(session);
    }

    private record Shown(
            Instant at,
            String actor,
            String what,
            Line.Mark mark,
            String line,
            @Nullable String act,
            Line.@Nullable Reference reference,
            Line.@Nullable Retimed retimed,
            @Nullable String source,
            @Nullable Picture picture,
            @Nullable String pictureFile) {}

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        List<Line> lines = desk.incidents().timelines().lines(id);
        if (isForPrograms()) {
            List<Shown> shown = new ArrayList<>();
            for (Line line : lines) {
                shown.add(shown(desk, line));
            }
            session.print(Json.pretty(shown));
            return ExitCode.HOLDS;
        }
        for (Line line : lines) {
            session.print(Plain.text("%s  %-6s %s  %-10s %s%s"
                    .formatted(line.at(), Words.of(line.mark()), line.id(), line.who(), line.what(), further(line))));
        }
        return ExitCode.HOLDS;
    }

    private Shown shown(Desk desk, Line line) throws BackstayException {
        Picture picture = line.picture();
        Path file = picture == null ? null : desk.incidents().timelines().shown(id, picture);
        return new Shown(
                line.at(),
                line.who(),
                line.what(),
                line.mark(),
                line.id(),
                line.act(),
                line.reference(),
                line.retimed(),
                line.source(),
                picture,
                file == null ? null : file.toString());
    }

    private static String further(Line line) {
        Line.Reference reference = line.reference();
        Line.Retimed retimed = line.retimed();
        return (line.source() == null ? "" : "  [from " + line.source() + "]")
                + (retimed == null
                        ? ""
                        : "  [first " + retimed.original() + "; corrected by " + retimed.by() + ": " + retimed.why()
                                + "]")
                + (reference == null ? "" : "  #" + reference.entry());
    }
}
