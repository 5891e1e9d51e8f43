package io.backstay.connect.postgres.tenant.schema;

import java.sql.SQLException;

/// A schema has something that cannot be followed exactly. The message names it, and no value of a row.
public final class UnsupportedSchema extends SQLException {
    /// SQLSTATE feature_not_supported.
    private static final String STATE = "0A000";

    /// @param what such as `a foreign key of a single partition (a_fkey of s.a1)`
    public UnsupportedSchema(String what) {
        super(what, STATE);
    }
}
