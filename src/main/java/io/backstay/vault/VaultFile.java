package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Storage;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Secret;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A vault at rest: one encrypted file, after `docs/formats/vault.md`.
public final class VaultFile {
    /// Any generation is taken.
    public static final long ANY_GENERATION = 0;

    private final Path path;

    public VaultFile(Path path, Storage storage, RandomGenerator random, InstantSource clock) {
        this.path = path;
    }

    /// The file, as it was named.
    public Path path() {
        return path;
    }

    /// Whether there is a file.
    public boolean exists() throws BackstayException {
        throw new UnsupportedOperationException();
    }

    /// What it says of itself.
    ///
    /// @throws BackstayException `NotFound`, `Corrupt` for a damaged structure, `Unsupported` for another version
    public Outline outline() throws BackstayException {
        throw new UnsupportedOperationException();
    }

    /// The copy of the generation before, or null when there is none.
    public @Nullable Path keptCopy() throws BackstayException {
        throw new UnsupportedOperationException();
    }

    /// The SHA-256 of the file as it lies there, in lower-case hexadecimal.
    public String contentHash() throws BackstayException {
        throw new UnsupportedOperationException();
    }

    /// Prepares a new vault; nothing is written before [VaultDraft#write].
    ///
    /// @param passphrase stays the caller's to close
    /// @throws BackstayException when a file exists already, or the parameters are below [Argon2id.Parameters#FLOOR_CREATED]
    public VaultDraft create(Secret passphrase, Argon2id.Parameters parameters) throws BackstayException {
        throw new UnsupportedOperationException();
    }

    /// Opens the vault with its passphrase or its recovery code; a code is recognised by its form.
    ///
    /// @param passphraseOrRecoveryCode stays the caller's to close
    /// @param generationAtLeast        the highest generation seen on this computer
    /// @throws BackstayException `Refused` when the secret opens no slot, `Corrupt` when it does but the rest was
    ///                           changed, `Conflict` when the file is older than that generation
    public Vault open(Secret passphraseOrRecoveryCode, long generationAtLeast) throws BackstayException {
        throw new UnsupportedOperationException();
    }
}
