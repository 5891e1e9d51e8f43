package io.backstay.connect.postgres.backup.check;

import org.jspecify.annotations.Nullable;

/// One file as the manifest describes it.
///
/// @param path      below the data folder, with slashes
/// @param algorithm as the manifest names it, such as `SHA256` or `CRC32C`; null when it holds no checksum
/// @param checksum  in lower-case hexadecimal digits
record FileEntry(
        String path,
        long size,
        @Nullable String algorithm,
        @Nullable String checksum) {}
