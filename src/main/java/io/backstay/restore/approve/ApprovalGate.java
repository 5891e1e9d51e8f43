package io.backstay.restore.approve;

import io.backstay.base.BackstayException;
import io.backstay.restore.plan.Approvable;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.seal.Dsse;
import io.backstay.seal.VerifierKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/// Decides whether a plan may be carried out now. Pure: files, keys and clock in, a pass or one refusal out.
///
/// It keeps honest people from mistakes and leaves a trace. The boundary is what the write-to-live credential may
/// do
/// where it is used.
public final class ApprovalGate {
    /// A word is not a reason.
    public static final int REASON_MIN = 10;

    private final People people;
    private final Predicate<String> approver;
    private final Predicate<RestorePlan.Seen> continued;

    /// @param approver  whether a person's role lets them approve
    /// @param continued whether the record of acts here continues a state that an approver saw; asked only for a
    ///                  record of this state folder's own
    public ApprovalGate(People people, Predicate<String> approver, Predicate<RestorePlan.Seen> continued) {
        this.people = people;
        this.approver = approver;
        this.continued = continued;
    }

    /// An approval that counts.
    ///
    /// @param person whose
    /// @param key    the public line of the key
    public record Passed(String person, String key, Approval approval) {}

    /// One person's decision to go on without another.
    ///
    /// @param at from then on the waiting time runs
    public record Alone(String person, String reason, Instant at) {}

    /// Whether the plan itself may be run now.
    public static void requireTimely(Approvable plan, Instant now) throws BackstayException {
        RestorePlan.Validity validity = plan.validity();
        if (now.isBefore(validity.notBefore())) {
            throw Refusal.PLAN_EARLY.stop("it may be run from " + validity.notBefore());
        }
        if (!now.isBefore(validity.expiresAt())) {
            throw Refusal.PLAN_EXPIRED.stop("it held until " + validity.expiresAt());
        }
    }

    /// Judges a second person's file, its decision included.
    public Passed require(Approvable plan, Dsse envelope, Instant now) throws BackstayException {
        Passed said = signed(plan, envelope);
        Approval approval = said.approval();
        if (approval.decision() == Approval.Decision.REFUSED) {
            throw Refusal.APPROVAL_DECLINED.stop("by " + said.person());
        }
        if (now.isBefore(approval.notBefore())) {
            throw Refusal.APPROVAL_EARLY.stop("it holds from " + approval.notBefore());
        }
        if (!now.isBefore(approval.notAfter())) {
            throw Refusal.APPROVAL_EXPIRED.stop("it held until " + approval.notAfter());
        }
        RestorePlan.Seen seen = approval.seen();
        if (seen != null && !continued.test(seen)) {
            throw Refusal.APPROVAL_RECORD.stop();
        }
        return said;
    }

    /// Judges who signed what, whatever was decided and whenever.
    public Passed signed(Approvable plan, Dsse envelope) throws BackstayException {
        requireForeignKey(plan, envelope);
        List<VerifierKey> signers = envelope.signers(people.verifiers());
        if (signers.isEmpty()) {
            throw claimsKnownKey(envelope)
                    ? Refusal.APPROVAL_SIGNATURE.stop()
                    : Refusal.APPROVAL_UNKNOWN_KEY.stop(String.join(", ", envelope.claimed()));
        }
        Passed first = null;
        for (VerifierKey signer : signers) {
            People.Known known = people.of(signer);
            if (known == null) {
                throw new IllegalStateException("a signer is one of the keys that were asked about");
            }
            requireOther(plan, known);
            first = first == null ? new Passed(known.person(), known.key(), Approval.parse(envelope.payload())) : first;
        }
        if (first == null) {
            throw new IllegalStateException("there is a signer");
        }
        requireSame(plan, first.approval());
        return first;
    }

    /// The planner's own key is refused even where nobody knows whose it is.
    private static void requireForeignKey(Approvable plan, Dsse envelope) throws BackstayException {
        String own = plan.plannedKey();
        if (own != null && !envelope.signers(List.of(VerifierKey.parse(own))).isEmpty()) {
            throw Refusal.APPROVAL_SAME_KEY.stop();
        }
    }

    private boolean claimsKnownKey(Dsse envelope) {
        return people.verifiers().stream().anyMatch(key -> envelope.claimed().contains(key.name() + "+" + key.idHex()));
    }

    /// One person with two keys is one person; a key that somebody gave under another name is found by its bytes.
    private void requireOther(Approvable plan, People.Known known) throws BackstayException {
        String own = plan.plannedKey();
        if (own != null) {
            VerifierKey key = VerifierKey.parse(own);
            if (Arrays.equals(key.key(), known.verifier().key())) {
                throw Refusal.APPROVAL_SAME_KEY.stop();
            }
            People.Known planner = people.of(key);
            if (planner != null && planner.person().equals(known.person())) {
                throw Refusal.APPROVAL_SAME_PERSON.stop(known.person() + " planned under another key");
            }
        }
        if (known.person().equals(plan.plannedBy())) {
            throw Refusal.APPROVAL_SAME_PERSON.stop(known.person());
        }
        if (known.revokedAt() != null) {
            throw Refusal.APPROVAL_REVOKED_KEY.stop("at " + known.revokedAt());
        }
        if (!approver.test(known.person())) {
            throw Refusal.APPROVAL_ROLE.stop(known.person());
        }
    }

    private static void requireSame(Approvable plan, Approval approval) throws BackstayException {
        if (!approval.planHash().equals(plan.hash())) {
            throw Refusal.APPROVAL_OTHER_PLAN.stop(
                    "its hash begins with " + approval.planHash().substring(0, 12));
        }
        if (!approval.target().equals(plan.target())) {
            throw Refusal.APPROVAL_OTHER_TARGET.stop(approval.target());
        }
        if (!approval.tenant().equals(plan.tenant())) {
            throw Refusal.APPROVAL_OTHER_TENANT.stop(approval.tenant());
        }
        if (!Objects.equals(approval.seen(), plan.seen())) {
            throw Refusal.APPROVAL_RECORD.stop("the plan shows another state of it");
        }
    }

    /// Whether one person alone may run the plan now.
    public static void require(Alone alone, ApprovalRules rules, Instant now) throws BackstayException {
        requireReason(alone.reason());
        Instant from = alone.at().plus(rules.soloWait());
        if (now.isBefore(from)) {
            throw Refusal.SOLO_WAIT.stop("until " + from);
        }
    }

    /// Whether a reason is one.
    public static void requireReason(String reason) throws BackstayException {
        if (reason.strip().length() < REASON_MIN) {
            throw Refusal.SOLO_REASON.stop();
        }
    }
}
