package io.backstay.act.test;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import io.backstay.restore.environment.EnvironmentRestore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The newest base backup and all of the log, recovered to a new place, read in full, and removed again.
final class FullTrial implements Trial {
    private final TestGround ground;
    private final InstantSource clock;

    FullTrial(TestGround ground, InstantSource clock) {
        this.ground = ground;
        this.clock = clock;
    }

    @Override
    public Measured run(Progress progress) throws BackstayException, InterruptedException {
        Instant begunAt = clock.instant();
        var restore = new EnvironmentRestore(ground.site(), ground.fileRows(), clock);
        EnvironmentRestore.Reachable from = restore.reach(null);
        Path place = ground.site().own().recovery().newScratchPath();
        try {
            EnvironmentRestore.Outcome done =
                    restore.run(from, new EnvironmentRestore.Place(place, null), null, progress);
            return new Measured(
                    done.point().value(),
                    done.target(),
                    Duration.between(begunAt, done.endedAt()),
                    Duration.between(done.stoppedAt(), begunAt),
                    done.checks());
        } finally {
            Folders.remove(place);
        }
    }
}
