package io.backstay.policy.lint;

import io.backstay.policy.promise.Clause;
import java.util.List;

/// What in a policy cannot be so, or cannot be known, as it is written.
///
/// @param rule       `R1` to `R20`
/// @param clauses    whose quotations collide, or the one that leaves it open
/// @param arithmetic how it follows from their numbers
/// @param question   to put to the policy's owner
public record Contradiction(String rule, Severity severity, List<Clause> clauses, String arithmetic, String question) {

    /// The ids of the clauses, in order.
    public List<String> clauseIds() {
        return clauses.stream().map(Clause::id).toList();
    }

    /// How much hangs on it.
    public enum Severity {
        /// A promise cannot be kept as it is written.
        HIGH,
        /// Whether it is kept depends on the reading, or is never shown.
        MEDIUM,
        /// Something that a reader needs is not said.
        LOW
    }
}
