package io.backstay.audit;

import org.jspecify.annotations.Nullable;

/// Whether the record is whole.
///
/// @param size        how many entries were read, up to and including a broken one
/// @param root        the root over all entries before the first broken one, in hexadecimal
/// @param firstBroken the number of the first entry that is not what it was, absent when all are
/// @param problem     what is wrong with it in one sentence, absent when nothing is
public record AuditVerification(
        long size,
        String root,
        @Nullable Long firstBroken,
        @Nullable String problem) {

    /// Whether every entry is what it was when it was written.
    public boolean intact() {
        return firstBroken == null;
    }
}
