package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/// Makes the entries of the next generation.
record Editing(Snapshot snapshot, VaultKeys keys, RandomGenerator random, Instant now) {
    /// @throws BackstayException `BadInput` when the name is taken, or the credential is of another kind
    Snapshot.Item added(EntryLabel label, Credential credential) throws BackstayException {
        if (snapshot.entries().stream().anyMatch(entry -> entry.name().equals(label.name()))) {
            throw new BackstayException(new Failure.BadInput(
                    "The vault has a credential named '" + label.name() + "' already.",
                    "Choose another name, or replace that one."));
        }
        return sealed(label.entry(EntryId.random(random), now.truncatedTo(ChronoUnit.MILLIS)), credential);
    }

    /// The same entry, one revision later.
    Snapshot.Item replaced(EntryId id, Credential credential) throws BackstayException {
        Entry old = snapshot.item(id).entry();
        return sealed(
                new Entry(
                        id,
                        Math.incrementExact(old.revision()),
                        old.kind(),
                        old.purpose(),
                        old.name(),
                        old.account(),
                        old.tenant(),
                        old.createdAt(),
                        now.truncatedTo(ChronoUnit.MILLIS),
                        old.rotateAfterDays()),
                credential);
    }

    private Snapshot.Item sealed(Entry entry, Credential credential) throws BackstayException {
        if (entry.kind() != credential.kind()) {
            throw new BackstayException(new Failure.BadInput(
                    "'" + entry.name() + "' is of the kind " + entry.kind().word() + ", its fields are of the kind "
                            + credential.kind().word() + ".",
                    "Give the fields of its kind."));
        }
        return Snapshot.Item.seal(entry, credential, keys, random);
    }
}
