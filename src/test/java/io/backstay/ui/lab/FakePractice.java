package io.backstay.ui.lab;

import io.backstay.act.practice.Practice;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.estate.Tenant;
import io.backstay.restore.verdict.Intake;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A lab made of words; it can be told to wait or to fail.
public final class FakePractice implements Practice {
    /// The call that the story ends with.
    public static final Intake CALL = new Intake(
            new AssetId("lab-db"),
            new AssetId("lab-objects"),
            new Tenant(new TenantId("firm-07"), "Harrow & Finch"),
            "Invoices and documents",
            Instant.parse("2026-03-16T02:36:00Z"),
            Duration.ofMinutes(2),
            ZoneId.of("Australia/Melbourne"),
            "Priya Nair, admin",
            "called back",
            Instant.parse("2026-03-16T02:40:00Z"));

    private final @Nullable CountDownLatch hold;
    private final @Nullable Failure failure;
    private boolean up;

    private FakePractice(@Nullable CountDownLatch hold, @Nullable Failure failure) {
        this.hold = hold;
        this.failure = failure;
    }

    /// Starts at once.
    public static FakePractice quick() {
        return new FakePractice(null, null);
    }

    /// Waits inside its second step until the latch opens.
    public static FakePractice waitingFor(CountDownLatch hold) {
        return new FakePractice(hold, null);
    }

    /// Cannot be started.
    public static FakePractice failing(Failure failure) {
        return new FakePractice(null, failure);
    }

    @Override
    public synchronized Status status() {
        return up
                ? new Status(
                        true,
                        List.of("PostgreSQL 18.6 on 127.0.0.1:43211", "Object store on 127.0.0.1:43212"),
                        Path.of("backstay", "lab"),
                        "as this user",
                        Instant.parse("2026-03-16T02:35:00Z"))
                : new Status(false, List.of(), null, null, null);
    }

    @Override
    public Intake start(Progress progress) throws BackstayException, InterruptedException {
        progress.step("Starting PostgreSQL 18");
        if (failure != null) {
            throw new BackstayException(failure);
        }
        progress.step("Seeding 10 firms");
        progress.advance(62, 100);
        if (hold != null) {
            hold.await();
        }
        progress.step("Taking a base backup");
        set(true);
        return CALL;
    }

    @Override
    public void stop() {
        set(false);
    }

    private synchronized void set(boolean now) {
        up = now;
    }
}
