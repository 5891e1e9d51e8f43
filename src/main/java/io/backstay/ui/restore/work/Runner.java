package io.backstay.ui.restore.work;

import io.backstay.base.Failure;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs one act at a time in the background and knows its endings: done, failed, cancelled, or a defect of ours.
public final class Runner {
    private final Background background;
    private final InstantSource clock;
    private final Work work = new Work();

    /// What the screen does when an act has ended; exactly one of these is called.
    public interface Endings<T> {
        /// It came to this.
        void done(T value);

        /// The world said no.
        void failed(Failure failure);

        /// It was stopped before it came to anything.
        void cancelled();

        /// What came of the act is not known.
        void broken();
    }

    /// Nothing runs yet.
    public Runner(Background background, InstantSource clock) {
        this.background = background;
        this.clock = clock;
    }

    /// What the screen shows of the act.
    public Work work() {
        return work;
    }

    /// Whether an act runs.
    public boolean busy() {
        return work.runningProperty().get();
    }

    /// Begins an act; what became of it comes back on the thread of the screen.
    ///
    /// @throws IllegalStateException when another act runs
    public <T> void run(String name, Background.Work<T> job, Endings<T> endings) {
        if (busy()) {
            throw new IllegalStateException("'" + name + "' cannot begin while another act runs");
        }
        work.begin(name, clock.instant());
        // A cancel that comes too late must not hide what was done: a commit stays a commit.
        var finished = new AtomicReference<@Nullable T>();
        Activity activity = background.call(
                progress -> {
                    T value = job.run(progress);
                    finished.set(value);
                    return value;
                },
                value -> {
                    work.end();
                    endings.done(value);
                },
                failure -> {
                    work.end();
                    endings.failed(failure);
                });
        work.follow(activity);
        activity.stateProperty().subscribe(state -> {
            switch (state) {
                case RUNNING, DONE, FAILED -> {}
                case CANCELLED -> cancelled(finished.get(), endings);
                case DEFECT -> {
                    work.end();
                    endings.broken();
                }
            }
        });
    }

    /// Asks the act to stop; one of its endings follows when its thread has let go.
    public void cancel() {
        work.cancel();
    }

    /// Moves on how long it has taken.
    public void tick() {
        work.tick(clock.instant());
    }

    private <T> void cancelled(@Nullable T value, Endings<T> endings) {
        work.end();
        if (value == null) {
            endings.cancelled();
        } else {
            endings.done(value);
        }
    }
}
