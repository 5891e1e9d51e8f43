package io.backstay.ui.kit.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdleClockTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SetClock clock = new SetClock();
    private final IdleClock idle = new IdleClock(IdleClock.LIMIT_DEFAULT, clock);

    @Test
    void theLimitItselfIsIdleAndASecondLessIsNot() {
        clock.pass(Duration.ofMinutes(5).minus(SECOND));
        assertFalse(idle.isIdle());
        assertEquals(SECOND, idle.left());
        clock.pass(SECOND);
        assertTrue(idle.isIdle());
        assertEquals(Duration.ZERO, idle.left());
    }

    @Test
    void aTouchBeginsAnew() {
        clock.pass(Duration.ofMinutes(4));
        idle.touched();
        clock.pass(Duration.ofMinutes(4));
        assertFalse(idle.isIdle());
        clock.pass(Duration.ofMinutes(1));
        assertTrue(idle.isIdle());
        idle.touched();
        assertFalse(idle.isIdle());
    }

    @Test
    void aClockThatIsSetBackLengthensNothing() {
        clock.pass(Duration.ofMinutes(3));
        assertFalse(idle.isIdle());
        clock.shift(Duration.ofHours(-1));
        assertFalse(idle.isIdle());
        clock.pass(Duration.ofMinutes(2));
        assertTrue(idle.isIdle());
    }

    @Test
    void sleepCountsAsIdle() {
        clock.shift(Duration.ofMinutes(6));
        assertTrue(idle.isIdle());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "PT30M1S", "PT0S", "PT-5M"})
    void otherLimitsAreRefused(String limit) {
        assertThrows(IllegalArgumentException.class, () -> new IdleClock(Duration.parse(limit), clock));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT30M"})
    void theEndsOfTheRangeAreLimits(String limit) {
        assertEquals(Duration.parse(limit), new IdleClock(Duration.parse(limit), clock).left());
    }
}
