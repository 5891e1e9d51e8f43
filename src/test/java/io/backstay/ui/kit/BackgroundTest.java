package io.backstay.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BackgroundTest {
    private final List<Throwable> defects = new ArrayList<>();
    private final List<String> endings = new ArrayList<>();
    private final Background direct = new Background(Runnable::run, Runnable::run, defects::add);

    @Test
    void aResultIsTheOneEnding() {
        Activity activity = direct.call(_ -> "points", endings::add, failure -> endings.add(failure.code()));
        assertEquals(List.of("points"), endings);
        assertEquals(Activity.State.DONE, activity.stateProperty().get());
    }

    @Test
    void aFailureIsTheOneEnding() {
        Activity activity = direct.<String>call(
                _ -> {
                    throw new BackstayException(new Failure.Unreachable("s3.example", "timed out"));
                },
                endings::add,
                failure -> endings.add(failure.code()));
        assertEquals(List.of("unreachable"), endings);
        assertEquals(Activity.State.FAILED, activity.stateProperty().get());
    }

    @Test
    void aDefectGoesToTheThirdEndingAndTheCallIsOver() {
        Activity activity = direct.<String>call(
                _ -> {
                    throw new IllegalStateException("ours");
                },
                endings::add,
                failure -> endings.add(failure.code()));
        assertTrue(endings.isEmpty(), endings::toString);
        assertInstanceOf(IllegalStateException.class, defects.getFirst());
        assertFalse(activity.running());
    }

    @Test
    void cancellingInterruptsTheWorkAndNeitherResultNorFailureIsTold() throws Exception {
        BlockingQueue<Runnable> ui = new LinkedBlockingQueue<>();
        var begun = new CountDownLatch(1);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            Activity activity = new Background(workers, ui::add, defects::add)
                    .call(
                            _ -> {
                                begun.countDown();
                                new CountDownLatch(1).await();
                                return "late";
                            },
                            endings::add,
                            failure -> endings.add(failure.code()));
            begun.await();
            activity.cancel();
            ui.take().run();
            assertEquals(Activity.State.CANCELLED, activity.stateProperty().get());
            assertTrue(endings.isEmpty(), endings::toString);
        }
    }

    @Test
    void workThatIgnoresTheInterruptIsStillNotTold() {
        var late = new ArrayList<Runnable>();
        var background = new Background(late::add, Runnable::run, defects::add);
        Activity activity = background.call(_ -> "late", endings::add, failure -> endings.add(failure.code()));
        activity.cancel();
        late.forEach(Runnable::run);
        assertTrue(Thread.interrupted(), "the interrupt was meant for the work");
        assertEquals(Activity.State.CANCELLED, activity.stateProperty().get());
        assertTrue(endings.isEmpty(), endings::toString);
    }

    @Test
    void everyStepIsShownAndAdvancesAreCoalesced() {
        var ui = new ArrayList<Runnable>();
        var background = new Background(Runnable::run, ui::add, defects::add);
        Activity activity = background.call(
                progress -> {
                    progress.step("Taking a base backup");
                    for (int i = 1; i <= 1000; i++) {
                        progress.advance(i, 2000);
                    }
                    return "done";
                },
                endings::add,
                failure -> endings.add(failure.code()));
        assertEquals(3, ui.size(), "one step, one advance, one ending");
        ui.forEach(Runnable::run);
        assertEquals(List.of("Taking a base backup"), activity.steps());
        assertEquals(0.5, activity.fractionProperty().get());
    }
}
