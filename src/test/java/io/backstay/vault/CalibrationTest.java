package io.backstay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.seal.Argon2id;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {
    private static final long GIB = 1L << 30;

    /// A machine that takes so many milliseconds for a pass over 64 MiB, and what is chosen on it.
    @ParameterizedTest
    @CsvSource({
        // about a second for the aim: it is taken as it is
        "80, 4, 256, 3",
        // slow machines: less memory, never below the floor
        "160, 4, 128, 3",
        "300, 4, 64, 3",
        "5000, 4, 64, 3",
        // quick ones: more memory first, then more passes
        "40, 4, 512, 3",
        "20, 4, 1024, 3",
        "4, 4, 1024, 13",
        "1, 4, 1024, 16",
        // little memory in this process: a third of it, and more passes instead
        "40, 1, 341, 4",
        "40, 0, 64, 16"
    })
    void memoryIsRaisedFirst(long millisPerPass, long heapGib, int memoryMib, int passes) throws Exception {
        Argon2id.Parameters chosen = Calibration.choose(
                heapGib * GIB,
                given -> Duration.ofMillis(millisPerPass * given.passes() * given.memoryKib() / (64 << 10)));
        assertEquals(memoryMib, chosen.memoryKib() >> 10);
        assertEquals(passes, chosen.passes());
        assertEquals(1, chosen.lanes());
    }

    @Test
    void theSameMeasurementsMakeTheSameChoice() throws Exception {
        List<Argon2id.Parameters> measured = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            measured.add(Calibration.choose(GIB, given -> Duration.ofMillis(given.memoryKib() / 1000)));
        }
        assertEquals(measured.getFirst(), measured.getLast());
    }
}
