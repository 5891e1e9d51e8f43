package io.backstay.ui.restore.view.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeAxisTest {
    private static final Instant FROM = Instant.parse("2026-03-28T22:59:58Z");

    @ParameterizedTest
    @ValueSource(longs = {2, 40, 600, 7_200, 90_000, 600_000, 5_000_000, 90_000_000})
    void aLineOfAnyLengthHasAFewRoundTicks(long seconds) {
        var axis = new TimeAxis(FROM, FROM.plusSeconds(seconds), 700);
        // The clocks go forward in Berlin on the night of 29 March.
        var ticks = axis.ticks(ZoneId.of("Europe/Berlin"));
        assertTrue(!ticks.isEmpty() && ticks.size() <= 10, ticks::toString);
        ticks.forEach(tick -> assertTrue(axis.x(tick.toInstant()) >= 0 && axis.x(tick.toInstant()) <= 700));
        assertEquals(350, axis.x(FROM.plus(Duration.ofSeconds(seconds).dividedBy(2))), 0.5);
    }
}
