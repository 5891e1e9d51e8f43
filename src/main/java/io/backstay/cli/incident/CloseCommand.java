package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.WordOf;
import io.backstay.incident.CaseState;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident close`: it is over.
@Command(
        name = "close",
        description = {
            "Ends a case that no restore ended, or corrects how one ended.",
            "The next customer update stays due until the closing message is noted; see 'incident told'."
        },
        footer = {"", "JSON: case, state.", "", Guidance.CODES, Guidance.MORE_CODES})
final class CloseCommand extends DeskAct {
    @Parameters(paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    @Option(
            names = "--outcome",
            paramLabel = "O",
            required = true,
            converter = OutcomeWord.class,
            description = "restored or not-restored.")
    private CaseState outcome = CaseState.RESTORED;

    @Option(names = "--why", paramLabel = "WORDS", required = true, description = "Why it is over, for the timeline.")
    private String why = "";

    CloseCommand(Session session) {
        super(session);
    }

    /// How a case can end.
    static final class OutcomeWord extends WordOf<CaseState> {
        OutcomeWord() {
            super(
                    new CaseState[] {CaseState.RESTORED, CaseState.NOT_RESTORED},
                    state -> state.word().replace(' ', '-'));
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        desk.incidents().aftermath().close(id, outcome, why);
        answer(Map.of("case", id, "state", outcome.word()), id + " is closed, " + outcome.word() + ".");
        return ExitCode.HOLDS;
    }
}
