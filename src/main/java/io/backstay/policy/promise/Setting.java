package io.backstay.policy.promise;

/// One value of a policy, and the clause that set it.
///
/// @param field   what it is, such as `rpo` or `retention every 1 d`
/// @param subject the kind of asset, such as `database`, or the mishap, such as `tenant-deletion`, that it is for
/// @param value   for people, such as `4 h`; `no number` where the words give none
/// @param weight  to compare it by: seconds, days or a count, as its field has it
/// @param better  which way is more protection
/// @param clause  the clause that set it
public record Setting(String field, String subject, String value, long weight, Better better, Clause clause) {

    /// Which way is more protection.
    public enum Better {
        SMALLER,
        LARGER,
        /// Having it is more than not having it.
        PRESENT,
        /// Not having it is more: what is left out of the backups.
        MISSING,
        /// Neither way.
        NEITHER
    }

    /// Whether a promise of this is stricter than that other one.
    boolean isStricterThan(Setting other) {
        return switch (better) {
            case SMALLER -> weight < other.weight;
            case LARGER -> weight > other.weight;
            case PRESENT, MISSING, NEITHER -> false;
        };
    }
}
