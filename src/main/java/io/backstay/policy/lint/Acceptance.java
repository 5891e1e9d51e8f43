package io.backstay.policy.lint;

import java.time.Instant;
import java.util.List;

/// A contradiction that somebody lives with for a while.
///
/// It holds for exactly what was accepted: when a clause or a number changes, the contradiction is a new one.
///
/// @param rule       `R1` to `R20`
/// @param clauses    the ids of its clauses
/// @param arithmetic as it was when it was accepted
/// @param reason     why it is lived with
/// @param owner      who answers for that
/// @param until      when it comes back
/// @param acceptedBy who accepted it, and
/// @param acceptedAt when
public record Acceptance(
        String rule,
        List<String> clauses,
        String arithmetic,
        String reason,
        String owner,
        Instant until,
        String acceptedBy,
        Instant acceptedAt) {
    /// The most characters that a reason or a name has.
    public static final int TEXT_MAX = 1_000;

    public Acceptance {
        for (String text : List.of(reason, owner)) {
            if (text.isBlank() || text.length() > TEXT_MAX) {
                throw new IllegalArgumentException("a reason and an owner have 1 to " + TEXT_MAX + " characters");
            }
        }
    }

    /// Whether it is that one, and accepted at that instant: by then, and not over yet.
    public boolean covers(Contradiction found, Instant at) {
        return isOf(found) && !acceptedAt.isAfter(at) && at.isBefore(until);
    }

    /// Whether it is that one, accepted or not any more.
    public boolean isOf(Contradiction found) {
        return rule.equals(found.rule()) && clauses.equals(found.clauseIds()) && arithmetic.equals(found.arithmetic());
    }
}
