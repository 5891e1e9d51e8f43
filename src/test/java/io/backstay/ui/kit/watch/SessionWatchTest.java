package io.backstay.ui.kit.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.act.vault.Vaults.LockCause;
import io.backstay.ui.kit.watch.ScreenObserver.Sight;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SessionWatchTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SetClock clock = new SetClock();
    private Sight first = Sight.UNSEEN;
    private Sight second = Sight.UNSEEN;
    private final SessionWatch watch = new SessionWatch(clock, clock, List.of(() -> first, () -> second));

    @Test
    void timeThatPassesIsNoEvent() {
        for (int i = 0; i < 100; i++) {
            clock.pass(SECOND);
            assertNull(watch.tick());
        }
        clock.pass(Duration.ofHours(9));
        assertNull(watch.tick(), "a tick that comes late is no sleep while both clocks go");
    }

    @Test
    void aWallClockThatRunsAheadTellsOfSleepOnce() {
        clock.pass(SECOND);
        clock.shift(Duration.ofSeconds(31));
        assertEquals(LockCause.SCREEN, watch.tick());
        clock.pass(SECOND);
        assertNull(watch.tick());
    }

    @Test
    void halfAMinuteIsNoSleepAndManySmallCorrectionsAreNone() {
        clock.shift(SessionWatch.JUMP_MAX);
        assertNull(watch.tick());
        for (int i = 0; i < 100; i++) {
            clock.shift(SECOND);
            assertNull(watch.tick());
        }
        clock.shift(SessionWatch.JUMP_MAX.plusNanos(1));
        assertEquals(LockCause.SCREEN, watch.tick());
    }

    @Test
    void aClockThatIsSetBackIsNoSleep() {
        clock.shift(Duration.ofHours(-2));
        assertNull(watch.tick());
    }

    @Test
    void aLockedScreenIsToldOnceAndAgainAfterItWasOpen() {
        assertNull(watch.tick());
        first = Sight.OPEN;
        assertNull(watch.tick());
        first = Sight.LOCKED;
        assertEquals(LockCause.SCREEN, watch.tick());
        assertNull(watch.tick());
        first = Sight.OPEN;
        assertNull(watch.tick());
        first = Sight.LOCKED;
        assertEquals(LockCause.SCREEN, watch.tick());
    }

    @Test
    void twoWhoTellOfOneLockAreOneEvent() {
        second = Sight.LOCKED;
        assertEquals(LockCause.SCREEN, watch.tick());
        first = Sight.LOCKED;
        assertNull(watch.tick());
    }

    @Test
    void aScreenThatIsLockedAtTheBeginningIsTold() {
        first = Sight.LOCKED;
        assertEquals(LockCause.SCREEN, watch.tick());
    }
}
