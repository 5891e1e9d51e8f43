package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.act.incident.Timelines;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.ZoneName;
import io.backstay.codec.Json;
import io.backstay.incident.intake.Which;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident merge`: what happened elsewhere.
@Command(
        name = "merge",
        description = {
            "Takes notes from elsewhere into a case's timeline: CSV with the columns time,who,what or JSON in the form"
                    + " backstay-notes/1.",
            "A note that is there already is not taken again. A time without a zone is asked back."
        },
        footer = {
            "",
            "Example:",
            "  backstay incident merge INC-0031 chat.csv --zone Europe/Berlin --dry-run",
            "",
            "JSON: case, source, fresh[{at, actor, sentence}], known, twice, taken.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class MergeCommand extends DeskAct {
    @Parameters(index = "0", paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The notes, at most 2,000 of them and 4 MiB.")
    private Path file = Path.of("");

    @Option(
            names = "--zone",
            paramLabel = "Z",
            converter = ZoneName.class,
            description = "Whose clock the times are by that name no zone.")
    private @Nullable ZoneId zone;

    @Option(names = "--which", paramLabel = "W", description = "earlier or later, where a clock showed an hour twice.")
    private @Nullable Which which;

    @Option(names = "--dry-run", description = "Only shows what would be taken.")
    private boolean dry;

    MergeCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        Timelines timelines = desk.incidents().timelines();
        Timelines.Merge merge = dry ? timelines.preview(id, file, zone, which) : timelines.merge(id, file, zone, which);
        if (isForPrograms()) {
            session.print(Json.pretty(Map.of(
                    "case", id,
                    "source", merge.source(),
                    "fresh", merge.fresh(),
                    "known", merge.known(),
                    "twice", merge.twice(),
                    "taken", !dry)));
            return ExitCode.HOLDS;
        }
        merge.fresh()
                .forEach(each ->
                        session.print(Plain.text("%s  %-10s %s".formatted(each.at(), each.actor(), each.sentence()))));
        session.print(Plain.text(Counts.of(merge.fresh().size(), "note") + (dry ? " would be taken" : " taken")
                + " from " + merge.source() + "; " + merge.known() + " there already, " + merge.twice()
                + " in the file again."));
        return ExitCode.HOLDS;
    }
}
