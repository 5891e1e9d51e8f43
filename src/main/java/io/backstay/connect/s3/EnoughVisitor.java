package io.backstay.connect.s3;

import io.backstay.base.BackstayException;
import io.backstay.connect.s3.wire.ListedVersion;

/// Takes versions and delete markers of a listing until it has seen enough.
@FunctionalInterface
public interface EnoughVisitor {
    /// Called in the order of the listing; a failure ends it.
    ///
    /// @return whether the next one is wanted
    boolean visit(ListedVersion version) throws BackstayException, InterruptedException;
}
