/// Base backups taken by protocol, the write-ahead log read byte by byte, and what both make restorable.
@NullMarked
package io.backstay.connect.postgres.backup;

import org.jspecify.annotations.NullMarked;
