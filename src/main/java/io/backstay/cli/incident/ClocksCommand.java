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
import io.backstay.incident.clock.CaseClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay incident clocks`: what runs, and what runs out.
@Command(
        name = "clocks",
        description = "The clocks of a case: since reported, since declared, RTO left, next customer update, expiry of"
                + " the best point.",
        footer = {
            "",
            "JSON: clocks[{kind, state (running|stopped|overdue|not-started|unknown), shown, due, words}].",
            "Ends with 1 when a clock is overdue.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class ClocksCommand extends DeskAct {
    @Parameters(paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    ClocksCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        List<CaseClock> clocks = desk.incidents().clocks(id);
        if (isForPrograms()) {
            session.print(Json.pretty(Map.of("clocks", clocks)));
        } else {
            for (CaseClock clock : clocks) {
                session.print(Plain.text("%-22s %12s  %-11s  %s"
                        .formatted(
                                clock.kind().title(), hands(clock.shown()), Words.of(clock.state()), clock.words())));
            }
        }
        return clocks.stream().anyMatch(clock -> clock.state() == CaseClock.State.OVERDUE)
                ? ExitCode.DOES_NOT_HOLD
                : ExitCode.HOLDS;
    }

    private static String hands(@Nullable Duration shown) {
        if (shown == null) {
            return "–";
        }
        Duration size = shown.abs();
        return "%s%02d:%02d:%02d"
                .formatted(shown.isNegative() ? "-" : "", size.toHours(), size.toMinutesPart(), size.toSecondsPart());
    }
}
