package io.backstay.ui.kit;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The only door between the UI thread and anything that can block.
///
/// In the console the workers are virtual threads and the UI executor is the toolkit's; a test passes
/// `Runnable::run` twice and everything happens at once.
public final class Background {
    private final Executor workers;
    private final Executor ui;
    private final Consumer<? super Throwable> defects;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<Object, Last> last = new ConcurrentHashMap<>();

    /// @param workers runs the work; it must not run it on the UI thread
    /// @param ui      runs endings and property changes
    /// @param defects hears of unchecked exceptions, on the UI executor; the call has ended by then
    public Background(Executor workers, Executor ui, Consumer<? super Throwable> defects) {
        this.workers = workers;
        this.ui = ui;
        this.defects = defects;
    }

    /// Runs work behind the screen and reports exactly one ending on the UI executor: a result, a failure, or
    /// (a defect) neither. A cancelled call reports none. The activity has left [Activity.State#RUNNING] before
    /// the ending is told.
    public <T extends @Nullable Object> Activity call(
            Work<T> work, Consumer<? super T> onDone, Consumer<? super Failure> onFailed) {
        var activity = new Activity(ui);
        underWay.incrementAndGet();
        try {
            workers.execute(() -> run(work, activity, onDone, onFailed));
        } catch (RejectedExecutionException closing) {
            // The window is closing, and nobody waits for this any more.
            report(activity, Activity.State.CANCELLED, () -> {});
        }
        return activity;
    }

    /// Whether every call has ended and was told; what takes pictures of screens waits for it.
    public boolean idle() {
        return underWay.get() == 0;
    }

    /// What has still to be done when the process ends before its owner could do it, such as saving what is typed.
    @FunctionalInterface
    public interface Last {
        /// Does it on a thread of its own; the UI thread may be gone.
        void act() throws BackstayException, InterruptedException;
    }

    /// Remembers what has still to be done for an owner, in the place of what was remembered before.
    ///
    /// @param act null when nothing has
    public void remember(Object owner, @Nullable Last act) {
        if (act == null) {
            last.remove(owner);
        } else {
            last.put(owner, act);
        }
    }

    /// Does what is remembered, once; for a process that ends, when nothing else runs any more. What fails is told to
    /// the log, since nobody is there to read it.
    public void end() throws InterruptedException {
        for (Object owner : List.copyOf(last.keySet())) {
            Last act = last.remove(owner);
            try {
                if (act != null) {
                    act.act();
                }
            } catch (BackstayException e) {
                System.getLogger(Background.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "not done at the end: {0}",
                                e.failure().message());
            }
        }
    }

    private <T extends @Nullable Object> void run(
            Work<T> work, Activity activity, Consumer<? super T> onDone, Consumer<? super Failure> onFailed) {
        Runnable ending;
        Activity.State state;
        activity.begin();
        try {
            T result = work.run(activity.progress());
            state = Activity.State.DONE;
            ending = () -> onDone.accept(result);
        } catch (BackstayException e) {
            state = Activity.State.FAILED;
            ending = () -> onFailed.accept(e.failure());
        } catch (InterruptedException e) {
            state = Activity.State.CANCELLED;
            ending = () -> {};
        } catch (RuntimeException | Error e) {
            state = Activity.State.DEFECT;
            ending = () -> defects.accept(e);
        } finally {
            activity.leave();
        }
        if (activity.cancelled() && state != Activity.State.DEFECT) {
            report(activity, Activity.State.CANCELLED, () -> {});
        } else {
            report(activity, state, ending);
        }
    }

    private void report(Activity activity, Activity.State state, Runnable ending) {
        ui.execute(() -> {
            activity.end(state);
            try {
                ending.run();
            } finally {
                underWay.decrementAndGet();
            }
        });
    }

    /// Something that may block: a disk, a network, another process.
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        /// Does it; an interrupt means that nobody waits for it any more.
        T run(Progress progress) throws BackstayException, InterruptedException;
    }
}
