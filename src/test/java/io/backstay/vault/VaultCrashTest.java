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
    private static final long STATES = 10_000;
    private static final long STATES_DEEP = 1_000_000;
    private static final long SEEDS_DEEP = 2_000;

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

    @Test
    @Tag("deep")
    void aMillionPowerCutsLoseNothing() throws Exception {
        long[] states = new long[1];
        long rounds = new Campaign("vault power cuts", SEEDS_DEEP).run(seed -> {
            CrashStory story = CrashStory.lived(seed, _ -> false);
            states[0] += story.replay();
            assertEquals(null, story.violation(), "seed " + seed);
        });
        assertTrue(rounds < SEEDS_DEEP || states[0] >= STATES_DEEP || states[0] == 0, states[0] + " states");
    }

    /// Each force in turn is acknowledged but not done. If that went unnoticed, the force would be there for
    /// nothing, or this test would see nothing.
    @TestFactory
    Stream<DynamicTest> everyForceIsNeeded() throws Exception {
        long seed = 1;
        int forces = CrashStory.lived(seed, _ -> false).forces();
        assertTrue(forces >= 11, forces + " forces");
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
