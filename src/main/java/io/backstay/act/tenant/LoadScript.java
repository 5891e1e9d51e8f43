package io.backstay.act.tenant;

import io.backstay.connect.postgres.tenant.extract.RowForm;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.List;
import java.util.function.Function;

/// The script with which `psql` loads a tenant's rows into another database with the same tables: all of them or none.
final class LoadScript {
    private LoadScript() {}

    /// @param owned parents first
    /// @param file  the file of a table, beside the script
    static String of(List<Table> owned, Function<TableName, String> file) {
        StringBuilder script = new StringBuilder("""
                -- Run in this folder: psql -X -v ON_ERROR_STOP=1 -f load.sql
                -- The database needs the same tables, and the shared rows that these refer to.
                set client_encoding to 'UTF8';
                begin;
                """);
        for (Table table : owned) {
            script.append("\\copy ")
                    .append(table.name().quoted())
                    .append(" (")
                    .append(Db.quoteAll("", RowForm.written(table)))
                    .append(") from '")
                    .append(file.apply(table.name()))
                    .append("'\n");
        }
        return script.append("commit;\n").toString();
    }
}
