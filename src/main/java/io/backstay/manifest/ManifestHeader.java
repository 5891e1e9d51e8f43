package io.backstay.manifest;

import java.time.Instant;

/// What a manifest says of itself.
///
/// @param exportedAt when it was written; the time of observation of every element that names no other
/// @param estate     the estate's name
public record ManifestHeader(Instant exportedAt, String estate) {}
