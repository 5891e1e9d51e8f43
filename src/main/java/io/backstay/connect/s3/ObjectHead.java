package io.backstay.connect.s3;

import io.backstay.base.ByteSize;
import org.jspecify.annotations.Nullable;

/// What a store says of an object without sending it.
///
/// @param versionId   null when the store does not say
/// @param etag        without quotes
/// @param plainEtag   whether the ETag is the MD5 of the bytes: neither uploaded in parts nor encrypted with a
///                    managed key
/// @param contentType as it was written with it, such as `application/pdf`; null when the store does not say
/// @param keeping     how it is kept, and locked
public record ObjectHead(
        String key,
        @Nullable String versionId,
        ByteSize size,
        String etag,
        boolean plainEtag,
        @Nullable String contentType,
        ObjectKeeping keeping) {}
