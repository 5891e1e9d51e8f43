package io.backstay.policy.change;

import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Statement.Notice.Occasion;
import org.jspecify.annotations.Nullable;

/// One value that differs between two versions of a policy.
///
/// @param field   such as `retention` or `rpo`
/// @param subject the kind of asset or the mishap, such as `database` or `tenant-deletion`; empty for the
/// policy itself
/// @param from    as it was, absent when it is new
/// @param to      as it will be, absent when it goes
/// @param before  the clause that set it, absent when it is new
/// @param after   the clause that sets it, absent when it goes
public record Change(
        String field,
        String subject,
        @Nullable String from,
        @Nullable String to,
        Effect effect,
        @Nullable Clause before,
        @Nullable Clause after) {

    /// What the change does to the protection of data.
    public enum Effect {
        REDUCES,
        IMPROVES,
        NEUTRAL
    }

    /// What a policy that promises to tell of reductions would call this one; null where it is none of its
    /// own name.
    @Nullable
    Occasion occasion() {
        String key = field.replaceAll(" (within|older than) .*", "");
        return switch (key) {
            case "rpo", "scenario rpo", "archiving lag", "schedule" -> Occasion.RPO_REDUCED;
            case "rto", "scenario rto" -> Occasion.RTO_REDUCED;
            case "retention", "immutability" -> Occasion.RETENTION_REDUCED;
            case "copies in zones", "copies in regions", "by: cross-region", "by: multi-zone" ->
                Occasion.GEOGRAPHY_REDUCED;
            default -> null;
        };
    }
}
