package io.backstay.cli.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.Durations;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import io.backstay.codec.WholeFile;
import io.backstay.incident.Objective;
import io.backstay.incident.past.PastPicture;
import io.backstay.incident.past.Statistics;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay incident stats`: cases in numbers.
@Command(
        name = "stats",
        description = {
            "Cases by cause, what was lost and how long restores took against what was promised, and how punctually",
            "actions were done; of the newest 1,000 cases, drills left out. A case without a number is counted as",
            "such. Ends with 2 where no case is counted."
        },
        footer = {
            "",
            "JSON: cases, drills, more, causes[{cause, cases}], results[{caseId, at, rpo{measured, promised}, rto}],"
                    + " sums{rpo{kept, broken, unpromised, unmeasured}, rto, actions{inTime, late, open, overdue}}.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class StatsCommand extends DeskAct {
    @Option(names = "--svg", paramLabel = "FILE", description = "Writes the picture; whole, or nothing.")
    private @Nullable Path svg;

    @Option(names = "--png", paramLabel = "FILE", description = "The same as PNG, 1720 by 800.")
    private @Nullable Path png;

    StatsCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        Statistics past = desk.incidents().past().statistics();
        if (svg != null) {
            byte[] picture = PastPicture.svg(past).getBytes(UTF_8);
            WholeFile.write(svg, out -> out.write(picture));
        }
        if (png != null) {
            byte[] picture = PastPicture.png(past);
            WholeFile.write(png, out -> out.write(picture));
        }
        if (isForPrograms()) {
            session.print(Json.pretty(past));
        } else {
            past.sentences().forEach(session::print);
            past.results().forEach(this::print);
        }
        return past.cases() == 0 ? ExitCode.UNDECIDABLE : ExitCode.HOLDS;
    }

    private void print(Statistics.Result each) {
        session.print(
                "%-10s %s  RPO %s  RTO %s".formatted(each.caseId(), each.at(), words(each.rpo()), words(each.rto())));
    }

    private static String words(Objective measure) {
        Duration measured = measure.measured();
        Duration promised = measure.promised();
        return measured == null
                ? measure.standing().word()
                : Durations.words(measured) + " ("
                        + (promised == null ? "" : Durations.words(promised) + " promised, ")
                        + measure.standing().word() + ")";
    }
}
