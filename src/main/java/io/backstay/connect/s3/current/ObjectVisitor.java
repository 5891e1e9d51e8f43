package io.backstay.connect.s3.current;

import io.backstay.base.BackstayException;

/// Hears of the objects of a listing, one after the other.
@FunctionalInterface
public interface ObjectVisitor {
    /// One more.
    void visit(CurrentObject found) throws BackstayException, InterruptedException;
}
