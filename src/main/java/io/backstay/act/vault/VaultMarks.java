package io.backstay.act.vault;

import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.vault.Vault;
import io.backstay.vault.entry.Entry;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the record knows of a vault: the highest generation that was saved, when it was opened, when something was
/// lent.
///
/// A vault file that is older than its mark was put back from a copy. Whoever puts back vault and record together
/// is found only by a checkpoint that is kept elsewhere.
final class VaultMarks {
    static final String LEND = "vault.lend";
    private static final String OPEN = "vault.open";
    private static final String SAVE = "vault.save";
    private static final String GENERATION = "generation";

    private final AuditLog audit;

    VaultMarks(AuditLog audit) {
        this.audit = audit;
    }

    /// The lowest generation that is not older than what was here, 0 when nothing is known.
    long highest(String vaultId) throws BackstayException {
        AuditEntry saved = audit.newest(SAVE, vaultId);
        return saved == null ? 0 : Long.parseLong(saved.detail().getOrDefault(GENERATION, "0"));
    }

    /// The vault lies on the disk as it is now.
    void saved(Vault vault) throws BackstayException {
        audit.note(Deed.of(SAVE, vault.vaultId())
                .with(GENERATION, Long.toString(vault.generation()))
                .with("header", vault.headerHash()));
    }

    /// What an outcome's entry says of a vault that was opened or written.
    Map<String, String> facts(Vault vault) {
        return Map.of("vault", vault.vaultId(), GENERATION, Long.toString(vault.generation()));
    }

    @Nullable
    Instant lentAt(Entry entry) throws BackstayException {
        AuditEntry lent = audit.newest(LEND, entry.name());
        return lent == null || !entry.id().value().equals(lent.detail().get("entry")) ? null : lent.ts();
    }

    /// The vault is open from now on.
    void opened(Vault vault) throws BackstayException {
        audit.note(Deed.of(OPEN, vault.vaultId()).with(GENERATION, Long.toString(vault.generation())));
    }

    /// When it was last opened here, absent when it never was.
    @Nullable
    Instant openedAt(String vaultId) throws BackstayException {
        AuditEntry opened = audit.newest(OPEN, vaultId);
        return opened == null ? null : opened.ts();
    }
}
