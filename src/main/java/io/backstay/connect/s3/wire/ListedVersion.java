package io.backstay.connect.s3.wire;

import io.backstay.estate.ObjectVersion;
import java.util.Set;

/// One line of a store's listing: a version or a delete marker, with what tells its content apart.
///
/// @param etag         without quotes, empty for a delete marker
/// @param storageClass as S3 names it, such as `STANDARD` or `DEEP_ARCHIVE`; `STANDARD` where the store does not
///                     say
public record ListedVersion(ObjectVersion version, String etag, String storageClass) {
    /// The class of what is not said to have another one.
    public static final String STANDARD = "STANDARD";

    /// Their bytes cannot be read or copied before they were asked for and brought out.
    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

    /// One of the usual class.
    public ListedVersion(ObjectVersion version, String etag) {
        this(version, etag, STANDARD);
    }

    /// Whether it lies in an archive.
    public boolean archived() {
        return isArchive(storageClass);
    }

    /// Whether what has such a storage class lies in an archive.
    public static boolean isArchive(String storageClass) {
        return ARCHIVES.contains(storageClass);
    }

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
