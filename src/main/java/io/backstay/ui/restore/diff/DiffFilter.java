package io.backstay.ui.restore.diff;

import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.TableDiff;

/// Which rows of a group's sample are shown.
public enum DiffFilter {
    ALL("All"),
    LOST("Lost"),
    DAMAGED("Damaged"),
    RETYPED("Re-typed"),
    CONFLICTS("Conflicts"),
    HELD("Held back"),
    BLOCKED("Blocked"),
    LIVE_ONLY("New since");

    private final String word;

    DiffFilter(String word) {
        this.word = word;
    }

    /// What a person reads on the button.
    public String word() {
        return word;
    }

    /// Whether a row of this class is shown.
    boolean lets(RowClass finding) {
        return switch (this) {
            case ALL -> true;
            case LOST -> finding == RowClass.LOST || finding == RowClass.REMOVED;
            case DAMAGED -> finding == RowClass.DAMAGED;
            case RETYPED -> finding == RowClass.RETYPED;
            case CONFLICTS -> finding == RowClass.CONFLICT;
            case HELD -> finding == RowClass.HELD;
            case BLOCKED -> finding == RowClass.BLOCKED;
            case LIVE_ONLY -> finding == RowClass.ADDED;
        };
    }

    /// How many rows of a group it lets through, whether they are in the sample or not.
    long count(TableDiff table) {
        return table.rows().entrySet().stream()
                .filter(each -> each.getKey() != RowClass.UNCHANGED && lets(each.getKey()))
                .mapToLong(each -> each.getValue())
                .sum();
    }
}
