package io.backstay.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.backstay.estate.Environment;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.lab.FakePractice;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A signal interrupts the thread that waits for the window, as `Interruption` in `app` does.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConsoleTest {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> ended = new AtomicReference<>();

    @AfterEach
    void close() throws Exception {
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    }

    @Test
    void aSignalSavesWhatIsTypedAfterTheWorkBehindTheScreenHasStopped() throws Exception {
        Fx.run(() -> {});
        var working = new CountDownLatch(1);
        ConsoleSetup plain = ScreenshotsTest.setup(FakeFacts.estate(Environment.PRODUCTION), FakePractice.quick());
        var setup = new ConsoleSetup(
                plain.facts(),
                plain.record(),
                plain.clock(),
                plain.times(),
                plain.identity(),
                plain.guards(),
                bench -> {
                    typed(bench.background(), working);
                    return plain.screens().build(bench);
                });
        Thread main = Thread.ofPlatform().start(() -> {
            try {
                new Console(setup).open();
            } catch (Exception e) {
                ended.set(e);
            }
        });
        working.await();
        Fx.until("the window is open", () -> !Window.getWindows().isEmpty());
        main.interrupt();
        main.join();
        assertInstanceOf(InterruptedException.class, ended.get());
        assertEquals(List.of("work stopped", "saved"), done);
        assertFalse(main.isAlive());
    }

    /// Something runs behind the screen, and something was typed.
    private void typed(Background background, CountDownLatch working) {
        background.remember(this, () -> done.add("saved"));
        background.call(
                _ -> {
                    working.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        done.add("work stopped");
                    }
                    return true;
                },
                _ -> {},
                _ -> {});
    }
}
