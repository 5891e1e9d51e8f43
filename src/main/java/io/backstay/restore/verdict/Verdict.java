package io.backstay.restore.verdict;

import io.backstay.estate.RecoveryPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Can we get it back: from which point, losing what, until when.
///
/// @param point      the recovery point to start from, absent when there is none
/// @param restoreTo  the moment to recover to, absent when nothing can be recovered
/// @param lossWindow from [#restoreTo] to the approximate moment of the loss
/// @param expiresAt  when that point goes, absent when unknown
public record Verdict(
        Answer answer,
        @Nullable RecoveryPoint point,
        @Nullable Instant restoreTo,
        @Nullable Duration lossWindow,
        @Nullable Instant expiresAt,
        List<Because> because) {

    /// The short answer.
    public enum Answer {
        RECOVERABLE("Recoverable"),
        PARTLY("Partly recoverable"),
        NO("Not recoverable"),
        UNKNOWN("Not known");

        private final String headline;

        Answer(String headline) {
            this.headline = headline;
        }

        /// The short answer, such as `Partly recoverable`.
        public String headline() {
            return headline;
        }
    }

    /// One reason, with the clause it rests on.
    ///
    /// @param mark      how this reason weighs
    /// @param quotation the policy's own words, absent when the reason is a fact alone
    public record Because(Mark mark, String fact, @Nullable String quotation) {}

    /// How a reason weighs.
    public enum Mark {
        HOLDS,
        WARNING,
        BREACH,
        UNKNOWN
    }
}
