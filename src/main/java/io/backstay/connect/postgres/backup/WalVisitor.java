package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;

/// Hears what the log holds, in the order of the log; commit times may go back by a little in it.
@FunctionalInterface
public interface WalVisitor {
    /// One event more.
    ///
    /// @return whether to read on
    boolean visit(WalEvent event) throws BackstayException, InterruptedException;
}
