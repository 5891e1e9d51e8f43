package io.backstay.connect.postgres.tenant.load;

import io.backstay.base.Counts;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/// What was measured in the importing transaction, after the last row and before the commit, as the role that sees
/// every row.
///
/// @param effects       rows per table of the whole database, the registry left out
/// @param written       rows and digest of what this transaction wrote, per owned table
/// @param otherTenants  rows of other tenants that it wrote or took away
/// @param elsewhere     rows that it wrote to tables of no tenant
/// @param tenants       whose rows it wrote
/// @param keys          the foreign keys that were checked, in words
/// @param after         the tenant's rows per table as they stand now
/// @param intact        whether schema, storage, role and counters are what they were
record Measured(
        SortedMap<TableName, Effect> effects,
        Map<TableName, RowSet> written,
        long otherTenants,
        long elsewhere,
        Set<String> tenants,
        KeyCheck keys,
        Map<TableName, RowSet> after,
        boolean intact) {

    /// The foreign keys that were checked again.
    ///
    /// @param keys       how many
    /// @param broken     how many do not hold
    /// @param references how many references were followed
    /// @param dangling   how many lead nowhere, or to another tenant
    /// @param again      how many lead nowhere after an undo as they did before the import; not among the dangling
    record KeyCheck(long keys, long broken, long references, long dangling, long again) {
        /// What came of the references, in words.
        String words() {
            return Counts.of(dangling) + " broken"
                    + (again == 0
                            ? ""
                            : ", " + Counts.of(again) + (again == 1 ? " leads" : " lead") + " nowhere again");
        }
    }
}
