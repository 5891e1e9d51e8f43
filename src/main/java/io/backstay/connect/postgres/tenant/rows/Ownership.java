package io.backstay.connect.postgres.tenant.rows;

import io.backstay.connect.postgres.tenant.mapping.KeyColumns;

/// How one sees whose the rows of a table are.
public sealed interface Ownership {

    /// Columns of the row name the tenant. The row belongs to him and to nobody else; no foreign key adds to that.
    record Keyed(KeyColumns columns) implements Ownership {}

    /// Every row is the tenant's, because the schema or the database is.
    record Whole() implements Ownership {}

    /// The row belongs to whom its parents belong.
    record Reached() implements Ownership {}
}
