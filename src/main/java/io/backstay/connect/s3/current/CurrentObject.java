package io.backstay.connect.s3.current;

import io.backstay.base.ByteSize;
import java.time.Instant;

/// An object as a listing names it.
///
/// @param etag without quotes; empty where the store names none
public record CurrentObject(String key, String etag, ByteSize size, Instant lastModified) {}
