package io.backstay.policy.promise;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One statement of a policy, in its own words.
///
/// @param id        unique in the policy, such as `retention`
/// @param section   the heading that it stands under, absent when it has none
/// @param quotation the published words, unchanged
/// @param sets      the values that the words set, or lack
/// @param supposes  values that the words probably mean; looked at for contradictions, never held against facts
/// @param says      what the words say besides values
/// @param note      how the words were read where they can be read in more than one way, absent elsewhere
public record Clause(
        String id,
        ClauseKind kind,
        @Nullable String section,
        String quotation,
        List<Target> sets,
        List<Target> supposes,
        List<Statement> says,
        @Nullable String note) {}
