package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.act.incident.Incidents;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import io.backstay.incident.timeline.Line;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay incident probe`: does the restored service work?
@Command(
        name = "probe",
        description = {
            "Asks the probes of probes.json in the state folder whether the restored service works: those of the case's"
                    + " database and those of none, or all where the case names no database.",
            "Only when all of them answer, after something of the case was restored, does the clock of the RTO stop."
        },
        footer = {
            "",
            "JSON: case, answers[{probe, answered, said}], noted. Ends with 1 when one did not answer.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class ProbeCommand extends DeskAct {
    private static final String ACT = "incident.probe";

    @Parameters(paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    ProbeCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        List<Incidents.Answer> answers = watched(progress -> desk.incidents().probe(id, progress));
        String noted = noted(desk);
        if (isForPrograms()) {
            session.print(Json.pretty(Map.of("case", id, "answers", answers, "noted", noted)));
        } else {
            for (Incidents.Answer answer : answers) {
                session.print(Plain.text("%-24s %s".formatted(answer.probe(), answer.said())));
            }
            session.print(Plain.text(noted));
        }
        return Incidents.allAnswered(answers) ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    /// What the timeline says of it, which is also whether an answer counts.
    private String noted(Desk desk) throws BackstayException {
        return desk.incidents().timelines().lines(id).stream()
                .filter(line -> ACT.equals(line.act()))
                .reduce((_, newest) -> newest)
                .map(Line::what)
                .orElse("");
    }
}
