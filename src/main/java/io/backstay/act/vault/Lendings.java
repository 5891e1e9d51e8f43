package io.backstay.act.vault;

import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.vault.Vault;
import io.backstay.vault.entry.Entry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Writes into the record what is lent, before it is, once for each credential, borrower, restore and lease. Safe for
/// use by several threads.
final class Lendings {
    private final AuditLog audit;
    private final Set<String> recorded = ConcurrentHashMap.newKeySet();

    Lendings(AuditLog audit) {
        this.audit = audit;
    }

    /// Call it before each lending; while the record cannot be written it fails each time.
    ///
    /// @param borrower who borrows when it is for no restore, such as `connection crm`
    void record(Vault vault, Entry entry, String borrower) throws BackstayException {
        record(entry, () -> vault.fingerprint(entry.id()), borrower, null);
    }

    /// The same for what is lent from a lease.
    void record(Entry entry, RunLease lease, String borrower) throws BackstayException {
        record(entry, () -> lease.fingerprint(entry.id()), borrower, lease);
    }

    /// Has the fingerprint of what is lent.
    @FunctionalInterface
    private interface Fingerprint {
        String get() throws BackstayException;
    }

    private void record(Entry entry, Fingerprint fingerprint, String borrower, @Nullable RunLease lease)
            throws BackstayException {
        String run = Occasion.RUN.isBound() ? Occasion.RUN.get() : null;
        String lending = entry.id() + " " + run + " " + borrower + (lease == null ? "" : " " + lease.number());
        if (recorded.contains(lending)) {
            return;
        }
        Deed deed = Deed.of(VaultMarks.LEND, entry.name())
                .with("entry", entry.id().value())
                .with("purpose", entry.purpose().word())
                .with("fingerprint", fingerprint.get())
                .with("to", run == null ? borrower : "restore " + run);
        if (lease != null) {
            deed = deed.with("from", "lease");
        }
        audit.note(run == null ? deed : deed.inRun(run));
        recorded.add(lending);
    }
}
