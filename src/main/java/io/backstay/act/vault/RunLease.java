package io.backstay.act.vault;

import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.audit.AuditLog;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Copies of the credentials that the remaining steps of one run need, kept outside of the heap until the run ends.
///
/// Only steps of that run are lent from it, and only for what each credential is for. Safe for use by several
/// threads.
public final class RunLease {
    /// As the record of acts names it.
    public static final String ACT = "vault.lease";

    private final Lease facts;
    private final Map<EntryId, Held> held;
    private final Ending ending;
    private final long number;
    private AuditLog.@Nullable Intent intent;

    /// @param held   taken over: erased with the lease
    /// @param intent what the record says of it; told how it ended
    RunLease(Lease facts, Map<EntryId, Held> held, AuditLog.Intent intent, Ending ending) {
        this.facts = facts;
        this.held = new LinkedHashMap<>(held);
        this.intent = intent;
        this.number = intent.entry().seq();
        this.ending = ending;
    }

    /// One credential of it.
    ///
    /// @param fingerprint as the vault tells it
    record Held(Entry entry, Credential credential, String fingerprint) {}

    /// How a lease ends.
    enum How {
        /// The run is over, whatever came of it.
        RUN_OVER(Outcome.DONE, "The run is over"),
        /// The run stopped before its end.
        RUN_STOPPED(Outcome.INTERRUPTED, "The run stopped"),
        /// Somebody ended it.
        STOPPED(Outcome.INTERRUPTED, "Stopped by hand"),
        EXPIRED(Outcome.INTERRUPTED, "Its time was over"),
        EXIT(Outcome.INTERRUPTED, "Backstay was closed");

        private final Outcome outcome;
        private final String words;

        How(Outcome outcome, String words) {
            this.outcome = outcome;
            this.words = words;
        }
    }

    /// Hears that a lease ended.
    @FunctionalInterface
    interface Ending {
        /// Nothing of it is lent any more.
        void ended(RunLease lease);
    }

    /// Its entry in the record; tells it from the leases before it.
    long number() {
        return number;
    }

    Lease facts() {
        return facts;
    }

    synchronized boolean covers(EntryId id) {
        return held.containsKey(id);
    }

    synchronized String fingerprint(EntryId id) throws BackstayException {
        return held(id).fingerprint();
    }

    synchronized Secret lend(EntryId id, String field) throws BackstayException {
        return held(id).credential().secret(field).copy();
    }

    private Held held(EntryId id) throws BackstayException {
        Held found = held.get(id);
        if (found == null) {
            throw new BackstayException(new Failure.Refused(
                    "The lease of " + facts.restore(),
                    "it has ended",
                    "Unlock the vault and go on with 'backstay restore resume " + facts.restore() + "'."));
        }
        return found;
    }

    /// Whether nothing of it is lent any more.
    public synchronized boolean ended() {
        return intent == null;
    }

    boolean expired(Instant now) {
        return !now.isBefore(facts.until());
    }

    /// The run is over, or stopped before its end; does nothing when the lease has ended already.
    ///
    /// @param over whether the run reached its end
    public void release(boolean over) throws BackstayException {
        end(over ? How.RUN_OVER : How.RUN_STOPPED);
    }

    /// Erases everything, then writes it down; a record that cannot be written keeps nothing alive.
    void end(How how) throws BackstayException {
        AuditLog.Intent open;
        synchronized (this) {
            open = intent;
            intent = null;
            held.values().forEach(each -> each.credential().close());
            held.clear();
        }
        if (open == null) {
            return;
        }
        ending.ended(this);
        // What drivers and ciphers copied lies in the heap until it is collected, and would stand in a dump of it.
        System.gc();
        open.outcome(how.outcome, Map.of("said", how.words));
    }

    /// Says nothing about what it holds.
    @Override
    public String toString() {
        return "lease of " + facts.restore();
    }
}
