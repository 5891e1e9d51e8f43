package io.backstay.restore.journal;

import io.backstay.fixture.KillLoop;
import java.nio.file.Path;
import java.time.InstantSource;

/// Writes steps into a journal until it is killed.
final class JournalChild {
    private JournalChild() {}

    public static void main(String[] arguments) throws Exception {
        KillLoop.awaitStart();
        RestoreJournal journal = RestoreJournal.open(Path.of(arguments[0]), InstantSource.system());
        while (!Thread.currentThread().isInterrupted()) {
            String restore = journal.begin("a restore");
            KillLoop.acknowledge("begun " + restore);
            for (RestoreStep step : new RestoreStep[] {RestoreStep.STAGE, RestoreStep.DIFF, RestoreStep.IMPORT}) {
                long entry = journal.intent(restore, step, "of " + restore);
                KillLoop.acknowledge("intended " + restore + " " + step);
                journal.outcome(entry, "done");
                KillLoop.acknowledge("done " + restore + " " + step);
            }
        }
    }
}
