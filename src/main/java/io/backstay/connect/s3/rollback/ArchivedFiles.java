package io.backstay.connect.s3.rollback;

import io.backstay.base.ByteSize;

/// What of a tenant's wanted files nobody can read before the store is asked for it.
///
/// @param files how many
/// @param bytes of all of them
public record ArchivedFiles(long files, ByteSize bytes) {}
