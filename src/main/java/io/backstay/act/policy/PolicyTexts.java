package io.backstay.act.policy;

import io.backstay.base.BackstayException;
import io.backstay.policy.Policy;
import io.backstay.policy.change.PolicyDiff;
import io.backstay.policy.lint.Acceptance;
import io.backstay.policy.lint.LintReport;
import java.time.Instant;
import java.util.List;

/// Policies as texts: what they say, where they contradict themselves, what a new version changes.
///
/// A policy is named by its id, or by the path of a file that ends in `.yaml`.
public interface PolicyTexts {
    /// The policy.
    Policy read(String name) throws BackstayException;

    /// Its text as it lies there, to begin an own one from.
    String text(String name) throws BackstayException;

    /// Its contradictions now, with what was accepted of them.
    LintReport lint(String name) throws BackstayException;

    /// The contradictions of the version that was in force at an instant, with what was accepted of them then.
    LintReport lint(String name, Instant at) throws BackstayException;

    /// What the second one changes in the first.
    PolicyDiff diff(String before, String after) throws BackstayException;

    /// What is to be accepted.
    ///
    /// @param rule    `R1` to `R20`
    /// @param clauses ids of clauses that it stands in; all of them, or as many as tell it from others
    /// @param reason  why it is lived with
    /// @param owner   who answers for that
    /// @param until   when it comes back, at most [#LONGEST_DAYS] from now
    record Choice(String rule, List<String> clauses, String reason, String owner, Instant until) {}

    /// What is to be withdrawn.
    ///
    /// @param rule    `R1` to `R20`
    /// @param clauses ids of clauses that it stands in; all of them, or as many as tell it from others
    /// @param reason  why it is not lived with any more
    record End(String rule, List<String> clauses, String reason) {}

    /// The longest for which something can be accepted.
    int LONGEST_DAYS = 731;

    /// Accepts a contradiction of a policy for a while; recorded.
    ///
    /// @return what was accepted: one, or several of the same rule in the same clauses
    List<Acceptance> accept(String name, Choice choice) throws BackstayException;

    /// Ends the acceptance of a contradiction before its time; recorded. The contradiction counts again at once.
    ///
    /// @return what was accepted, each with how it ended
    /// @throws BackstayException also where exactly this is not accepted
    List<Acceptance> withdraw(String name, End end) throws BackstayException;
}
