package io.backstay.connect.postgres.tenant.rows;

import io.backstay.connect.postgres.tenant.schema.TableName;

/// A foreign key that ties rows of this tenant to rows of another. It is reported and never followed.
///
/// @param table   the table whose rows hold the foreign key
/// @param owner   whose rows those are
/// @param rows    how many
/// @param example the key of one of them
public record Leak(TableName table, String foreignKey, TableName parent, Owner owner, long rows, String example) {

    /// Whose rows hold the foreign key.
    public enum Owner {
        /// Rows of this tenant refer to rows of another.
        OURS,
        /// Rows of another tenant refer to rows of this one.
        THEIRS,
        /// Rows without a tenant key belong to this tenant by one parent and to another by a second.
        BOTH
    }

    /// The leak for a person to read.
    public String sentence() {
        String count = rows + (rows == 1 ? " row" : " rows");
        String what = switch (owner) {
            case OURS -> count + " of " + table + " point to another tenant's " + parent;
            case THEIRS -> count + " of another tenant in " + table + " point to this tenant's " + parent;
            case BOTH -> count + " of " + table + " belong to this tenant and, by " + parent + ", to another";
        };
        return what + " (foreign key " + foreignKey + ", for example " + example + ").";
    }
}
