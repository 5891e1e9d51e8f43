package io.backstay.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimesTest {
    private static final Instant LOSS = Instant.parse("2026-03-13T07:00:00Z");
    private static final ZoneId MELBOURNE = ZoneId.of("Australia/Melbourne");

    @Test
    void theCustomersZoneComesFirstAndUtcBesideIt() {
        var times = new Times(MELBOURNE, ZoneId.of("Europe/Berlin"));
        assertEquals("Fri 13 Mar 18:00 Melbourne, 07:00 UTC", times.both(LOSS));
    }

    @Test
    void anOffsetIsTheOneOfThatMoment() {
        assertEquals("+11", Times.offset(MELBOURNE, LOSS));
        assertEquals("+10", Times.offset(MELBOURNE, Instant.parse("2026-07-01T00:00:00Z")));
        assertEquals("+5:30", Times.offset(ZoneId.of("Asia/Kolkata"), LOSS));
        assertEquals("-3:30", Times.offset(ZoneOffset.ofHoursMinutes(-3, -30), LOSS));
    }

    @Test
    void aCityIsTheLastPartOfTheZone() {
        assertEquals("Buenos Aires", Times.city(ZoneId.of("America/Argentina/Buenos_Aires")));
        assertEquals("UTC", Times.city(ZoneOffset.UTC));
        assertEquals("UTC", Times.city(ZoneId.of("UTC")));
    }

    @Test
    void aRunningClockKeepsItsWidthAndItsSign() {
        assertEquals("00:36:07", Times.running(Duration.ofSeconds(36 * 60 + 7)));
        assertEquals("-00:00:05", Times.running(Duration.ofSeconds(-5)));
        assertEquals("100:00:00", Times.running(Duration.ofHours(100)));
    }

    @Test
    void whatIsToComeIsNotCalledAgo() {
        assertEquals("4 min 38 s ago", Times.ago(LOSS.minusSeconds(278), LOSS));
        assertEquals("in 3 d 13 h", Times.ago(LOSS.plus(Duration.ofHours(85)), LOSS));
    }
}
