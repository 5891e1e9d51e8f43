package io.backstay.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of the record.
///
/// @param v       the version of this form, 1
/// @param seq     its number, from 0 without a gap
/// @param ts      when it was written, by this machine's clock
/// @param actor   who acted
/// @param session the run of Backstay that wrote it
/// @param act     what is done, such as `restore.import`
/// @param target  what it is done to
/// @param caseId  the case it belongs to, absent outside of one
/// @param intent  for an outcome, the number of its intent
/// @param outcome for an outcome, how it ended
/// @param detail  further facts, never a secret and never a customer's data
public record AuditEntry(
        int v,
        long seq,
        Instant ts,
        String actor,
        String session,
        Type type,
        String act,
        String target,
        @Nullable String caseId,
        @Nullable Long intent,
        @Nullable Outcome outcome,
        Map<String, String> detail) {

    /// What kind of line it is.
    public enum Type {
        /// Something is about to be done.
        INTENT,
        /// It has been done, or not.
        OUTCOME,
        /// Something was learned or said.
        NOTE
    }

    /// How an act ended.
    public enum Outcome {
        DONE,
        FAILED,
        REFUSED,
        INTERRUPTED
    }
}
