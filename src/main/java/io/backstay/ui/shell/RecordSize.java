package io.backstay.ui.shell;

import io.backstay.base.BackstayException;

/// How many entries the record of acts has.
@FunctionalInterface
public interface RecordSize {
    /// Counts them; may block on a disk.
    long entries() throws BackstayException;
}
