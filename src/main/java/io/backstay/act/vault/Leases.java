package io.backstay.act.vault;

import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.vault.Vault;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What running restores hold of the vault for themselves. Locking the vault leaves it alone; nothing else does.
///
/// A lease is taken from an open vault when a run begins and stands in the record from before it is taken until it
/// has ended. Safe for use by several threads.
final class Leases {
    /// No lease is longer; what the strictest of the published policies promises as the longest restore.
    static final Duration LONGEST = Duration.ofHours(4);

    private static final System.Logger LOG = System.getLogger(Leases.class.getName());

    private final AuditLog audit;
    private final InstantSource clock;
    private final Map<String, Holding> open = new ConcurrentHashMap<>();

    Leases(AuditLog audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /// @param stop  stops the run
    /// @param timer ends the lease when its time is over
    private record Holding(RunLease lease, Runnable stop, Thread timer) {}

    /// Takes one for a run.
    ///
    /// @param stop stops the run; called by whoever ends the lease by hand
    RunLease take(String restore, Vault vault, List<Entry> entries, Runnable stop) throws BackstayException {
        if (open.containsKey(restore)) {
            throw new BackstayException(new Failure.Conflict(
                    "The restore " + restore + " holds a lease already", "Wait for it, or stop that run."));
        }
        Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = since.plus(LONGEST);
        Map<EntryId, RunLease.Held> held = new LinkedHashMap<>();
        boolean taken = false;
        try {
            Deed deed = Deed.of(RunLease.ACT, restore).inRun(restore).with("until", until.toString());
            List<Lease.Held> shown = new ArrayList<>();
            for (Entry entry : entries) {
                String fingerprint = vault.fingerprint(entry.id());
                shown.add(new Lease.Held(entry.name(), entry.purpose()));
                deed = deed.with(
                        "credential" + shown.size(),
                        entry.purpose().word() + ", fingerprint " + fingerprint + ": " + entry.name());
            }
            AuditLog.Intent intent = audit.intent(deed);
            // From here on the record has an intent, which the lease gives its outcome, also when it holds nothing.
            RunLease lease = lease(new Lease(restore, since, until, shown), vault, entries, held, intent);
            open.put(restore, new Holding(lease, stop, timer(lease)));
            taken = true;
            return lease;
        } finally {
            if (!taken) {
                held.values().forEach(each -> each.credential().close());
            }
        }
    }

    private RunLease lease(
            Lease facts, Vault vault, List<Entry> entries, Map<EntryId, RunLease.Held> held, AuditLog.Intent intent)
            throws BackstayException {
        try {
            for (Entry entry : entries) {
                Credential credential = vault.borrow(entry.id());
                held.put(entry.id(), new RunLease.Held(entry, credential, vault.fingerprint(entry.id())));
            }
        } catch (BackstayException e) {
            new RunLease(facts, Map.of(), intent, _ -> {}).end(RunLease.How.RUN_STOPPED);
            throw e;
        }
        return new RunLease(facts, held, intent, this::forget);
    }

    /// Sleeping is not counted while the machine sleeps, so the clock is asked at each loan as well.
    private static Thread timer(RunLease lease) {
        return Thread.ofVirtual().name("lease").start(() -> {
            try {
                Thread.sleep(LONGEST);
            } catch (InterruptedException e) {
                // It ended before.
                return;
            }
            end(lease, RunLease.How.EXPIRED);
        });
    }

    private void forget(RunLease lease) {
        Holding gone = open.remove(lease.facts().restore());
        if (gone != null && !gone.timer().equals(Thread.currentThread())) {
            gone.timer().interrupt();
        }
    }

    /// The lease of the run of which a step is done at this moment; absent when it has none, or none any more.
    @Nullable
    RunLease current() throws BackstayException {
        if (!Occasion.RUN.isBound()) {
            return null;
        }
        Holding found = open.get(Occasion.RUN.get());
        if (found == null) {
            return null;
        }
        if (found.lease().expired(clock.instant())) {
            found.lease().end(RunLease.How.EXPIRED);
            return null;
        }
        return found.lease();
    }

    /// All that are held now, by the names of their restores; what has lasted too long ends here as well.
    List<Lease> list() {
        Instant now = clock.instant();
        open.values().stream()
                .map(Holding::lease)
                .filter(each -> each.expired(now))
                .toList()
                .forEach(each -> end(each, RunLease.How.EXPIRED));
        return open.values().stream()
                .map(each -> each.lease().facts())
                .sorted(Comparator.comparing(Lease::restore))
                .toList();
    }

    /// Ends one by hand and stops its run; what it had not committed is rolled back.
    void stop(String restore) throws BackstayException {
        Holding found = open.get(restore);
        if (found == null) {
            throw new BackstayException(new Failure.NotFound(
                    "A run of " + restore + " that holds credentials", "It may have ended just now; look again."));
        }
        try {
            found.stop().run();
        } finally {
            found.lease().end(RunLease.How.STOPPED);
        }
    }

    /// Ends all, because the program does.
    void endAll() {
        open.values().forEach(each -> end(each.lease(), RunLease.How.EXIT));
    }

    private static void end(RunLease lease, RunLease.How how) {
        try {
            lease.end(how);
        } catch (BackstayException e) {
            LOG.log(System.Logger.Level.WARNING, "the end of a lease is not in the record: {0}", e.getMessage());
        }
    }
}
