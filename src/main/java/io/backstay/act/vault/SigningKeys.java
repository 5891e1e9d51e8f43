package io.backstay.act.vault;

import io.backstay.audit.AuditLog;
import io.backstay.base.BackstayException;
import io.backstay.seal.Signer;
import org.jspecify.annotations.Nullable;

/// Which key signs the record: the one of the open vault, else the one of the running practice. Safe for use by
/// several threads.
public final class SigningKeys {
    private final AuditLog audit;
    private @Nullable Signer own;
    private @Nullable Signer practice;

    /// No key signs yet.
    public SigningKeys(AuditLog audit) {
        this.audit = audit;
    }

    /// The vault was opened, or closed for null; what is there is signed first.
    synchronized void own(@Nullable Signer signer) throws BackstayException {
        try {
            audit.sign();
        } finally {
            own = signer;
            choose();
        }
    }

    /// A practice has begun, or ended for null; what is there is signed first.
    synchronized void practice(@Nullable Signer signer) throws BackstayException {
        try {
            audit.sign();
        } finally {
            practice = signer;
            choose();
        }
    }

    /// The key that signs now; absent while the vault is locked and nothing is practised.
    public synchronized @Nullable Signer current() {
        return own == null ? practice : own;
    }

    private void choose() {
        audit.signWith(own == null ? practice : own);
    }
}
