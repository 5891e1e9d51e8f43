package io.backstay.connect.s3;

import io.backstay.base.BackstayException;

/// How much of a bucket is under a prefix.
///
/// @param keys     names that have a version or a delete marker
/// @param versions versions with bytes
/// @param markers  delete markers
/// @param whole    whether all of them were counted
public record VersionCount(long keys, long versions, long markers, boolean whole) {
    /// Counts at most so many versions and delete markers, so that a bucket of millions takes seconds only.
    public static VersionCount of(ObjectStore store, String prefix, long linesMax)
            throws BackstayException, InterruptedException {
        var seen = new Object() {
            long keys;
            long versions;
            long markers;
            String last = "";
        };
        boolean whole = store.versionsWhile(prefix, version -> {
            seen.keys += version.key().equals(seen.last) ? 0 : 1;
            seen.last = version.key();
            seen.markers += version.marker() ? 1 : 0;
            seen.versions += version.marker() ? 0 : 1;
            return seen.versions + seen.markers < linesMax;
        });
        return new VersionCount(seen.keys, seen.versions, seen.markers, whole);
    }
}
