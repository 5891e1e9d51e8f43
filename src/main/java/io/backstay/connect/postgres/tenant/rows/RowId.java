package io.backstay.connect.postgres.tenant.rows;

import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;

/// What a choice calls a row by, in screens, documents, plans and the record. It is the row's key; where that is
/// personal, it is a digest, which names the row as well and tells nobody who looks on whose it is. Somebody who has
/// a list of candidates can try them, so it is a mask and no secret.
public final class RowId {
    /// How many hexadecimal digits of a digest are taken; enough that no two rows of a table share them.
    private static final int DIGITS = 24;

    private RowId() {}

    /// The SQL expression for a row of a table with a key.
    ///
    /// @param key the expression for the key where it may be told
    public static String of(Territory territory, Table table, String alias, String key) {
        return territory.hidesKeys(table)
                ? "'#' || left(encode(sha256(convert_to("
                        + Db.literal(table.name().toString()) + " || ' ' || row("
                        + Db.quoteAll(alias + ".", table.identity()) + ")::text, 'UTF8')), 'hex'), " + DIGITS + ")"
                : key;
    }
}
