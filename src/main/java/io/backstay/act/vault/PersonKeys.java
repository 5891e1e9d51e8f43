package io.backstay.act.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Signer;
import io.backstay.vault.Vault;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The key in a vault with which one person signs approvals.
final class PersonKeys {
    private static final String ACCOUNT = "person ";

    private PersonKeys() {}

    /// The person's signer, absent when the vault has no key of that person.
    static @Nullable Signer find(Vault vault, String person) throws BackstayException {
        for (Entry entry : vault.entries()) {
            if (entry.kind() == EntryKind.SIGNING_KEY && entry.account().equals(ACCOUNT + person)) {
                return vault.signer(entry.id());
            }
        }
        return null;
    }

    /// The person's signer, or a refusal.
    static Signer require(Vault vault, String person) throws BackstayException {
        Signer found = find(vault, person);
        if (found == null) {
            throw new BackstayException(new Failure.NotFound(
                    "A signing key of " + person + " in the vault",
                    "Make one with 'backstay trust key --as " + person + "'."));
        }
        return found;
    }

    static Signer make(Vault vault, String person, RandomGenerator random) throws BackstayException {
        return RecordSigner.make(vault, "Approvals, " + person, ACCOUNT + person, person, random);
    }
}
