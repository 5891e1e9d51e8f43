package io.backstay.connect.postgres.tenant.mapping;

import io.backstay.connect.postgres.tenant.schema.ForeignKey.When;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A virtual foreign key: columns that name a row of another table without a constraint that says so.
///
/// @param when the rows to which it applies, where a column such as `entity_type` says which table is meant; absent
///             when it applies to all
public record Link(
        TableName child,
        List<String> columns,
        TableName parent,
        List<String> parentColumns,
        @Nullable When when) {
    public Link {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
        if (columns.isEmpty() || columns.size() != parentColumns.size()) {
            throw new IllegalArgumentException("the link from " + child + " to " + parent + " pairs no columns");
        }
    }

    /// What it is called in findings, such as `comments.entity_id (invoice)`.
    public String name() {
        return child.name() + "." + String.join(", ", columns) + (when == null ? "" : " (" + when.value() + ")");
    }
}
