package io.backstay.policy.lint;

import io.backstay.base.Utc;
import io.backstay.policy.Policy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The contradictions of a policy at one instant, and which of them are accepted then.
public record LintReport(Policy policy, Instant at, List<Judged> findings) {

    /// A contradiction, and what was decided of it.
    ///
    /// @param acceptance the newest one for exactly this, absent when it had not been accepted by then
    /// @param accepted   whether that one still holds
    public record Judged(
            Contradiction contradiction, @Nullable Acceptance acceptance, boolean accepted) {

        /// Who lives or lived with it, until when and why, and who withdrew that; empty where nobody ever did.
        public String exception() {
            if (acceptance == null) {
                return "";
            }
            Acceptance.Withdrawal end = acceptance.withdrawn();
            return (accepted ? "Accepted until " : "Was accepted until ") + Utc.words(acceptance.until()) + " by "
                    + acceptance.owner() + ": "
                    + acceptance.reason()
                    + (end == null
                            ? ""
                            : ". Withdrawn " + Utc.words(end.at()) + " by " + end.by() + ": " + end.reason());
        }
    }

    /// Looks for contradictions.
    ///
    /// @param acceptances oldest first
    public static LintReport of(Policy policy, List<Acceptance> acceptances, Instant at) {
        return new LintReport(
                policy,
                at,
                Lint.of(policy).stream()
                        .map(found -> judge(found, acceptances, at))
                        .toList());
    }

    private static Judged judge(Contradiction found, List<Acceptance> acceptances, Instant at) {
        Acceptance newest = null;
        for (Acceptance acceptance : acceptances) {
            boolean known = acceptance.isOf(found) && !acceptance.acceptedAt().isAfter(at);
            newest = known ? acceptance : newest;
        }
        return new Judged(found, newest, newest != null && newest.covers(found, at));
    }

    /// Whether there is one that nobody has accepted, or no more.
    public boolean contradicts() {
        return findings.stream().anyMatch(finding -> !finding.accepted());
    }
}
