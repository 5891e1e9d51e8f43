package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Lifetime;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Secret;
import io.backstay.vault.format.Bytes;
import io.backstay.vault.format.Slot;
import io.backstay.vault.passphrase.RecoveryCode;
import java.util.List;
import java.util.random.RandomGenerator;

/// A vault, or new keys for one, complete but not yet written. Closing it forgets its keys and its recovery code.
public final class VaultDraft implements AutoCloseable {
    private final Lifetime secrets = new Lifetime();
    private final VaultKeys keys;
    private final Secret code;
    private final List<Slot> slots;
    private final Argon2id.Parameters parameters;
    private final Writing writing;
    private boolean closed;

    private VaultDraft(VaultKeys keys, Secret code, List<Slot> slots, Argon2id.Parameters parameters, Writing writing) {
        this.keys = secrets.own(keys);
        this.code = secrets.own(code);
        this.slots = slots;
        this.parameters = parameters;
        this.writing = writing;
    }

    static VaultDraft make(
            Bytes vaultId,
            Secret passphrase,
            Argon2id.Parameters parameters,
            Slots slots,
            RandomGenerator random,
            Writing writing)
            throws BackstayException {
        var made = new Lifetime();
        boolean complete = false;
        try {
            VaultKeys keys = made.own(VaultKeys.random(vaultId, random));
            Secret code = made.own(RecoveryCode.make(random));
            List<Slot> wrapped = slots.wrapBoth(passphrase, code, parameters, keys);
            complete = true;
            return new VaultDraft(keys, code, wrapped, parameters, writing);
        } finally {
            if (!complete) {
                made.close();
            }
        }
    }

    /// The recovery code as people write it; this draft closes it.
    public Secret recoveryCode() {
        return code;
    }

    /// What opening it will cost.
    public Argon2id.Parameters parameters() {
        return parameters;
    }

    /// Writes it and answers the vault, open: a new one, or for new keys the same as before.
    ///
    /// When that fails it may be tried again, unless the failure says that the new vault is in place.
    ///
    /// @throws IllegalStateException when it was closed before
    public synchronized Vault write() throws BackstayException {
        if (closed) {
            throw new IllegalStateException("the draft is forgotten already");
        }
        return writing.write(keys, slots);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            secrets.close();
        }
    }

    /// How a draft becomes a vault.
    @FunctionalInterface
    interface Writing {
        /// The keys are copied by whoever needs them for longer.
        Vault write(VaultKeys keys, List<Slot> slots) throws BackstayException;
    }
}
