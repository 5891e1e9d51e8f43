package io.backstay.act.vault;

import io.backstay.base.BackstayException;
import io.backstay.seal.Ed25519;
import io.backstay.seal.Secret;
import io.backstay.seal.Signer;
import io.backstay.vault.EntryLabel;
import io.backstay.vault.Vault;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The key in a vault that signs one record; made when the vault has none for it.
final class RecordSigner {
    private RecordSigner() {}

    /// The signer for the record of that origin.
    static Signer of(Vault vault, String origin, RandomGenerator random) throws BackstayException {
        for (Entry entry : vault.entries()) {
            if (entry.kind() == EntryKind.SIGNING_KEY && entry.account().equals(origin)) {
                return vault.signer(entry.id());
            }
        }
        // A vault that came from another computer holds the key of that one's record: the name says which is which.
        return make(vault, "Record of acts, " + origin, origin, origin, random);
    }

    /// Makes a signing key.
    ///
    /// @param name    of the entry
    /// @param account by which the entry is found again
    /// @param keyName stands before its signatures
    static Signer make(Vault vault, String name, String account, String keyName, RandomGenerator random)
            throws BackstayException {
        Ed25519.Made made = Ed25519.make(keyName, random);
        try (Secret seed = made.seed()) {
            Map<String, Secret> fields = new LinkedHashMap<>();
            fields.put("keyName", open(made.key().name()));
            fields.put(
                    "publicKey",
                    open(Base64.getEncoder().encodeToString(made.key().key())));
            fields.put("seed", seed.copy());
            try (Credential credential = Credential.of(EntryKind.SIGNING_KEY, fields)) {
                Entry entry = vault.add(
                        new EntryLabel(EntryKind.SIGNING_KEY, Purpose.SIGN, name, account, null, null), credential);
                return vault.signer(entry.id());
            }
        }
    }

    private static Secret open(String text) throws BackstayException {
        return Secret.ofBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
