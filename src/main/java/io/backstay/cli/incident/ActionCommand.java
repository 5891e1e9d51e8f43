package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.WordOf;
import io.backstay.codec.Words;
import io.backstay.incident.after.Action;
import java.time.LocalDate;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident action`: what is to be done because of it.
@Command(
        name = "action",
        description = {
            "Adds a corrective action, a restore test or a remediation that follows from a case.",
            "Its words stand in every report, the customer's too; its owner in those that stay inside."
        },
        footer = {"", "JSON: case, action.", "", Guidance.CODES, Guidance.MORE_CODES})
final class ActionCommand extends DeskAct {
    @Parameters(index = "0", paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "WORDS", description = "What is to be done.")
    private String what = "";

    @Option(
            names = "--kind",
            paramLabel = "K",
            converter = KindWord.class,
            description = "corrective (default), restore-test or remediation.")
    private Action.Kind kind = Action.Kind.CORRECTIVE;

    @Option(names = "--owner", paramLabel = "NAME", required = true, description = "Who sees to it.")
    private String owner = "";

    @Option(
            names = "--due",
            paramLabel = "DAY",
            required = true,
            description = "The last day on which it is in time, such as 2026-12-24, in UTC.")
    private LocalDate due = LocalDate.EPOCH;

    ActionCommand(Session session) {
        super(session);
    }

    /// The kinds of actions.
    static final class KindWord extends WordOf<Action.Kind> {
        KindWord() {
            super(Action.Kind.values(), Words::of);
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        String action = desk.incidents().aftermath().plan(id, kind, what, owner, due);
        answer(
                Map.of("case", id, "action", action),
                kind.title() + " " + action + " of " + id + " is due on " + due + ".");
        return ExitCode.HOLDS;
    }
}
