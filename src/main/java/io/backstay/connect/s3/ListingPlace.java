package io.backstay.connect.s3;

import org.jspecify.annotations.Nullable;

/// Where a listing of versions can go on: behind a version of a key. It is the store's own word, holds no secret and
/// is good with any key that may list.
///
/// @param key     the last of a page
/// @param version of it; absent where the store names none, which means behind all of them
public record ListingPlace(String key, @Nullable String version) {}
