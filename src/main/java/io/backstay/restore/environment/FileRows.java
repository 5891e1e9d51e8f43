package io.backstay.restore.environment;

import io.backstay.connect.postgres.tenant.schema.Db;
import java.util.regex.Pattern;

/// The table whose rows name files in the object store, so that rows and bytes can be paired.
///
/// @param table  with its schema, such as `practice.documents`
/// @param key    the column with the object's key
/// @param size   the column with its bytes
/// @param sha256 the column with its SHA-256, a `bytea`
public record FileRows(String table, String key, String size, String sha256) {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    public FileRows {
        if (!table.matches(NAME + "\\." + NAME)) {
            throw new IllegalArgumentException("not a table with its schema: '" + table + "'");
        }
        for (String column : new String[] {key, size, sha256}) {
            if (!NAME.matcher(column).matches()) {
                throw new IllegalArgumentException("not a column: '" + column + "'");
            }
        }
    }

    /// The condition, in SQL, that a row's file lies under a prefix; empty for an empty prefix.
    public String under(String prefix) {
        return prefix.isEmpty() ? "" : "starts_with(" + key + ", " + Db.literal(prefix) + ")";
    }
}
