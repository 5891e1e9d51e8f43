package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import io.backstay.incident.after.Finished;
import io.backstay.incident.after.Tracked;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay incident actions`: what is still to be done.
@Command(
        name = "actions",
        description = {
            "What is to be done because of cases, what is due first before the others.",
            "Ends with 1 when something is overdue."
        },
        footer = {
            "",
            "JSON: actions[{caseId, action{id, kind, what, owner, due}, last{at, by, result, evidence, next}, due}],"
                    + " overdue[ids].",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class ActionsCommand extends DeskAct {
    @Parameters(
            arity = "0..1",
            paramLabel = "CASE",
            description = "Only those of this case. Default: those of all cases.")
    private @Nullable String id;

    ActionsCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        Instant now = session.terminal().clock().instant();
        List<Tracked> all = desk.incidents().aftermath().actions(id);
        List<String> overdue = all.stream()
                .filter(each -> each.overdue(now))
                .map(each -> each.caseId() + " " + each.action().id())
                .toList();
        if (isForPrograms()) {
            session.print(Json.pretty(Map.of("actions", all, "overdue", overdue)));
        } else {
            all.forEach(each -> session.print(Plain.text(line(each, now))));
        }
        return overdue.isEmpty() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private static String line(Tracked each, Instant now) {
        Finished last = each.last();
        return "%-9s %-10s %-10s %-4s %s, %s: %s%s"
                .formatted(
                        each.state(now),
                        each.due() == null ? "" : each.due(),
                        each.caseId(),
                        each.action().id(),
                        each.action().kind().title(),
                        each.action().owner(),
                        each.action().what(),
                        last == null
                                ? ""
                                : "  [done " + last.at() + " by " + last.by() + ": " + last.result() + ", "
                                        + last.evidence() + "]");
    }
}
