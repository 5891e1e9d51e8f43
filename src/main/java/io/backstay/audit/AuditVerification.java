package io.backstay.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a record, or an export of it, can be relied on.
///
/// @param size        how many entries were read, up to and including a broken one
/// @param root        the root over all entries before the first broken one, in hexadecimal; of an export, that of
///                    its checkpoint
/// @param firstBroken the number of the first entry that is not what it was, or that nothing vouches for any more;
///                    absent when all hold
/// @param signedSize  how many entries the newest good checkpoint covers, 0 without one; of an export, all that it
/// has
/// @param signedBy    name and fingerprint of the key that signed that one, absent without one
/// @param problem     what is wrong or missing in one sentence, absent when it is verified
/// @param warnings    what is odd without being proof of anything, at most [#WARNINGS_MAX] sentences
public record AuditVerification(
        Verdict verdict,
        long size,
        String root,
        @Nullable Long firstBroken,
        long signedSize,
        @Nullable String signedBy,
        @Nullable String problem,
        List<String> warnings) {
    /// More warnings are not collected.
    public static final int WARNINGS_MAX = 10;

    public AuditVerification {
        warnings = List.copyOf(warnings);
    }

    /// What it comes to.
    public enum Verdict {
        /// Everything holds, and every checkpoint is by a key that counts.
        VERIFIED,
        /// Something is not what it was.
        TAMPERED,
        /// Nothing contradicts it, but no key that counts vouches for it.
        UNVERIFIABLE
    }

    /// Whether nothing contradicts it; without a signature that is a weak thing to know.
    public boolean intact() {
        return verdict != Verdict.TAMPERED;
    }

    /// How many entries at the end no checkpoint covers.
    public long unsignedTail() {
        return size - signedSize;
    }
}
