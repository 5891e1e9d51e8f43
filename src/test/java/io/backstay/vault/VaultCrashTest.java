package io.backstay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.backstay.fixture.Campaign;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The power is cut after every step of a vault's life, in every way in which that can go.
class VaultCrashTest {
    private static final int FORCES = 18;
    private static final long STATES = 10_000;
    private static final long STATES_OF_A_LIFE_MIN = 50;
    private static final long LIVES_DEEP = 2_000;

    @Test
    void whateverTheMomentOfThePowerCutTheOldOrTheNewVaultOpens() throws Exception {
        long states = 0;
        for (long seed = 0; states < STATES; seed++) {
            CrashStory story = CrashStory.lived(seed, _ -> false);
            states += story.replay();
            assertEquals(null, story.violation(), "seed " + seed);
        }
        assertTrue(states >= STATES);
    }

    /// A life has some 650 states on average, so that all of them have more than a million.
    @Test
    @Tag("deep")
    void aMillionPowerCutsLoseNothing() throws Exception {
        long lives = new Campaign("vault power cuts", LIVES_DEEP).run(seed -> {
            CrashStory story = CrashStory.lived(seed, _ -> false);
            long states = story.replay();
            assertEquals(null, story.violation(), "seed " + seed);
            assertTrue(states > STATES_OF_A_LIFE_MIN, states + " states, seed " + seed);
        });
        assertTrue(lives > 0);
    }

    /// The first story with every kind of force in which, at its end, one save keeps a copy and one forgets it. With
    /// more forces it would forget twice, and where nothing was kept the second time has nothing to make last.
    private static long longStory() throws Exception {
        for (long seed = 1; ; seed++) {
            CrashStory story = CrashStory.lived(seed, _ -> false);
            if (story.copiedAside() && story.forces() == FORCES) {
                return seed;
            }
        }
    }

    /// Each force in turn is acknowledged but not done. If that went unnoticed, the force would be there for
    /// nothing, or this test would see nothing.
    @TestFactory
    Stream<DynamicTest> everyForceIsNeeded() throws Exception {
        long seed = longStory();
        int forces = CrashStory.lived(seed, _ -> false).forces();
        return IntStream.range(0, forces)
                .mapToObj(left -> dynamicTest("without force " + left, () -> {
                    CrashStory story = CrashStory.lived(seed, force -> force == left);
                    story.replay();
                    assertFalse(story.violation() == null, "nothing was seen without force " + left);
                }));
    }

    @Test
    void aStoryTellsWhenSomethingIsLost() {
        assertThrows(
                IllegalStateException.class,
                () -> CrashStory.lived(1, _ -> true).requireHeld());
    }
}
