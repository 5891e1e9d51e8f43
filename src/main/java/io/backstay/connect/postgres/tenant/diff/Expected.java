package io.backstay.connect.postgres.tenant.diff;

import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an import will do, exactly: it is approved with the plan, and the proof measures against it.
///
/// @param effects     rows per table; tables that are left alone are absent
/// @param digest      over the canonical text of all rows that will be written, SHA-256 in hex
/// @param fingerprint of the live schema for which this was worked out, triggers and policies included
public record Expected(SortedMap<TableName, Effect> effects, String digest, String fingerprint) {
    public Expected {
        effects = new TreeMap<>(effects);
    }

    /// What writing these rows does when nothing else happens.
    ///
    /// @param rows what each row that is written will be
    public static Expected writing(
            SortedMap<TableName, Effect> effects, Map<TableName, RowSet> rows, String fingerprint) {
        return new Expected(effects, RowSet.digest(rows), fingerprint);
    }

    /// All tables together.
    public Effect total() {
        return effects.values().stream().reduce(Effect.NONE, Effect::plus);
    }
}
