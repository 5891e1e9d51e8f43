package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Storage;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Digest;
import io.backstay.seal.Secret;
import io.backstay.vault.format.Bytes;
import io.backstay.vault.format.Sealed;
import io.backstay.vault.format.Slot;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A vault at rest: one encrypted file, after `docs/formats/vault.md`.
public final class VaultFile {
    /// Any generation is taken.
    public static final long ANY_GENERATION = 0;

    private final SafeFile file;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Slots slots;

    /// @param random must not be guessable: the keys come from it
    public VaultFile(Path path, Storage storage, RandomGenerator random, InstantSource clock) {
        this(path, storage, random, clock, Derivation.argon2id());
    }

    /// The same with another way to the first key.
    public VaultFile(Path path, Storage storage, RandomGenerator random, InstantSource clock, Derivation derivation) {
        file = new SafeFile(path, storage, random);
        this.random = random;
        this.clock = clock;
        slots = new Slots(derivation, random);
    }

    /// The file, as it was named.
    public Path path() {
        return file.named();
    }

    /// Whether there is a file.
    public boolean exists() throws BackstayException {
        return file.exists();
    }

    /// What it says of itself.
    ///
    /// @throws BackstayException `NotFound`, `Corrupt` for a damaged structure, `Unsupported` for another version
    public Outline outline() throws BackstayException {
        Sealed sealed = Sealed.read(name(), file.read()).sealed();
        return new Outline(
                sealed.vaultId().hex(),
                sealed.generation(),
                Instant.ofEpochMilli(sealed.savedAtMs()),
                sealed.entries().size(),
                sealed.slots().stream().map(VaultFile::outline).toList());
    }

    private static Outline.Slot outline(Slot slot) {
        return new Outline.Slot(
                switch (slot.type()) {
                    case PASSPHRASE -> Outline.Way.PASSPHRASE;
                    case RECOVERY_CODE -> Outline.Way.RECOVERY_CODE;
                },
                slot.parameters());
    }

    /// The copy of the generation before, or null when there is none.
    public @Nullable Path keptCopy() throws BackstayException {
        return file.keptCopy();
    }

    /// The SHA-256 of the file as it lies there, in lower-case hexadecimal.
    public String contentHash() throws BackstayException {
        return Digest.hex(file.read());
    }

    /// Prepares a new vault; nothing is written before [VaultDraft#write].
    ///
    /// @param passphrase stays the caller's to close
    /// @throws BackstayException `Conflict` when a file, or the kept copy of one, exists; `BadInput` for parameters
    ///                           below [Argon2id.Parameters#FLOOR_CREATED]
    public VaultDraft create(Secret passphrase, Argon2id.Parameters parameters) throws BackstayException {
        return create(passphrase, parameters, List.of());
    }

    /// A new vault with entries that are sealed anew when it is written.
    VaultDraft create(Secret passphrase, Argon2id.Parameters parameters, List<Plain> entries) throws BackstayException {
        requireRoom();
        return draft(Bytes.random(Sealed.ID_BYTES, random), passphrase, parameters, (keys, wrapped) -> {
            requireRoom();
            List<Snapshot.Item> items = new ArrayList<>();
            for (Plain entry : entries) {
                items.add(entry.sealed(keys, random));
            }
            return write(keys, wrapped, items);
        });
    }

    /// Puts the same bytes as those of another vault file here, where there is none yet.
    ///
    /// @throws BackstayException `Conflict` when a file, or the kept copy of one, exists; `NotFound`, `Corrupt` or
    ///                           `Unsupported` when the other is no vault that this version reads
    public Outline adopt(VaultFile other) throws BackstayException {
        requireRoom();
        Outline outline = other.outline();
        byte[] bytes = other.file.read();
        try (SafeFile.Replacing replacing = file.begin(null)) {
            replacing.place(
                    bytes,
                    false,
                    readBack -> Sealed.read(other.name(), readBack).sealed());
            replacing.confirm();
        }
        return outline;
    }

    /// Puts the copy of the generation before in place of this file; both stay, this one under another name.
    ///
    /// @return where this file lies now
    /// @throws BackstayException `NotFound` without a copy, `Corrupt` when the copy is damaged too
    public Path putBackKept() throws BackstayException {
        if (file.keptCopy() == null) {
            throw new BackstayException(
                    new Failure.NotFound("A kept copy of " + path(), "Look into your own backups of the file."));
        }
        try (SafeFile.Replacing replacing = file.begin(contentHash())) {
            Path aside = replacing.placeKept(
                    ".damaged-" + mark(),
                    readBack -> Sealed.read("The kept copy", readBack).sealed());
            replacing.confirm();
            return aside;
        }
    }

