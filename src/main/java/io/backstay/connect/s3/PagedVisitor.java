package io.backstay.connect.s3;

/// Takes a listing until it has seen enough, and hears where each page ends.
public interface PagedVisitor extends EnoughVisitor {
    /// A page was taken whole; from there the listing can go on later.
    void turned(ListingPlace next);
}
