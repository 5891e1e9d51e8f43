package io.backstay.policy.check;

import io.backstay.policy.rules.Finding;
import java.time.Instant;
import java.util.List;

/// A policy held against the facts at one instant.
///
/// @param policy   the policy's id, such as `agentic-labs`
/// @param findings in order of severity: breach, unknown, accepted, compliant
/// @param notes    what to know beside them, such as which version of the policy was held against the facts
public record CheckResult(String policy, Instant at, Verdict verdict, List<Finding> findings, List<String> notes) {

    /// A result that needs no further word.
    public CheckResult(String policy, Instant at, Verdict verdict, List<Finding> findings) {
        this(policy, at, verdict, findings, List.of());
    }

    /// The whole in one word: a breach when one rule is broken, else unknown when one cannot be decided.
    public enum Verdict {
        COMPLIANT,
        BREACH,
        UNKNOWN
    }
}
