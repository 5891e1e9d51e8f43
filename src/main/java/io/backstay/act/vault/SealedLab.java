package io.backstay.act.vault;

import io.backstay.audit.AuditLog;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.lab.LabCredentials;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import io.backstay.seal.Signer;
import io.backstay.vault.EntryLabel;
import io.backstay.vault.Vault;
import io.backstay.vault.VaultDraft;
import io.backstay.vault.VaultFile;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The throw-away vault of one lab: real in every part, but its passphrase is random and nobody knows it.
///
/// The file lies in the lab's folder and goes with it. What it lends is recorded before it is lent, once for each
/// credential and restore. Its signing key signs the record while no other vault is open. Safe for use by several
/// threads.
public final class SealedLab implements LabCredentials {
    private static final String FILE = "practice.bsvault";
    private static final String LAB = "practice lab";
    private static final int PASSPHRASE_BYTES = 32;

    private final VaultPlace place;
    private final AuditLog audit;
    private final SigningKeys keys;
    private final Lendings lendings;
    private @Nullable Vault vault;
    private boolean lending = true;

    /// Nothing is written before the lab has its folder.
    public SealedLab(VaultPlace place, AuditLog audit, SigningKeys keys) {
        this.place = place;
        this.audit = audit;
        this.lendings = new Lendings(audit);
        this.keys = keys;
    }

    /// Makes the vault. Its passphrase has 256 random bits, so that the derivation has nothing to make up for.
    @Override
    public synchronized void placed(Path folder) throws BackstayException {
        VaultFile file = new VaultFile(
                folder.resolve(FILE),
                place.storage(),
                place.random(),
                place.clock(),
                place.keys().derivation());
        Vault made;
        try (Secret passphrase = passphrase();
                VaultDraft draft = file.create(passphrase, Argon2id.Parameters.FLOOR_CREATED)) {
            made = draft.write();
        }
        vault = made;
        Signer signer = RecordSigner.of(made, audit.origin(), place.random());
        new OwnKeys(place.trust())
                .add(
                        signer.key(),
                        "signed the record of acts during one practice",
                        place.clock().instant());
        keys.practice(signer);
    }

    private Secret passphrase() throws BackstayException {
        return Secret.random(PASSPHRASE_BYTES, place.random()).lendBytes(bytes -> {
            char[] digits = new char[2 * bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                digits[2 * i] = HexFormat.of().toHighHexDigit(bytes[i]);
                digits[2 * i + 1] = HexFormat.of().toLowHexDigit(bytes[i]);
            }
            return Secret.ofChars(digits);
        });
    }

    @Override
    public synchronized Map<String, SecretSource> keep(Label label, Map<String, Secret> fields)
            throws BackstayException {
        Vault made = vault();
        Map<String, Secret> copies = new LinkedHashMap<>();
        fields.forEach((name, value) -> copies.put(name, value.copy()));
        try (Credential credential = Credential.of(label.kind(), copies)) {
            Entry entry = made.add(
                    new EntryLabel(label.kind(), label.purpose(), label.name(), label.account(), null, null),
                    credential);
            Map<String, SecretSource> sources = new LinkedHashMap<>();
            for (EntryKind.Field field : label.kind().fields()) {
                if (field.secret() && credential.has(field.name())) {
                    sources.put(field.name(), () -> lend(entry, field.name()));
                }
            }
            return sources;
        }
    }

    private Secret lend(Entry entry, String field) throws BackstayException {
        Vault made;
        synchronized (this) {
            if (!lending) {
                throw new BackstayException(new Failure.Refused(
                        "The vault of the practice lab", "the lab has ended", "Start the practice lab again."));
            }
            made = vault();
            lendings.record(made, entry, LAB);
        }
        return made.lend(entry.id(), credential -> credential.secret(field).copy());
    }

    private Vault vault() {
        Vault made = vault;
        if (made == null) {
            throw new IllegalStateException("the lab has no folder yet, or the practice is over");
        }
        return made;
    }

    /// Nothing is lent any more; the key still signs what the end of the lab adds to the record.
    @Override
    public synchronized void close() {
        lending = false;
    }

    /// The practice is over: signs what is there and forgets the key.
    public synchronized void end() throws BackstayException {
        lending = false;
        try (Vault made = vault) {
            if (made != null) {
                vault = null;
                keys.practice(null);
            }
        }
    }
}
