package io.backstay.act.vault;

import io.backstay.base.Storage;
import io.backstay.vault.KeyMaking;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Where a vault lies and what it is made with.
///
/// @param home      the state folder
/// @param random    makes keys: a cryptographic one, except in tests
/// @param keys      what passphrases are made keys with
/// @param idleLimit how long it stays open while nobody touches the window
public record VaultPlace(
        Path home, Storage storage, RandomGenerator random, InstantSource clock, KeyMaking keys, Duration idleLimit) {
    /// How long a vault stays open while nobody touches the window.
    public static final Duration IDLE_USUAL = Duration.ofMinutes(5);

    /// The vault's file.
    Path file() {
        return home.resolve("vault.bsvault");
    }

    /// The keys whose signatures count.
    public Path trust() {
        return home.resolve("trust");
    }

    /// What wrong passphrases cost.
    Path waits() {
        return home.resolve("unlock-waits.json");
    }
}
