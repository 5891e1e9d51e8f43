package io.backstay.act.restore;

import io.backstay.act.vault.RunLease;
import io.backstay.base.BackstayException;
import io.backstay.restore.journal.RunLock;
import org.jspecify.annotations.Nullable;

/// What somebody holds who is at a restore: its lock, and while its plan is carried out the credentials for it.
final class RunHold implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RunHold.class.getName());

    private final RunLock lock;
    private final Leasing leasing;
    private @Nullable RunLease lease;

    /// @param lock closed with this
    RunHold(RunLock lock, Leasing leasing) {
        this.lock = lock;
        this.leasing = leasing;
    }

    /// Leases from the vault what the run needs.
    @FunctionalInterface
    interface Leasing {
        /// A lease, absent when nothing of it lies in a vault that can be locked.
        ///
        /// @throws BackstayException when the vault is locked
        @Nullable
        RunLease take() throws BackstayException;
    }

    /// Leases, unless that was done before and has not ended since.
    synchronized void lease() throws BackstayException {
        if (lease == null || lease.ended()) {
            lease = leasing.take();
        }
    }

    /// Ends the lease, if there is one.
    ///
    /// @param over whether the run reached its end
    synchronized void release(boolean over) throws BackstayException {
        RunLease held = lease;
        lease = null;
        if (held != null) {
            held.release(over);
        }
    }

    @Override
    public void close() {
        try (lock) {
            release(false);
        } catch (BackstayException e) {
            LOG.log(System.Logger.Level.WARNING, "the end of a lease is not in the record: {0}", e.getMessage());
        }
    }
}
