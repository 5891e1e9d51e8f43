package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Secret;
import io.backstay.seal.Signer;
import io.backstay.seal.VerifierKey;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryId;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.format.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An open vault. Every change is saved before its method returns, or did not happen. Safe for use by several
/// threads.
///
/// Once it is closed, every method that needs its keys fails with `Refused`. Secrets and credentials that are
/// passed in stay the caller's to close. A failure that says that the new vault is in place is the one exception
/// to the first rule: the change happened, but a power cut may undo it.
public final class Vault implements AutoCloseable {
    private final VaultFile file;
    private final ReentrantLock lock = new ReentrantLock();
    private VaultKeys keys;
    private Snapshot snapshot;
    private boolean closed;

    /// Takes over the keys.
    Vault(VaultFile file, VaultKeys keys, Snapshot snapshot) {
        this.file = file;
        this.keys = keys;
        this.snapshot = snapshot;
    }

    /// 32 lower-case hexadecimal digits, the same through all saves.
    public String vaultId() {
        return snapshot().sealed().vaultId().hex();
    }

    /// One more with each save.
    public long generation() {
        return snapshot().sealed().generation();
    }

    /// The SHA-256 of the file's header, in lower-case hexadecimal: names this save in the record.
    public String headerHash() {
        return snapshot().headerHash();
    }

    /// The SHA-256 of the file as it was last read or written here, in lower-case hexadecimal.
    public String contentHash() {
        return snapshot().contentHash();
    }

    /// What it holds, by name.
    public List<Entry> entries() throws BackstayException {
        return locked(() -> snapshot.entries().stream()
                .sorted(Comparator.comparing(Entry::name).thenComparing(Entry::id))
                .toList());
    }

    /// Adds a credential and saves.
    ///
    /// @throws BackstayException `BadInput` when the name is taken or too long, or the credential is of another
    /// kind
    public Entry add(EntryLabel label, Credential credential) throws BackstayException {
        return locked(() -> {
            Snapshot.Item item = editing().added(label, credential);
            List<Snapshot.Item> items = snapshot.items();
            items.add(item);
            save(items);
            return item.entry();
        });
    }

    /// Puts new fields in place of a credential's old ones and saves.
    public Entry replace(EntryId id, Credential credential) throws BackstayException {
        return locked(() -> {
            Snapshot.Item item = editing().replaced(id, credential);
            List<Snapshot.Item> items = snapshot.items();
            items.replaceAll(each -> each.entry().id().equals(id) ? item : each);
            save(items);
            return item.entry();
        });
    }

    /// Removes a credential and saves.
    public void remove(EntryId id) throws BackstayException {
        locked(() -> {
            snapshot.item(id);
            List<Snapshot.Item> items = snapshot.items();
            items.removeIf(item -> item.entry().id().equals(id));
            save(items);
            return id;
        });
    }

    /// Lends a credential for the length of the call; it is closed afterwards. Others can use the vault
    /// meanwhile, and closing it does not take away what is lent.
    public <T extends @Nullable Object, X extends Exception> T lend(
            EntryId id, Secret.Borrower<Credential, T, X> borrower) throws X, BackstayException {
        try (Credential credential = open(id)) {
            return borrower.use(credential);
        }
    }

    /// Borrows a credential for longer than a call of this class can be: what asks a server may be interrupted.
    ///
    /// @return the caller closes it
    public Credential borrow(EntryId id) throws BackstayException {
        return open(id);
    }

    private Credential open(EntryId id) throws BackstayException {
        return locked(() -> snapshot.item(id).open(keys));
    }

    /// Eight hexadecimal digits of a keyed hash over the secret fields: tells whether two are equal, and nothing to
    /// whoever has no key of this vault.
    public String fingerprint(EntryId id) throws BackstayException {
        return locked(() -> {
            try (Credential credential = snapshot.item(id).open(keys)) {
                byte[] secrets = FieldBytes.writeSecrets(credential);
                try {
                    return keys.fingerprint(secrets);
                } finally {
                    Arrays.fill(secrets, (byte) 0);
                }
            }
        });
    }

    /// Signs with a signing key of this vault, which is lent anew for each signature and so fails once this is
    /// closed.
    ///
    /// @throws BackstayException `BadInput` when the entry is no signing key, `Corrupt` when its public half is
    /// none
    public Signer signer(EntryId id) throws BackstayException {
        return lend(id, credential -> {
            if (credential.kind() != EntryKind.SIGNING_KEY) {
                throw new BackstayException(new Failure.BadInput(
                        "The credential " + id + " is no signing key.", "Choose one of the kind signing-key."));
            }
            try {
                byte[] key = Base64.getDecoder().decode(String.valueOf(credential.text("publicKey")));
                return new VaultSigner(this, id, new VerifierKey(String.valueOf(credential.text("keyName")), key));
            } catch (IllegalArgumentException e) {
                throw new BackstayException(
                        new Failure.Corrupt("The signing key " + id, "its name or its public half is none"), e);
            }
        });
    }

