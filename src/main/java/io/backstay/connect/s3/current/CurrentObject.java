package io.backstay.connect.s3.current;

import io.backstay.base.ByteSize;
import io.backstay.connect.s3.wire.ListedVersion;
import java.time.Instant;

/// An object as a listing names it.
///
/// @param etag         without quotes; empty where the store names none
/// @param storageClass as S3 names it; [ListedVersion#STANDARD] where the store does not say
public record CurrentObject(String key, String etag, ByteSize size, Instant lastModified, String storageClass) {
    /// Whether its bytes cannot be read before they were asked for and brought out.
    public boolean archived() {
        return ListedVersion.isArchive(storageClass);
    }

    /// Whether the two are the same bytes, as far as the store says.
    public boolean sameContent(CurrentObject other) {
        return size.equals(other.size) && etag.equals(other.etag);
    }
}
