package io.backstay.connect.s3.posture;

import io.backstay.connect.s3.Versioning;

/// Whether a bucket keeps versions.
///
/// @param secondFactor whether removing a version for good takes a second factor (`MFADelete`)
public record VersionsKept(Versioning versioning, boolean secondFactor) {}