    /// Opens every entry.
    ///
    /// @throws BackstayException `Corrupt` for the first one that does not open
    public void check() throws BackstayException {
        locked(() -> {
            snapshot.check(keys);
            return snapshot;
        });
    }

    /// Prepares a new passphrase: when the draft is written everything is encrypted anew with new keys in one
    /// save, the old passphrase and the old recovery code open nothing, and the copy of the generation before is
    /// removed.
    public VaultDraft rekey(Secret nextPassphrase, Argon2id.Parameters parameters) throws BackstayException {
        requireOpen();
        return file.draft(snapshot().sealed().vaultId(), nextPassphrase, parameters, this::adopt);
    }

    private Vault adopt(VaultKeys next, List<Slot> slots) throws BackstayException {
        return locked(() -> {
            List<Snapshot.Item> items = new ArrayList<>();
            for (Snapshot.Item item : snapshot.items()) {
                items.add(item.movedTo(next, keys, file.random()));
            }
            save(new Change(next, slots, items, false));
            return this;
        });
    }

    /// Prepares another vault with chosen entries, a passphrase and an identity of its own.
    public VaultDraft export(VaultFile target, Set<EntryId> ids, Secret passphrase, Argon2id.Parameters parameters)
            throws BackstayException {
        return locked(() -> {
            List<VaultFile.Plain> chosen = new ArrayList<>();
            for (EntryId id : ids) {
                snapshot.item(id);
                chosen.add((next, _) -> locked(() -> snapshot.item(id).movedTo(next, keys, file.random())));
            }
            return target.create(passphrase, parameters, chosen);
        });
    }

    /// Makes the slot that this secret opens cost at least as much as wanted, with a fresh salt, in one save.
    ///
    /// @return false when every slot of its type costs that already; the secret was not looked at then
    /// @throws BackstayException `Refused` when the secret opens no slot
    public boolean upgrade(Secret passphraseOrRecoveryCode, Argon2id.Parameters wanted) throws BackstayException {
        try (Phrase phrase = Phrase.of(passphraseOrRecoveryCode)) {
            return locked(() -> {
                if (snapshot.sealed().slots().stream()
                        .noneMatch(slot -> slot.type() == phrase.type()
                                && slot.parameters().isBelow(wanted))) {
                    return false;
                }
                Slots.Opened opened = file.slots().open(snapshot.sealed(), phrase);
                opened.keys().close();
                List<Slot> slots = new ArrayList<>(snapshot.sealed().slots());
                Slot weak = slots.get(opened.slot());
                if (!weak.parameters().isBelow(wanted)) {
                    return false;
                }
                slots.set(opened.slot(), file.slots().wrap(weak.id(), phrase, wanted, keys));
                save(new Change(keys, slots, snapshot.items(), false));
                return true;
            });
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            keys.close();
        } finally {
            lock.unlock();
        }
    }

    private void save(List<Snapshot.Item> items) throws BackstayException {
        save(new Change(keys, snapshot.sealed().slots(), items, true));
    }

    /// Once the file is in place, this holds what lies there, also when the disk then does not promise to keep it.
    private void save(Change change) throws BackstayException {
        var stamp = new Snapshot.Stamp(
                Math.incrementExact(generation()), file.clock().instant());
        byte[] bytes = Snapshot.write(change.with(), stamp, change.slots(), change.items(), file.random());
        try (SafeFile.Replacing replacing = file.file().begin(snapshot.contentHash())) {
            Snapshot next = replacing.place(
                    bytes,
                    change.keepCopy(),
                    readBack ->
                            Snapshot.open(file.name(), readBack, change.with()).verified(change.with()));
            if (change.with() != keys) {
                VaultKeys old = keys;
                keys = change.with().copy();
                old.close();
            }
            snapshot = next;
            replacing.confirm();
        }
    }

    private Editing editing() {
        return new Editing(snapshot, keys, file.random(), file.clock().instant());
    }

    private Snapshot snapshot() {
        lock.lock();
        try {
            return snapshot;
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Work<T> work) throws BackstayException {
        lock.lock();
        try {
            requireOpen();
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() throws BackstayException {
        if (closed) {
            throw new BackstayException(new Failure.Refused("The vault", "it is locked", "Unlock it and try again."));
        }
    }

    /// Says how many credentials it holds.
    @Override
    public String toString() {
        return "vault of " + snapshot().entries().size() + " credentials";
    }

    /// What the next generation is written with.
    private record Change(VaultKeys with, List<Slot> slots, List<Snapshot.Item> items, boolean keepCopy) {}

    private interface Work<T> {
        T run() throws BackstayException;
    }
}
