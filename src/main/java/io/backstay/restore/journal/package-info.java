/// What a restore and its undo did so far, written before each step, so that a killed one goes on.
@NullMarked
package io.backstay.restore.journal;

import org.jspecify.annotations.NullMarked;
