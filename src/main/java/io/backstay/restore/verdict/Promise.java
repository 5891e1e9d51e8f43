package io.backstay.restore.verdict;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a policy promises for the loss of one tenant's data.
///
/// @param policy    the policy's id
/// @param quotation its own words
/// @param rpo       how much work may be lost, absent when no number is given
/// @param rto       how long it may take, absent when no number is given
public record Promise(
        String policy,
        String quotation,
        @Nullable Duration rpo,
        @Nullable Duration rto) {
    /// How plans and reports say that there is none.
    public static final String NONE = "held against no policy";
}
