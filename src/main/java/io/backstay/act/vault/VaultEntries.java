package io.backstay.act.vault;

import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.act.vault.Vaults.Draft;
import io.backstay.act.vault.Vaults.Item;
import io.backstay.act.vault.Vaults.TestOutcome;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import io.backstay.vault.EntryLabel;
import io.backstay.vault.Vault;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryId;
import io.backstay.vault.entry.EntryKind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The credentials in an open vault: listed, changed, tried and shown, each act in the record.
///
/// A vault that is locked meanwhile refuses by itself, so nothing is held against it here.
final class VaultEntries {
    private final Held held;
    private final AuditLog audit;
    private final Recorder recorder;
    private final VaultMarks marks;
    private final InstantSource clock;
    private final CredentialTest trials;
    private final Uses uses;

    VaultEntries(Held held, AuditLog audit, Recorder recorder, VaultMarks marks, InstantSource clock, Looking looking) {
        this.uses = looking.uses();
        this.held = held;
        this.trials = looking.trials();
        this.audit = audit;
        this.recorder = recorder;
        this.marks = marks;
        this.clock = clock;
    }

    /// What is looked up about an entry.
    ///
    /// @param trials tries what it is for
    /// @param uses   knows who names it
    record Looking(CredentialTest trials, Uses uses) {}

    /// Has the vault, or says why not.
    @FunctionalInterface
    interface Held {
        Vault vault() throws BackstayException;
    }

    List<Item> list() throws BackstayException {
        Vault vault = held.vault();
        List<Item> items = new ArrayList<>();
        for (Entry entry : vault.entries()) {
            boolean signs =
                    entry.kind() == EntryKind.SIGNING_KEY && entry.account().equals(audit.origin());
            items.add(new Item(
                    entry,
                    signs ? List.of("The record of acts") : uses.of(entry.name()),
                    marks.lentAt(entry),
                    entry.isDue(clock.instant()),
                    vault.fingerprint(entry.id())));
        }
        return List.copyOf(items);
    }

    Entry add(Draft draft, Credential credential) throws BackstayException {
        EntryLabel label = new EntryLabel(
                draft.kind(), draft.purpose(), draft.name(), draft.account(), draft.tenant(), draft.rotateAfterDays());
        Deed deed = Deed.of("vault.add", draft.name())
                .with("kind", draft.kind().word())
                .with("purpose", draft.purpose().word())
                .with("account", draft.account());
        return changed(deed, vault -> vault.add(label, credential));
    }

    void remove(EntryId id) throws BackstayException {
        Entry entry = entry(id);
        if (entry.kind() == EntryKind.SIGNING_KEY && entry.account().equals(audit.origin())) {
            throw new BackstayException(new Failure.Refused(
                    "The vault",
                    "this key signs the record of acts while the vault is open",
                    "Keep it; a record that is signed with another key must be compared anew by everybody."));
        }
        changed(Deed.of("vault.remove", entry.name()).with("entry", id.value()), vault -> {
            vault.remove(id);
            return entry;
        });
    }

    Entry replace(EntryId id, Credential credential) throws BackstayException {
        Deed deed = Deed.of("vault.replace", entry(id).name()).with("entry", id.value());
        return changed(deed, vault -> vault.replace(id, credential));
    }

    /// What changes an open vault and saves it.
    @FunctionalInterface
    private interface Change {
        Entry in(Vault vault) throws BackstayException;
    }

    private Entry changed(Deed deed, Change change) throws BackstayException {
        Vault vault = held.vault();
        Entry entry = recorder.act(
                Permission.CHANGE_CREDENTIALS,
                deed,
                () -> change.in(vault),
                changed -> Map.of("entry", changed.id().value(), "revision", Integer.toString(changed.revision())));
        marks.saved(vault);
        return entry;
    }

    TestOutcome test(EntryId id) throws BackstayException, InterruptedException {
        Entry entry = entry(id);
        Vault vault = held.vault();
        Deed deed = Deed.of("vault.test", entry.name()).with("entry", id.value());
        return recorder.act(
                Permission.TEST_CREDENTIAL,
                deed,
                () -> trials.run(vault, entry),
                outcome -> Map.of("works", String.valueOf(outcome.works())));
    }

    Secret reveal(EntryId id, String field) throws BackstayException {
        Vault vault = held.vault();
        Deed deed = Deed.of("vault.reveal", entry(id).name())
                .with("entry", id.value())
                .with("field", field);
        return recorder.act(
                Permission.REVEAL_SECRET,
                deed,
                () -> vault.lend(id, credential -> credential.secret(field).copy()));
    }

    private Entry entry(EntryId id) throws BackstayException {
        for (Entry entry : held.vault().entries()) {
            if (entry.id().equals(id)) {
                return entry;
            }
        }
        throw new BackstayException(
                new Failure.NotFound("The credential " + id, "List what the vault holds, and choose one of them."));
    }
}
