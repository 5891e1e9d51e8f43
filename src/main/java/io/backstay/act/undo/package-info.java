/// Undoing a restore that was committed, recorded like the restore.
@NullMarked
package io.backstay.act.undo;

import org.jspecify.annotations.NullMarked;
