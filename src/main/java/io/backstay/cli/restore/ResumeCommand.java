package io.backstay.cli.restore;

import io.backstay.act.Desk;
import io.backstay.act.restore.Runs;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay restore resume`.
@Command(
        name = "resume",
        description = {
            "Goes on with a run whose process was killed, or says what a person must decide. Whether the import was",
            "committed is asked of the row that it wrote in live; it is never written a second time. Scratch servers",
            "that the dead process left are removed."
        },
        footer = {"", "JSON: as 'restore run'.", "", Guidance.CODES, Guidance.MORE_CODES})
final class ResumeCommand extends RestoreAct {
    @Parameters(paramLabel = "RUN", description = "Such as R-0001; see 'backstay restore list'.")
    private String restore = "";

    ResumeCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        String hash = desk.runs().plan(restore).hash();
        unlock(desk);
        Runs.Outcome outcome = watched(progress -> desk.runs().resume(restore, progress));
        return Outcomes.tell(this, hash, outcome);
    }
}
