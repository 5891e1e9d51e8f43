package io.backstay.connect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CourtesyTest {
    /// How long the last of so many calls at one moment waits.
    private static Duration wait(Endpoint endpoint, int calls) {
        TokenBucket bucket = Courtesy.usual(endpoint).bucket(() -> 0);
        Duration last = Duration.ZERO;
        for (int i = 0; i < calls; i++) {
            last = bucket.take();
        }
        return last;
    }

    @Test
    void aStoreIsAskedAThousandTimesASecondAtMostWhateverItWouldTake() {
        Endpoint store = new Endpoint("https", "files.s3.eu-central-1.amazonaws.com", 443);
        assertEquals(Duration.ZERO, wait(store, 200), "what a person does is not slowed");
        assertEquals(Duration.ofMillis(1), wait(store, 201));
        assertEquals(Duration.ofSeconds(1), wait(store, 1_200));
        assertEquals(Duration.ofSeconds(10), wait(store, 10_200));
    }

    @Test
    void aStoreOnThisMachineIsNotSpared() {
        assertEquals(Duration.ZERO, wait(new Endpoint("http", "127.0.0.1", 9_000), 10_200));
    }
}
