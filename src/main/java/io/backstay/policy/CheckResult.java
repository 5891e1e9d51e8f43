package io.backstay.policy;

import java.time.Instant;
import java.util.List;

/// A policy held against the facts at one instant.
///
/// @param policy   the policy's id, such as `agentic-labs`
/// @param findings in order of severity: breach, unknown, accepted, compliant
public record CheckResult(String policy, Instant at, Verdict verdict, List<Finding> findings) {

    /// The whole in one word: a breach when one rule is broken, else unknown when one cannot be decided.
    public enum Verdict {
        COMPLIANT,
        BREACH,
        UNKNOWN
    }
}
