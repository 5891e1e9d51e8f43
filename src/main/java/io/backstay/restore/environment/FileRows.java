package io.backstay.restore.environment;

import io.backstay.connect.postgres.tenant.schema.Db;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The table whose rows name files in the object store, so that rows and bytes can be paired.
///
/// @param table  with its schema, such as `practice.documents`
/// @param key    the column with the object's key
/// @param size   the column with its bytes
/// @param sha256 the column with its SHA-256, a `bytea`
public record FileRows(String table, String key, String size, String sha256) {
    private static final Pattern TYPED = Pattern.compile("([^:,]+):([^:,]+),([^:,]+),([^:,]+)");
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

    /// As a person writes it, such as `crm.files:object_key,size_bytes,sha256`.
    ///
    /// @throws IllegalArgumentException in one sentence when it is something else
    public static FileRows parse(String typed) {
        Matcher parts = TYPED.matcher(typed);
        if (!parts.matches()) {
            throw new IllegalArgumentException("the rows that know every file are a table and three columns, such as"
                    + " crm.files:object_key,size_bytes,sha256");
        }
        return new FileRows(parts.group(1), parts.group(2), parts.group(3), parts.group(4));
    }

    /// The condition, in SQL, that a row's file lies under a prefix; empty for an empty prefix.
    public String under(String prefix) {
        return prefix.isEmpty() ? "" : "starts_with(" + key + ", " + Db.literal(prefix) + ")";
    }
}
