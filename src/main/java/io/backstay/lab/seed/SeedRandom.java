package io.backstay.lab.seed;

import java.util.SplittableRandom;

/// Randomness that belongs to a place, so that every table can be written alone and still fit all others.
public final class SeedRandom {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private SeedRandom() {}

    /// The generator of one place; another place, or another seed, gives an unrelated one.
    public static SplittableRandom at(long seed, long... place) {
        long mixed = seed;
        for (long part : place) {
            mixed = (mixed ^ part) * STEP;
            mixed ^= mixed >>> 29;
        }
        return new SplittableRandom(mixed);
    }
}
