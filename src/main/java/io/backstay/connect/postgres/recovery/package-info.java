/// Base backups brought back to a moment in disposable servers: promoted, or standing still at a commit.
@NullMarked
package io.backstay.connect.postgres.recovery;

import org.jspecify.annotations.NullMarked;
