package io.backstay.connect.s3;

import io.backstay.base.BackstayException;
import io.backstay.connect.s3.wire.ListedVersion;

/// Takes one version or delete marker of a listing.
@FunctionalInterface
public interface VersionVisitor {
    /// Called in the order of the listing; a failure ends it.
    void visit(ListedVersion version) throws BackstayException, InterruptedException;
}
