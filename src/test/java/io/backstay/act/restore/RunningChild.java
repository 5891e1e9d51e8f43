package io.backstay.act.restore;

import io.backstay.act.role.Role;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.base.StateFile;
import io.backstay.fixture.KillLoop;
import io.backstay.restore.Site;
import io.backstay.restore.journal.JournalFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Runs a plan in a process of its own, stops at a boundary of the journal, says so, and waits to be killed.
final class RunningChild {
    private RunningChild() {}

    /// Arguments: state folder, note of the lab, restore, and the boundary: `N` before the N-th write, `N+` after
    /// it, `0` for none; `undo` behind these undoes the restore. Begins when it is told to.
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Site site = RunGround.site(Path.of(arguments[1]), home.resolve("scratch"), 0);
        KillLoop.awaitStart();
        try (var ground = new RunGround(home, site, file -> new Stopping(file, arguments[3]))) {
            KillLoop.acknowledge("holds " + holds(ground, arguments));
        } catch (BackstayException e) {
            KillLoop.acknowledge("refused " + e.failure().code());
        }
    }

    private static boolean holds(RunGround ground, String... arguments) throws BackstayException, InterruptedException {
        return arguments.length > 4
                ? ground.undos(Role.RESPONDER)
                        .run(arguments[2], Map.of(), Progress.NONE)
                        .undone()
                : ground.runs()
                        .run(ground.runs().plan(arguments[2]), List.of(), Progress.NONE)
                        .holds();
    }

    /// A journal's file that lets the process go no further at one write.
    private static final class Stopping implements JournalFile {
        private final JournalFile file;
        private final String boundary;
        private int writes;

        private Stopping(JournalFile file, String boundary) {
            this.file = file;
            this.boundary = boundary;
        }

        @Override
        public synchronized <T extends @Nullable Object> T write(StateFile.Work<T> work) throws BackstayException {
            writes++;
            stopAt(Integer.toString(writes));
            T result = file.write(work);
            stopAt(writes + "+");
            return result;
        }

        private void stopAt(String here) {
            if (here.equals(boundary)) {
                try {
                    KillLoop.acknowledge("at " + here);
                    new CountDownLatch(1).await();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public <T extends @Nullable Object> T read(StateFile.Work<T> work) throws BackstayException {
            return file.read(work);
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
