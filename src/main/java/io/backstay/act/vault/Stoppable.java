package io.backstay.act.vault;

import io.backstay.act.role.Recorder;
import io.backstay.base.BackstayException;
import org.jspecify.annotations.Nullable;

/// Work that another thread may stop, as a cancel does, without ever interrupting what comes after it.
public final class Stoppable {
    private @Nullable Thread worker;
    private boolean stopped;

    /// Does it; may be called again within the work.
    ///
    /// @throws InterruptedException when it was stopped
    public <T> T during(Recorder.Work<T, InterruptedException> work) throws BackstayException, InterruptedException {
        Thread before = begin();
        try {
            return work.run();
        } catch (InterruptedException e) {
            throw told(e);
        } finally {
            end(before);
        }
    }

    /// Looks whether it was stopped; for right before what cannot be taken back.
    ///
    /// @throws InterruptedException when it was
    public synchronized void check() throws InterruptedException {
        if (stopped) {
            throw new InterruptedException("stopped");
        }
    }

    private synchronized @Nullable Thread begin() throws InterruptedException {
        check();
        Thread before = worker;
        worker = Thread.currentThread();
        return before;
    }

    /// Told by the exception from here on, as everywhere.
    private static InterruptedException told(InterruptedException e) {
        clear();
        return e;
    }

    private synchronized void end(@Nullable Thread before) {
        worker = before;
        if (stopped && before == null) {
            stopped = false;
            clear();
        }
    }

    /// An interrupt that came too late to stop the work must not stop what comes next.
    private static void clear() {
        Thread.interrupted();
    }

    /// Interrupts what is done now and lets nothing more of it be begun; does nothing when nothing is done.
    public synchronized void stop() {
        if (worker != null) {
            stopped = true;
            worker.interrupt();
        }
    }
}
