package io.backstay.connect.postgres.tenant.diff;

import java.util.Map;

/// How one table of one tenant differs between the last good moment and live.
///
/// @param table     the qualified name, such as `practice.invoices`
/// @param rows      rows of each class; classes without rows are absent
/// @param insert    rows that will be inserted, as things were chosen
/// @param update    rows of live that will be given their last good values
/// @param undecided conflicts for which nobody has chosen yet
public record TableDiff(String table, Map<RowClass, Long> rows, long insert, long update, long undecided) {
    public TableDiff {
        rows = Map.copyOf(rows);
    }

    /// How many rows of a class.
    public long count(RowClass of) {
        return rows.getOrDefault(of, 0L);
    }

    /// Last good rows that are not in live, whatever stands in their way; of those that are held back, also the
    /// damaged ones.
    public long lost() {
        return count(RowClass.LOST)
                + count(RowClass.CONFLICT)
                + count(RowClass.HELD)
                + count(RowClass.BLOCKED)
                + count(RowClass.REMOVED);
    }

    /// Rows whose live values are those of the incident.
    public long damaged() {
        return count(RowClass.DAMAGED);
    }

    /// Rows that were edited or typed again since.
    public long retyped() {
        return count(RowClass.RETYPED);
    }

    /// Rows that do not come back by themselves: a conflict, or something that blocks them.
    public long conflicts() {
        return count(RowClass.CONFLICT) + count(RowClass.BLOCKED);
    }

    /// Rows created in live since; they are kept as they are.
    public long liveOnly() {
        return count(RowClass.ADDED);
    }

    /// Rows that are the same on both sides.
    public long unchanged() {
        return count(RowClass.UNCHANGED);
    }
}
