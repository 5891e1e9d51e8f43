package io.backstay.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One line of the record.
///
/// @param v        the version of this form, 2; entries of version 1 have none of what is marked with a star
/// @param origin   * the record's name, the same in all its entries
/// @param seq      its number, from 0 without a gap
/// @param ts       when it was written, by this machine's clock
/// @param mono     * microseconds since the session opened the record, by a clock that is never set
/// @param nonce    * 16 random bytes in hexadecimal, so that nobody can guess the entry from its hash
/// @param actor    who acted
/// @param role     * in which role
/// @param key      * the id of the signing key that was at hand, absent while the vault was locked
/// @param session  the run of Backstay that wrote it
/// @param tenant   * the tenant that it is about, absent when it is about none
/// @param act      what is done, such as `restore.import`
/// @param target   what it is done to
/// @param caseId   the case it belongs to, absent outside of one
/// @param run      * the restore it belongs to, absent outside of one
/// @param planHash * the hash of the plan under which it is done, absent when there is none
/// @param intent   for an outcome, the number of its intent
/// @param outcome  for an outcome, how it ended
/// @param detail   further facts, never a secret and never a customer's data
/// @param prevRoot * the Merkle root over all entries before it, in hexadecimal
public record AuditEntry(
        int v,
        @Nullable String origin,
        long seq,
        Instant ts,
        @Nullable Long mono,
        @Nullable String nonce,
        String actor,
        @Nullable String role,
        @Nullable String key,
        String session,
        @Nullable String tenant,
        Type type,
        String act,
        String target,
        @Nullable String caseId,
        @Nullable String run,
        @Nullable String planHash,
        @Nullable Long intent,
        @Nullable Outcome outcome,
        Map<String, String> detail,
        @Nullable String prevRoot) {
    static final int VERSION = 2;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]*");
    private static final int NONCE_DIGITS = 32;
    private static final int KEY_DIGITS = 8;

    public AuditEntry {
        boolean whole = origin != null && mono != null && nonce != null && role != null && prevRoot != null;
        boolean old = origin == null && mono == null && nonce == null && role == null && prevRoot == null;
        boolean bare = key == null && tenant == null && run == null && planHash == null;
        if (!(v == VERSION ? whole : v == 1 && old && bare)) {
            throw new IllegalArgumentException("its fields are not those of its version " + v);
        }
        if ((type == Type.OUTCOME) != (intent != null) || (type == Type.OUTCOME) != (outcome != null)) {
            throw new IllegalArgumentException("an outcome, and only an outcome, has an intent and says how it ended");
        }
        if (isNoHex(nonce, NONCE_DIGITS) || isNoHex(key, KEY_DIGITS)) {
            throw new IllegalArgumentException("its nonce or its key is not in hexadecimal, or of another length");
        }
        if (!ts.truncatedTo(ChronoUnit.MICROS).equals(ts)) {
            throw new IllegalArgumentException("its time has more than six decimals");
        }
        Deed.requireNames(detail);
    }

    private static boolean isNoHex(@Nullable String text, int digits) {
        return text != null && (text.length() != digits || !HEX.matcher(text).matches());
    }

    /// What kind of line it is.
    public enum Type {
        /// Something is about to be done.
        INTENT,
        /// It has been done, or not.
        OUTCOME,
        /// Something was learned or said.
        NOTE
    }

    /// How an act ended.
    public enum Outcome {
        DONE,
        FAILED,
        REFUSED,
        INTERRUPTED
    }
}
