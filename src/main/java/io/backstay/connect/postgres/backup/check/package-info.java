/// Whether the files of a base backup are still what the server wrote, by the backup's own manifest.
@NullMarked
package io.backstay.connect.postgres.backup.check;

import org.jspecify.annotations.NullMarked;
