package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Aead;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Hkdf;
import io.backstay.seal.Secret;
import io.backstay.vault.format.Bytes;
import io.backstay.vault.format.Sealed;
import io.backstay.vault.format.Slot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Wraps a vault's key for a passphrase or a recovery code, and opens what was wrapped.
final class Slots {
    private static final byte[] ASSOCIATED = "BSV1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INFO = "bsv1/slot".getBytes(StandardCharsets.US_ASCII);

    private final Derivation derivation;
    private final RandomGenerator random;

    Slots(Derivation derivation, RandomGenerator random) {
        this.derivation = derivation;
        this.random = random;
    }

    /// A slot that the phrase opens.
    Slot wrap(Phrase phrase, Argon2id.Parameters parameters, VaultKeys keys) throws BackstayException {
        return wrap(Bytes.random(Slot.ID_BYTES, random), phrase, parameters, keys);
    }

    /// The same, with fresh salt and nonce under an id that exists.
    Slot wrap(Bytes id, Phrase phrase, Argon2id.Parameters parameters, VaultKeys keys) throws BackstayException {
        Bytes salt = Bytes.random(Slot.SALT_BYTES, random);
        Bytes none = Bytes.of(new byte[0]);
        Bytes vaultId = keys.vaultId();
        byte[] derived = derived(new Slot(id, phrase.type(), parameters, salt, none, none, none), vaultId, phrase);
        byte[] key = Arrays.copyOf(derived, Aead.KEY_BYTES);
        try {
            Bytes commitment = Bytes.of(Arrays.copyOfRange(derived, Aead.KEY_BYTES, derived.length));
            var slot = new Slot(id, phrase.type(), parameters, salt, commitment, none, none);
            Bytes nonce = Bytes.random(Aead.NONCE_BYTES, random);
            byte[] bound = slot.bound(vaultId);
            return slot.with(nonce, Bytes.of(keys.lendMaster(master -> Aead.seal(key, nonce.array(), bound, master))));
        } finally {
            Arrays.fill(derived, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    /// The keys of the vault and the slot that the phrase opened.
    ///
    /// @throws BackstayException `Refused`, always in the same words, when it opens none
    Opened open(Sealed sealed, Phrase phrase) throws BackstayException {
        List<Slot> slots = sealed.slots();
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).type() == phrase.type()) {
                Secret master = open(slots.get(i), sealed.vaultId(), phrase);
                if (master != null) {
                    return new Opened(VaultKeys.of(sealed.vaultId(), master), i);
                }
            }
        }
        throw new BackstayException(new Failure.Refused(
                "The vault",
                "this passphrase or recovery code does not open it",
                "Check the keyboard layout and Caps Lock, and that it is the passphrase of this vault."));
    }

    private @Nullable Secret open(Slot slot, Bytes vaultId, Phrase phrase) throws BackstayException {
        byte[] derived = derived(slot, vaultId, phrase);
        byte[] key = Arrays.copyOf(derived, Aead.KEY_BYTES);
        byte[] commitment = Arrays.copyOfRange(derived, Aead.KEY_BYTES, derived.length);
        try {
            // Compared before anything is opened: a wrapped key that opens under two passphrases has no use then.
            if (!MessageDigest.isEqual(commitment, slot.commitment().array())) {
                return null;
            }
            byte[] master = Aead.open(
                    key,
                    slot.nonce().array(),
                    slot.bound(vaultId),
                    slot.wrapped().array());
            return master == null ? null : Secret.ofBytes(master);
        } finally {
            Arrays.fill(derived, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] derived(Slot slot, Bytes vaultId, Phrase phrase) throws BackstayException {
        ByteBuffer associated = ByteBuffer.allocate(
                ASSOCIATED.length + vaultId.size() + slot.id().size() + 1);
        associated.put(ASSOCIATED);
        vaultId.writeTo(associated);
        slot.id().writeTo(associated);
        associated.put((byte) slot.type().code());
        ByteBuffer info =
                ByteBuffer.allocate(INFO.length + vaultId.size() + slot.id().size());
        info.put(INFO);
        vaultId.writeTo(info);
        slot.id().writeTo(info);
        byte[] first = phrase.bytes()
                .lendBytes(
                        bytes -> derivation.derive(bytes, slot.salt().array(), associated.array(), slot.parameters()));
        try {
            return Hkdf.sha512(first, info.array(), Aead.KEY_BYTES + Slot.COMMITMENT_BYTES);
        } finally {
            Arrays.fill(first, (byte) 0);
        }
    }

    /// What a phrase opened; the caller closes the keys.
    record Opened(VaultKeys keys, int slot) {}

    /// The slots of a new vault or of new keys.
    List<Slot> wrapBoth(Secret passphrase, Secret recoveryCode, Argon2id.Parameters parameters, VaultKeys keys)
            throws BackstayException {
        try (Phrase first = Phrase.chosen(passphrase);
                Phrase second = Phrase.of(recoveryCode)) {
            return List.of(wrap(first, parameters, keys), wrap(second, parameters, keys));
        }
    }
}
