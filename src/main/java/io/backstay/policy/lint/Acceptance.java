package io.backstay.policy.lint;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
/// @param withdrawn  how it ended before its end, absent when it did not
public record Acceptance(
        String rule,
        List<String> clauses,
        String arithmetic,
        String reason,
        String owner,
        Instant until,
        String acceptedBy,
        Instant acceptedAt,
        @Nullable Withdrawal withdrawn) {
    /// The most characters that a reason or a name has.
    public static final int TEXT_MAX = 1_000;

    public Acceptance {
        require(reason);
        require(owner);
    }

    /// The end of an acceptance before its time.
    ///
    /// @param reason why it is not lived with any more
    /// @param by     who withdrew it, and
    /// @param at     when
    public record Withdrawal(String reason, String by, Instant at) {
        public Withdrawal {
            require(reason);
        }
    }

    private static void require(String text) {
        if (text.isBlank() || text.length() > TEXT_MAX) {
            throw new IllegalArgumentException("a reason and an owner have 1 to " + TEXT_MAX + " characters");
        }
    }

    /// The same one, ended.
    public Acceptance ended(Withdrawal how) {
        return new Acceptance(rule, clauses, arithmetic, reason, owner, until, acceptedBy, acceptedAt, how);
    }

    /// Whether it is that one, and accepted at that instant: by then, not over yet, and not withdrawn.
    public boolean covers(Contradiction found, Instant at) {
        return isOf(found)
                && !acceptedAt.isAfter(at)
                && at.isBefore(until)
                && (withdrawn == null || at.isBefore(withdrawn.at()));
    }

    /// Whether it is that one, accepted or not any more.
    public boolean isOf(Contradiction found) {
        return rule.equals(found.rule()) && clauses.equals(found.clauseIds()) && arithmetic.equals(found.arithmetic());
    }
}
