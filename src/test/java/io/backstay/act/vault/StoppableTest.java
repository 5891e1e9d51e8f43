package io.backstay.act.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class StoppableTest {
    private final Stoppable work = new Stoppable();

    @Test
    void aStopThatComesTooLateStopsNothingThatComesNext() throws Exception {
        String done = work.during(() -> {
            work.stop();
            return "done";
        });
        assertEquals("done", done);
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals("next", work.during(() -> "next"));
    }

    @Test
    void workWithinWorkIsStoppedAtItsNextLook() {
        assertThrows(
                InterruptedException.class,
                () -> work.during(() -> {
                    work.during(() -> {
                        work.stop();
                        return 0;
                    });
                    work.check();
                    return 1;
                }));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void whatWaitsIsInterruptedFromAnotherThread() throws Exception {
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        Thread other = Thread.ofVirtual().start(() -> {
            try {
                begun.await();
                work.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThrows(
                InterruptedException.class,
                () -> work.during(() -> {
                    begun.countDown();
                    never.await();
                    return 0;
                }));
        other.join();
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void stoppingWhereNothingIsDoneDoesNothing() throws Exception {
        work.stop();
        assertEquals("done", work.during(() -> "done"));
    }
}
