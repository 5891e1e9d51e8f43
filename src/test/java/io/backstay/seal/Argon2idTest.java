package io.backstay.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class Argon2idTest {
    /// More than fits, and less than this process may take in all: the memory runs out half way.
    static final class Hungry {
        private Hungry() {}

        @SuppressWarnings("SystemOut") // the parent reads it
        public static void main(String[] arguments) {
            try {
                Argon2id.derive(new byte[8], new byte[32], new byte[0], new Argon2id.Parameters(60 << 10, 2, 1), 32);
                System.out.print("derived");
            } catch (BackstayException e) {
                System.out.print(e.failure().code() + ": " + e.getMessage());
            }
        }
    }

    @Test
    void memoryThatRunsOutIsToldInASentence() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Hungry.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(child.waitFor(60, TimeUnit.SECONDS));
        assertTrue(said.startsWith("unsupported: Deriving a key"), said);
    }

    @Test
    void moreMemoryThanThereIsIsNotEvenTried() {
        var absurd = new Argon2id.Parameters(Argon2id.Parameters.MEMORY_KIB_MAX, 2, 1);
        assertTrue(Runtime.getRuntime().maxMemory() < 1L << 30, "tests run with a small heap");
        Failure failure = assertThrows(
                        BackstayException.class,
                        () -> Argon2id.derive(new byte[8], new byte[32], new byte[0], absurd, 32))
                .failure();
        assertInstanceOf(Failure.Unsupported.class, failure);
    }

    @Test
    void parametersOutsideOfTheLimitsCannotBeMade() {
        assertThrows(IllegalArgumentException.class, () -> new Argon2id.Parameters(64, 3, 1));
        assertThrows(BackstayException.class, () -> Argon2id.Parameters.of(0xFFFF_FFFFL, 3, 1));
        assertEquals("Argon2id, 64 MiB, 3 passes", Argon2id.Parameters.FLOOR_CREATED.toString());
        assertFalse(Argon2id.Parameters.FLOOR_CREATED.isBelow(Argon2id.Parameters.FLOOR_CREATED));
    }

    @Test
    void secretsAreKeptFromTheSwapFileWhereThatCanBeDone() {
        SwapLock lock = Secret.swapLock();
        assertTrue(
                lock != SwapLock.UNSUPPORTED || !System.getProperty("os.name").equals("Linux"), "mlock was found");
        try (Secret secret = Secret.random(5000, new Random(1));
                Secret copy = secret.copy()) {
            assertTrue(secret.sameAs(copy));
            assertEquals(5000, copy.size());
        }
    }
}
