package io.backstay.act.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Secret;
import io.backstay.vault.VaultDraft;
import io.backstay.vault.passphrase.RecoveryCode;

/// New keys whose recovery code has to be typed again before they are written.
final class PendingVault implements Vaults.Pending {
    private static final int KIB_PER_MIB = 1024;

    private final VaultDraft draft;
    private final Writing writing;

    PendingVault(VaultDraft draft, Writing writing) {
        this.draft = draft;
        this.writing = writing;
    }

    /// What is done once the code was typed again.
    @FunctionalInterface
    interface Writing {
        void write() throws BackstayException;
    }

    @Override
    public Secret recoveryCode() {
        return draft.recoveryCode();
    }

    @Override
    public String derivation() {
        return words(draft.parameters());
    }

    /// Such as `Argon2id, 256 MiB, 3 passes`.
    static String words(Argon2id.Parameters parameters) {
        return "Argon2id, " + parameters.memoryKib() / KIB_PER_MIB + " MiB, " + parameters.passes() + " passes";
    }

    @Override
    public void confirm(Secret retypedCode) throws BackstayException {
        try (Secret typed = RecoveryCode.parse(retypedCode)) {
            if (!typed.sameAs(draft.recoveryCode())) {
                throw new BackstayException(new Failure.BadInput(
                        "That is a recovery code, but not the one of this vault.",
                        "Type the one that was shown; nothing is written before."));
            }
        }
        writing.write();
    }

    @Override
    public void close() {
        draft.close();
    }
}
