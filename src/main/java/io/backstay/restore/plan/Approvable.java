package io.backstay.restore.plan;

import io.backstay.base.BackstayException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What another person's signature is asked for: immutable, and known by a hash over its very bytes.
public interface Approvable {
    /// SHA-256 in lower-case hexadecimal.
    String hash();

    /// What it is called where it was made, such as `R-0001`.
    String called();

    /// The person who planned; may not approve.
    String plannedBy();

    /// The public line of that person's signing key, absent when none was at hand.
    @Nullable
    String plannedKey();

    /// Whose data it is about, by the immutable key; `*` for everybody's.
    String tenant();

    /// What is written to, by a fingerprint that another place does not have.
    String target();

    /// What whoever approves types to say that it is this one that is meant.
    String typed();

    /// When it may be carried out.
    RestorePlan.Validity validity();

    /// The state of the record of acts that it continues, absent when nothing signed it.
    RestorePlan.@Nullable Seen seen();

    /// Every fact of it as a person reads it, from the bytes that are hashed.
    List<PlanWords.Line> lines() throws BackstayException;
}
