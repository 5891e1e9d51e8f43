package io.backstay.restore.approve;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.seal.VerifierKey;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose signatures count: the keys of persons, each compared by its fingerprint before it was added.
///
/// A key belongs to one person; a person may have several keys and stays one person. The file is `people.json` in
/// the folder `trust`.
public record People(List<Known> keys) {
    /// The file in the folder `trust`.
    public static final String FILE = "people.json";

    static final String FORMAT = "backstay-people/1";
    private static final ByteSize FILE_MAX = new ByteSize(1L << 20);
    private static final int KEYS_MAX = 1_000;

    public People {
        keys = List.copyOf(keys);
    }

    /// One key.
    ///
    /// @param key     the public line
    /// @param person  to whom it belongs
    /// @param addedBy who compared the fingerprint
    /// @param reason  why it was revoked
    public record Known(
            String key,
            String person,
            Instant addedAt,
            String addedBy,
            @Nullable Instant revokedAt,
            @Nullable String reason) {
        public Known {
            try {
                VerifierKey.parse(key);
            } catch (BackstayException e) {
                throw new IllegalArgumentException(e.failure().message(), e);
            }
            if (person.isBlank()) {
                throw new IllegalArgumentException("a key without a person");
            }
        }

        /// The key itself.
        public VerifierKey verifier() {
            try {
                return VerifierKey.parse(key);
            } catch (BackstayException e) {
                throw new IllegalStateException("it was parsed before", e);
            }
        }
    }

    /// As it is stored.
    record Stored(String format, List<Known> keys) {
        Stored {
            if (!format.equals(FORMAT)) {
                throw new IllegalArgumentException("its format is not " + FORMAT);
            }
            if (keys.size() > KEYS_MAX) {
                throw new IllegalArgumentException("it names more than " + KEYS_MAX + " keys");
            }
            Set<String> seen = new HashSet<>();
            for (Known known : keys) {
                if (!seen.add(Arrays.toString(known.verifier().key()))) {
                    throw new IllegalArgumentException("a key is named twice: " + known.key());
                }
            }
        }
    }

    /// Reads the file of the folder `trust`; nobody counts where there is none.
    public static People read(Path trust) throws BackstayException {
        Path file = trust.resolve(FILE);
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new People(List.of());
        }
        return new People(Json.bind(Json.read(file, FILE_MAX), Stored.class).keys());
    }

    /// Writes the file, whole or not at all.
    public void write(Path trust) throws BackstayException {
        Json.write(trust.resolve(FILE), new Stored(FORMAT, keys));
    }

    /// With another key.
    ///
    /// @throws BackstayException `Conflict` when the same key belongs to somebody, under whatever name
    public People with(Known added) throws BackstayException {
        Known same = of(added.verifier());
        if (same != null) {
            throw new BackstayException(new Failure.Conflict(
                    "This key is known already: it belongs to " + same.person()
                            + (same.revokedAt() == null ? "" : " and was revoked"),
                    "A key belongs to one person for good; a person makes another key."));
        }
        List<Known> more = new ArrayList<>(keys);
        more.add(added);
        return new People(more);
    }

    /// With a key that no longer counts.
    ///
    /// @throws BackstayException `NotFound` when no key has this fingerprint
    public People revoking(String fingerprint, String reason, Instant now) throws BackstayException {
        List<Known> changed = new ArrayList<>();
        boolean found = false;
        for (Known known : keys) {
            boolean same = sameDigits(known.verifier().fingerprint(), fingerprint);
            found |= same;
            changed.add(
                    same && known.revokedAt() == null
                            ? new Known(known.key(), known.person(), known.addedAt(), known.addedBy(), now, reason)
                            : known);
        }
        if (!found) {
            throw new BackstayException(new Failure.NotFound(
                    "A key with the fingerprint " + fingerprint, "List them with 'backstay trust list'."));
        }
        return new People(changed);
    }

    /// Whether two fingerprints are the same digits, however they are grouped.
    public static boolean sameDigits(String one, String other) {
        return digits(one).equals(digits(other));
    }

    private static String digits(String fingerprint) {
        return fingerprint.replaceAll("[\\s:-]", "").toLowerCase(Locale.ROOT);
    }

    /// What is known of a key, whatever name it goes under; absent when nothing is.
    public @Nullable Known of(VerifierKey key) {
        for (Known known : keys) {
            if (Arrays.equals(known.verifier().key(), key.key())) {
                return known;
            }
        }
        return null;
    }

    /// The keys themselves, revoked ones too.
    public List<VerifierKey> verifiers() {
        return keys.stream().map(Known::verifier).toList();
    }

    /// A person's keys that count.
    public List<VerifierKey> keysOf(String person) {
        return keys.stream()
                .filter(known -> known.person().equals(person) && known.revokedAt() == null)
                .map(Known::verifier)
                .toList();
    }
}
