package io.backstay.act;

import io.backstay.audit.AuditLog;
import io.backstay.base.BackstayException;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Has the record signed in time while a key is there.
final class SigningTimer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SigningTimer.class.getName());

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("signing").factory());

    private final ScheduledFuture<?> looking;

    SigningTimer(AuditLog audit, InstantSource clock) {
        long every = AuditLog.LOOK_EVERY.toMillis();
        looking = timer.scheduleWithFixedDelay(() -> look(audit, clock), every, every, TimeUnit.MILLISECONDS);
    }

    private static void look(AuditLog audit, InstantSource clock) {
        try {
            audit.signIfDue(clock.instant());
        } catch (BackstayException e) {
            LOG.log(System.Logger.Level.WARNING, "the record could not be signed in time", e);
        }
    }

    /// No look begins any more; one that is under way ends by itself.
    @Override
    public void close() {
        looking.cancel(false);
        timer.shutdown();
    }
}
