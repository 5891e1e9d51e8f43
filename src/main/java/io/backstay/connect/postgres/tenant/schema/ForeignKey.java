package io.backstay.connect.postgres.tenant.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A foreign key: columns of a child that name a row of a parent, in the order of the constraint.
///
/// @param validated whether the database checked the rows that were there before the constraint
/// @param virtual   absent for a constraint of the database; a virtual key stands in the mapping alone, the
///                  database never enforces it, and its rows may dangle
public record ForeignKey(
        String name,
        TableName child,
        List<String> columns,
        TableName parent,
        List<String> parentColumns,
        boolean validated,
        @Nullable Virtual virtual) {
    public ForeignKey {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
        if (columns.isEmpty() || columns.size() != parentColumns.size()) {
            throw new IllegalArgumentException("the foreign key " + name + " pairs no columns");
        }
    }

    /// A constraint of the database.
    public ForeignKey(
            String name,
            TableName child,
            List<String> columns,
            TableName parent,
            List<String> parentColumns,
            boolean validated) {
        this(name, child, columns, parent, parentColumns, validated, null);
    }

    /// What a key that only the mapping declares has besides its columns.
    ///
    /// @param when   the rows of the child to which it applies; absent when it applies to all
    /// @param asText whether the columns are of different types, so that their texts are compared
    public record Virtual(@Nullable When when, boolean asText) {}

    /// A column that says what kind of row another column names, such as `entity_type`, and the kind, such as
    /// `invoice`.
    public record When(String column, String value) {}

    /// The columns of the child that decide which parent a row names.
    public List<String> naming() {
        if (virtual == null || virtual.when() == null) {
            return columns;
        }
        List<String> naming = new ArrayList<>(columns);
        naming.add(virtual.when().column());
        return List.copyOf(naming);
    }

    /// Whether the database enforces it.
    public boolean enforced() {
        return virtual == null;
    }

    /// The condition that the child names this parent; never true when a column of the child is null.
    public String matches(String childAlias, String parentAlias) {
        String cast = virtual != null && virtual.asText() ? "::text" : "";
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            pairs.add(parentAlias + "." + Db.quote(parentColumns.get(i)) + cast + " = " + childAlias + "."
                    + Db.quote(columns.get(i)) + cast);
        }
        return String.join(" and ", pairs) + applies(childAlias);
    }

    /// The condition that the child names a parent at all.
    public String isSet(String childAlias) {
        return String.join(
                        " and ",
                        columns.stream()
                                .map(column -> childAlias + "." + Db.quote(column) + " is not null")
                                .toList())
                + applies(childAlias);
    }

    private String applies(String childAlias) {
        return virtual == null || virtual.when() == null
                ? ""
                : " and " + childAlias + "." + Db.quote(virtual.when().column()) + "::text ="
                        + Db.literal(virtual.when().value());
    }

    /// Whether the key itself forces both columns to be equal.
    public boolean pairs(String childColumn, String parentColumn) {
        int at = columns.indexOf(childColumn);
        return at >= 0 && parentColumns.get(at).equals(parentColumn);
    }
}
