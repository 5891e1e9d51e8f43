package io.backstay.connect.s3;

import io.backstay.estate.ObjectVersion;

/// One line of a store's listing: a version or a delete marker, with what tells its content apart.
///
/// @param etag without quotes, empty for a delete marker
public record ListedVersion(ObjectVersion version, String etag) {

    /// Whether the two are known to hold the same bytes.
    ///
    /// An ETag that depends on how the bytes were uploaded can differ for equal bytes; it is never equal for
    /// others.
    public boolean sameContent(ListedVersion other) {
        return !version.deleteMarker()
                && !other.version.deleteMarker()
                && !etag.isEmpty()
                && etag.equals(other.etag)
                && version.size().equals(other.version.size());
    }

    /// The object's name.
    public String key() {
        return version.key();
    }

    /// Whether it says that the object is gone.
    public boolean marker() {
        return version.deleteMarker();
    }
}
