package io.backstay.connect.s3;

import org.jspecify.annotations.Nullable;

/// A version that a store has just acknowledged.
///
/// @param versionId null when the bucket keeps no versions or the store does not say
/// @param etag      without quotes
public record StoredVersion(String key, @Nullable String versionId, String etag) {}