    private String mark() {
        return clock.instant().toString().replaceAll("[^0-9TZ]", "");
    }

    /// Gives this file, or its kept copy, another name beside; nothing is lost.
    ///
    /// @return where it lies now
    public Path setAside(boolean keptCopy) throws BackstayException {
        return file.setAside(keptCopy, ".aside-" + mark());
    }

    /// This file, its copies, what saves left behind and other vault files in its folder.
    public List<Path> family() throws BackstayException {
        return file.family();
    }

    private void requireRoom() throws BackstayException {
        if (file.exists()) {
            throw new BackstayException(
                    new Failure.Conflict("A file " + path() + " exists already", "Choose another name."));
        }
        Path kept = file.keptCopy();
        if (kept != null) {
            throw new BackstayException(new Failure.Conflict(
                    "There is no " + path() + ", but an earlier copy of it, " + kept,
                    "Set it aside with 'backstay vault set-aside'; then it can be taken over, or a new vault made."));
        }
    }

    private Vault write(VaultKeys keys, List<Slot> wrapped, List<Snapshot.Item> items) throws BackstayException {
        var stamp = new Snapshot.Stamp(1, clock.instant());
        byte[] bytes = Snapshot.write(keys, stamp, wrapped, items, random);
        try (SafeFile.Replacing replacing = file.begin(null)) {
            Snapshot snapshot = replacing.place(
                    bytes,
                    false,
                    readBack -> Snapshot.open(name(), readBack, keys).verified(keys));
            replacing.confirm();
            return new Vault(this, keys.copy(), snapshot);
        }
    }

    /// New keys for a vault, with both ways in.
    VaultDraft draft(Bytes vaultId, Secret passphrase, Argon2id.Parameters parameters, VaultDraft.Writing writing)
            throws BackstayException {
        if (parameters.isBelow(Argon2id.Parameters.FLOOR_CREATED)) {
            throw new BackstayException(new Failure.BadInput(
                    parameters + " is too weak for a new vault.",
                    "Use at least " + Argon2id.Parameters.FLOOR_CREATED + "."));
        }
        return VaultDraft.make(vaultId, passphrase, parameters, slots, random, writing);
    }

    /// Opens the vault with its passphrase or its recovery code; a code is recognised by its form.
    ///
    /// @param passphraseOrRecoveryCode stays the caller's to close
    /// @param generationAtLeast        the highest generation seen on this computer, or [#ANY_GENERATION] when
    ///                                 somebody decided to take an older copy
    /// @throws BackstayException `BadInput` for a recovery code with a slip in it, `Refused` when the secret opens
    ///                           no slot, `Corrupt` when it does but the rest was
    ///                           changed, `Conflict` when the file is older than that generation
    public Vault open(Secret passphraseOrRecoveryCode, long generationAtLeast) throws BackstayException {
        file.clean();
        byte[] bytes = file.read();
        Sealed sealed = Sealed.read(name(), bytes).sealed();
        VaultKeys keys;
        try (Phrase phrase = Phrase.of(passphraseOrRecoveryCode)) {
            keys = slots.open(sealed, phrase).keys();
        }
        boolean opened = false;
        try {
            Snapshot snapshot = Snapshot.open(name(), bytes, keys);
            requireGeneration(sealed.generation(), generationAtLeast);
            opened = true;
            return new Vault(this, keys, snapshot);
        } finally {
            if (!opened) {
                keys.close();
            }
        }
    }

    private void requireGeneration(long generation, long atLeast) throws BackstayException {
        if (generation < atLeast) {
            throw new BackstayException(new Failure.Conflict(
                    "An older copy of the vault lies at " + path() + ": generation " + generation
                            + ", while generation " + atLeast + " was seen on this computer",
                    "Find out who put it there; what was changed since is missing in it."));
        }
    }

    SafeFile file() {
        return file;
    }

    RandomGenerator random() {
        return random;
    }

    InstantSource clock() {
        return clock;
    }

    Slots slots() {
        return slots;
    }

    String name() {
        return path().toString();
    }

    /// An entry whose fields can be opened where it comes from.
    interface Plain {
        /// Seals it for another vault.
        Snapshot.Item sealed(VaultKeys keys, RandomGenerator random) throws BackstayException;
    }
}
