package io.backstay.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One statement of a policy, in its own words.
///
/// @param id        unique in the policy, such as `retention`
/// @param quotation the published words, unchanged
/// @param sets      the values that the words set
/// @param note      how the words were read where they can be read in more than one way, absent elsewhere
public record Clause(
        String id,
        ClauseKind kind,
        String quotation,
        List<Target> sets,
        @Nullable String note) {}
