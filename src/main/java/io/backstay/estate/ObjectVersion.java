package io.backstay.estate;

import io.backstay.base.ByteSize;
import java.time.Instant;

/// One version of an object, or a delete marker on top of its versions.
///
/// @param latest whether a plain read sees this one
public record ObjectVersion(
        String key, String versionId, boolean deleteMarker, boolean latest, Instant lastModified, ByteSize size) {}
