package io.backstay.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void aMomentInASentenceHasNoFractions() {
        assertEquals("2026-11-23 01:39:48 UTC", Utc.words(Instant.parse("2026-11-23T01:39:48.587810Z")));
    }

    @Test
    void whatIsShorterThanASecondIsNotCountedInMilliseconds() {
        assertEquals("less than a second", Durations.rough(Duration.ZERO));
        assertEquals("less than a second", Durations.rough(Duration.ofMillis(999)));
        assertEquals("1 s", Durations.rough(Duration.ofSeconds(1)));
        assertEquals("-2 s", Durations.rough(Duration.ofSeconds(-2)));
    }

    @Test
    void aNounFollowsItsCount() {
        assertEquals("1 row", Counts.of(1, "row"));
        assertEquals("3,087 rows", Counts.of(3087, "row"));
    }
}
