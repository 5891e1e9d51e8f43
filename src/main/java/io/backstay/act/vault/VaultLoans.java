package io.backstay.act.vault;

import io.backstay.audit.AuditLog;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import io.backstay.vault.Vault;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Lends credentials of the open vault by their names, a field at a time and for one use each. What is lent stands
/// in the record before it is, once for each borrower and restore.
public final class VaultLoans {
    private final VaultEntries.Held held;
    private final Lendings lendings;
    private final Leases leases;

    VaultLoans(VaultEntries.Held held, AuditLog audit, Leases leases) {
        this.held = held;
        this.leases = leases;
        this.lendings = new Lendings(audit);
    }

    /// Makes what logs in out of a credential.
    @FunctionalInterface
    public interface Making<T> {
        /// Makes it.
        ///
        /// @param credential of it only what may be shown is read
        /// @param secrets    where each secret field is had from later, by its name
        T of(Credential credential, Function<String, SecretSource> secrets) throws BackstayException;
    }

    /// What may be shown of a credential.
    ///
    /// @throws BackstayException when there is none of that name, or the vault is locked
    public Entry entry(String name) throws BackstayException {
        for (Entry entry : held.vault().entries()) {
            if (entry.name().equals(name)) {
                return entry;
            }
        }
        throw new BackstayException(new Failure.NotFound(
                "The credential '" + name + "' in the vault",
                "Add it with 'backstay vault add', or name another; 'backstay vault list' shows them."));
    }

    /// Makes something that borrows from a credential.
    ///
    /// @param borrower as the record names it, such as `connection crm`
    public <T> T make(Entry entry, String borrower, Making<T> making) throws BackstayException {
        return held.vault()
                .<T, BackstayException>lend(
                        entry.id(), credential -> making.of(credential, field -> () -> lend(entry, field, borrower)));
    }

    /// Leases credentials to a run: from now on its steps are lent from the lease, also while the vault is locked.
    ///
    /// @param names of the credentials
    /// @param stop  stops the run; called when somebody ends the lease by hand
    /// @throws BackstayException when there is none of such a name, or the vault is locked
    public RunLease lease(String restore, List<String> names, Runnable stop) throws BackstayException {
        List<Entry> entries = new ArrayList<>();
        for (String name : names) {
            entries.add(entry(name));
        }
        return leases.take(restore, held.vault(), entries, stop);
    }

    private Secret lend(Entry entry, String field, String borrower) throws BackstayException {
        RunLease lease = leases.current();
        if (lease != null && lease.covers(entry.id())) {
            lendings.record(entry, lease, borrower);
            return lease.lend(entry.id(), field);
        }
        Vault vault = held.vault();
        lendings.record(vault, entry, borrower);
        return vault.lend(entry.id(), credential -> credential.secret(field).copy());
    }
}
