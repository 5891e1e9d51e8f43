package io.backstay.act.practice;

import io.backstay.act.connection.reach.NewBucket;
import io.backstay.act.test.TestGround;
import io.backstay.act.test.TestGrounds;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Lifetime;
import io.backstay.base.Progress;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.lab.Lab;
import io.backstay.lab.PracticeMapping;
import io.backstay.restore.Site;
import io.backstay.restore.environment.FileRows;

/// The practice lab as a connection of restore tests. A lab that runs is used; else one is started for
/// the test and removed after it.
public final class LabGrounds implements TestGrounds {
    private final LabPractice practice;

    /// Grounds of a lab, which must be up when one is asked for.
    public LabGrounds(LabPractice practice) {
        this.practice = practice;
    }

    @Override
    public TestGround open(String connection, Progress progress) throws BackstayException, InterruptedException {
        var held = new Lifetime();
        boolean done = false;
        try {
            if (!practice.status().up()) {
                held.own(practice);
                practice.start(progress);
            }
            held.own(practice.use("test on " + connection));
            var ground = new Ground(practice.site(Lab.DATABASE), practice, held);
            done = true;
            return ground;
        } finally {
            if (!done) {
                held.close();
            }
        }
    }

    private record Ground(Site site, LabPractice lab, Lifetime held) implements TestGround {
        @Override
        public FileRows fileRows() {
            return PracticeMapping.fileRows();
        }

        @Override
        public ObjectStore newBucket(NewBucket bucket) throws BackstayException {
            throw new BackstayException(new Failure.Unsupported(
                    "A bucket of one's own for the practice lab's files",
                    "Leave --bucket away, or watch 'backstay drill --scenario full': it copies them to a new bucket."));
        }

        @Override
        public Eraser eraser() {
            return lab::delete;
        }

        @Override
        public boolean practice() {
            return true;
        }

        @Override
        public void close() {
            held.close();
        }
    }
}
