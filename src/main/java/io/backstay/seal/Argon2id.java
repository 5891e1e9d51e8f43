package io.backstay.seal;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id version 1.3 (RFC 9106): makes a key from a passphrase, at a cost in memory and time.
public final class Argon2id {
    private Argon2id() {}

    /// Makes a key. The arrays stay the caller's to erase.
    ///
    /// @param salt         fresh and random for every stored key
    /// @param associated   what the key is for; another text makes another key
    /// @param bytes        how long the key shall be
    /// @throws BackstayException when this process has not enough memory for it
    public static byte[] derive(byte[] passphrase, byte[] salt, byte[] associated, Parameters parameters, int bytes)
            throws BackstayException {
        Argon2Parameters given =
                builder(parameters).withSalt(salt).withAdditional(associated).build();
        try {
            return generate(given, passphrase, bytes);
        } catch (OutOfMemoryError e) {
            // Nothing of ours was half done: the block of memory is asked for before anything else.
            throw new BackstayException(tooMuch(parameters), e);
        } finally {
            given.clear();
        }
    }

    private static Failure tooMuch(Parameters parameters) {
        return new Failure.Unsupported(
                "Deriving a key (" + parameters + ") in the memory of this process",
                "Close other work, or start Backstay with a larger heap (-Xmx), then try again.");
    }

    private static Argon2Parameters.Builder builder(Parameters parameters) {
        return new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(parameters.memoryKib())
                .withIterations(parameters.passes())
                .withParallelism(parameters.lanes());
    }

    static byte[] generate(Argon2Parameters given, byte[] passphrase, int bytes) {
        var generator = new Argon2BytesGenerator();
        generator.init(given);
        byte[] key = new byte[bytes];
        generator.generateBytes(passphrase, key);
        return key;
    }

    /// What a derivation costs.
    ///
    /// @param memoryKib how much memory it takes, in KiB
    /// @param passes    how often it goes over that memory
    /// @param lanes     how many parts could be worked on at once
    public record Parameters(int memoryKib, int passes, int lanes) {
        /// The least memory of any vault, in KiB: 19 MiB (OWASP Password Storage).
        public static final int MEMORY_KIB_MIN = 19 << 10;

        /// The most memory that a file may make us take, in KiB: 1 GiB.
        public static final int MEMORY_KIB_MAX = 1 << 20;

        /// The fewest passes of any vault.
        public static final int PASSES_MIN = 2;

        /// The most passes that a file may make us do.
        public static final int PASSES_MAX = 16;

        /// The most lanes of any vault.
        public static final int LANES_MAX = 16;

        /// The least that a vault is made with: 64 MiB, three passes (RFC 9106 section 4, second choice, with one
        /// lane).
        public static final Parameters FLOOR_CREATED = new Parameters(64 << 10, 3, 1);

        /// Parameters as a file gives them, where numbers are unsigned.
        ///
        /// @throws BackstayException for those that are too weak or absurd, before any memory is taken
        public static Parameters of(long memoryKib, long passes, long lanes) throws BackstayException {
            if (memoryKib < MEMORY_KIB_MIN || passes < PASSES_MIN || lanes < 1) {
                throw refused(memoryKib, passes, lanes, "too weak to keep a guesser out");
            }
            if (memoryKib > MEMORY_KIB_MAX || passes > PASSES_MAX || lanes > LANES_MAX) {
                throw refused(memoryKib, passes, lanes, "beyond what any vault needs");
            }
            return new Parameters((int) memoryKib, (int) passes, (int) lanes);
        }

        public Parameters {
            if (memoryKib < MEMORY_KIB_MIN
                    || memoryKib > MEMORY_KIB_MAX
                    || passes < PASSES_MIN
                    || passes > PASSES_MAX
                    || lanes < 1
                    || lanes > LANES_MAX) {
                throw new IllegalArgumentException("not within the limits of a key derivation: " + memoryKib + " KiB, "
                        + passes + " passes, " + lanes + " lanes");
            }
        }

        /// Whether it costs less than the other in memory or in passes.
        public boolean isBelow(Parameters other) {
            return memoryKib < other.memoryKib || passes < other.passes;
        }

        private static BackstayException refused(long memoryKib, long passes, long lanes, String why) {
            return new BackstayException(new Failure.Unsupported(
                    "A key derivation with " + memoryKib + " KiB, " + passes + " passes and " + lanes + " lanes",
                    "It is " + why + ": type no passphrase for this file, and use a copy that you trust."));
        }

        /// For people, such as `Argon2id, 256 MiB, 3 passes`.
        @Override
        public String toString() {
            return "Argon2id, " + (memoryKib >> 10) + " MiB, " + passes + " passes"
                    + (lanes == 1 ? "" : ", " + lanes + " lanes");
        }
    }
}
