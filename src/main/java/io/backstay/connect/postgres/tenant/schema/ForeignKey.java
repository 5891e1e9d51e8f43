package io.backstay.connect.postgres.tenant.schema;

import java.util.ArrayList;
import java.util.List;

/// A foreign key: columns of a child that name a row of a parent, in the order of the constraint.
///
/// @param validated whether the database checked the rows that were there before the constraint
public record ForeignKey(
        String name,
        TableName child,
        List<String> columns,
        TableName parent,
        List<String> parentColumns,
        boolean validated) {
    public ForeignKey {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
        if (columns.isEmpty() || columns.size() != parentColumns.size()) {
            throw new IllegalArgumentException("the foreign key " + name + " pairs no columns");
        }
    }

    /// The condition that the child names this parent; never true when a column of the child is null.
    public String matches(String childAlias, String parentAlias) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            pairs.add(parentAlias + "." + Db.quote(parentColumns.get(i)) + " = " + childAlias + "."
                    + Db.quote(columns.get(i)));
        }
        return String.join(" and ", pairs);
    }

    /// The condition that the child names a parent at all.
    public String isSet(String childAlias) {
        return String.join(
                " and ",
                columns.stream()
                        .map(column -> childAlias + "." + Db.quote(column) + " is not null")
                        .toList());
    }

    /// Whether the key itself forces both columns to be equal.
    public boolean pairs(String childColumn, String parentColumn) {
        int at = columns.indexOf(childColumn);
        return at >= 0 && parentColumns.get(at).equals(parentColumn);
    }
}
