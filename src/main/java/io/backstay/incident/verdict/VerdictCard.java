package io.backstay.incident.verdict;

import io.backstay.base.AssetId;
import io.backstay.restore.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to "can we get it back?", with everything that the person who asks needs to hear next.
///
/// @param policy    the policy that it was held against, absent for none
/// @param at        the instant it was given for
/// @param asset     the database it speaks of, absent when it is not known which
/// @param observed  when the facts about that database were observed, absent with it
/// @param loss      what comes back and what does not, for the customer, by the customer's clock
/// @param takes     how long a restore takes by experience, absent when none was ever timed
/// @param clauses   the words of the policy that apply
/// @param firstHelp what can be done without a restore
public record VerdictCard(
        @Nullable String policy,
        Instant at,
        @Nullable AssetId asset,
        @Nullable Instant observed,
        Verdict verdict,
        String loss,
        @Nullable Takes takes,
        List<Cited> clauses,
        List<String> firstHelp) {
    /// How long past restores took.
    ///
    /// @param typical the middle one
    /// @param slowest the longest one
    /// @param basis   what was timed, in words
    public record Takes(Duration typical, Duration slowest, String basis) {}

    /// A clause and why it applies.
    public record Cited(String clause, String why, String quotation) {}

    /// What is left until the best point goes; absent when there is none or its end is unknown, negative never.
    public @Nullable Duration left(Instant now) {
        Instant end = verdict.expiresAt();
        if (end == null) {
            return null;
        }
        return end.isBefore(now) ? Duration.ZERO : Duration.between(now, end);
    }
}
