package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.seal.Argon2id;
import java.time.Duration;

/// Chooses how much opening a vault costs on this machine: as much memory as 0.8 to 1.5 seconds allow.
public final class Calibration {
    private Calibration() {}

    /// Chooses by measuring.
    ///
    /// @param heapMaxBytes the most that this process may take; a derivation takes at most a third of it
    public static Argon2id.Parameters choose(long heapMaxBytes, Measure measure) throws BackstayException {
        throw new UnsupportedOperationException();
    }

    /// Takes the time of one derivation.
    @FunctionalInterface
    public interface Measure {
        Duration time(Argon2id.Parameters parameters) throws BackstayException;
    }

    /// Does a derivation and measures it.
    public static Duration measure(Argon2id.Parameters parameters) throws BackstayException {
        throw new UnsupportedOperationException();
    }
}
