package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.seal.Argon2id;
import java.time.Duration;

/// Chooses how much opening a vault costs on this machine: about a second, for as much memory as that buys, since
/// memory is what a guesser's hardware has least of.
public final class Calibration {
    /// What is aimed at: 256 MiB, three passes, one lane (libsodium's MODERATE).
    public static final Argon2id.Parameters AIM = new Argon2id.Parameters(256 << 10, 3, 1);

    /// A derivation shall take at least so long.
    static final Duration LEAST = Duration.ofMillis(800);

    /// A derivation shall take at most so long, unless even the least memory takes longer.
    static final Duration MOST = Duration.ofMillis(1500);

    private static final int HEAP_SHARE = 3;
    private static final int KIB = 1024;

    private final int memoryKibMax;
    private final Measure measure;

    private Calibration(int memoryKibMax, Measure measure) {
        this.memoryKibMax = memoryKibMax;
        this.measure = measure;
    }

    /// Chooses by measuring: the aim, half of it as often as it takes too long, twice as much as often as it is too
    /// quick; then more passes where there is no more memory.
    ///
    /// @param heapMaxBytes the most that this process may take; a derivation takes at most a third of it, but never
    ///                     less than [Argon2id.Parameters#FLOOR_CREATED]
    public static Argon2id.Parameters choose(long heapMaxBytes, Measure measure) throws BackstayException {
        long share = heapMaxBytes / HEAP_SHARE / KIB;
        int floor = Argon2id.Parameters.FLOOR_CREATED.memoryKib();
        int most = Math.clamp(share, floor, Argon2id.Parameters.MEMORY_KIB_MAX);
        return new Calibration(most, measure).choose();
    }

    private Argon2id.Parameters choose() throws BackstayException {
        Argon2id.Parameters chosen = with(Math.min(AIM.memoryKib(), memoryKibMax), AIM.passes());
        Duration time = measure.time(chosen);
        if (time.compareTo(MOST) > 0) {
            return less(chosen);
        }
        while (time.compareTo(LEAST) < 0) {
            Argon2id.Parameters more = more(chosen);
            if (more.equals(chosen)) {
                return chosen;
            }
            time = measure.time(more);
            if (time.compareTo(MOST) > 0) {
                return chosen;
            }
            chosen = more;
        }
        return chosen;
    }

    private Argon2id.Parameters less(Argon2id.Parameters tooSlow) throws BackstayException {
        int floor = Argon2id.Parameters.FLOOR_CREATED.memoryKib();
        Argon2id.Parameters chosen = tooSlow;
        boolean fits = false;
        while (!fits && chosen.memoryKib() > floor) {
            chosen = with(Math.max(floor, chosen.memoryKib() / 2), chosen.passes());
            fits = chosen.memoryKib() == floor || measure.time(chosen).compareTo(MOST) <= 0;
        }
        return chosen;
    }

    private Argon2id.Parameters more(Argon2id.Parameters tooQuick) {
        if (tooQuick.memoryKib() < memoryKibMax) {
            return with((int) Math.min(memoryKibMax, tooQuick.memoryKib() * 2L), tooQuick.passes());
        }
        return with(tooQuick.memoryKib(), Math.min(Argon2id.Parameters.PASSES_MAX, tooQuick.passes() + 1));
    }

    private static Argon2id.Parameters with(int memoryKib, int passes) {
        return new Argon2id.Parameters(memoryKib, passes, AIM.lanes());
    }

    /// Does one derivation and measures it; the first one in a process takes longer, so it is done twice.
    public static Duration measure(Argon2id.Parameters parameters) throws BackstayException {
        byte[] phrase = new byte[Derivation.KEY_BYTES];
        byte[] salt = new byte[Derivation.KEY_BYTES];
        Derivation derivation = Derivation.argon2id();
        derivation.derive(phrase, salt, new byte[0], Argon2id.Parameters.FLOOR_CREATED);
        long begun = System.nanoTime();
        derivation.derive(phrase, salt, new byte[0], parameters);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /// Takes the time of one derivation.
    @FunctionalInterface
    public interface Measure {
        Duration time(Argon2id.Parameters parameters) throws BackstayException;
    }
}
