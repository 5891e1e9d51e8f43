package io.backstay.connect.postgres.tenant.preflight;

import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// The table in the live database that remembers which plans were carried out. Its row is written in the
/// transaction that writes the data, so a plan is carried out once or not at all, whatever happens to the answer.
/// Beside it lies what it takes to undo them.
public final class RestoreRegistry {
    private final TableName table;

    /// @param table such as `backstay.restore_runs`
    public RestoreRegistry(TableName table) {
        this.table = table;
    }

    /// A plan that was carried out.
    public record Run(String tenant, Instant recordedAt, long rowsInserted, String digest) {}

    /// The registry itself.
    public TableName table() {
        return table;
    }

    /// The table that holds what it takes to undo a run, beside the registry.
    public TableName undoTable() {
        return new TableName(table.schema(), "undo_rows");
    }

    /// The statements that create the registry; they change nothing when it is there.
    public List<String> ddl() {
        return List.of(
                "create schema if not exists " + Db.quote(table.schema()),
                "create table if not exists " + table.quoted()
                        + " (plan_hash text primary key, tenant text not null, rows_inserted bigint not null,"
                        + " digest text not null, recorded_at timestamptz not null default clock_timestamp(),"
                        + " recorded_by text not null default session_user)",
                "create table if not exists " + undoTable().quoted()
                        + " (plan_hash text not null, table_schema text not null, table_name text not null,"
                        + " number bigint not null, write text not null, key text[], before text,"
                        + " after text not null, primary key (plan_hash, table_schema, table_name, number))");
    }

    /// Whether both tables are there, with the columns that are written.
    public boolean present(Db db) throws SQLException {
        return has(db, table, List.of("plan_hash", "tenant", "rows_inserted", "digest", "recorded_at"))
                && has(
                        db,
                        undoTable(),
                        List.of(
                                "plan_hash",
                                "table_schema",
                                "table_name",
                                "number",
                                "write",
                                "key",
                                "before",
                                "after"));
    }

    private static boolean has(Db db, TableName table, List<String> columns) throws SQLException {
        String names =
                String.join(", ", columns.stream().map(name -> "'" + name + "'").toList());
        return db.number(
                        "select count(*) from pg_catalog.pg_attribute where attrelid = to_regclass(?)"
                                + " and attname in (" + names + ") and not attisdropped",
                        table.quoted())
                == columns.size();
    }

    /// The run of a plan, if it was carried out.
    public Optional<Run> find(Db db, String planHash) throws SQLException {
        return db
                .list(
                        "select tenant, recorded_at, rows_inserted, digest from " + table.quoted()
                                + " where plan_hash = ?",
                        row -> new Run(
                                row.getString(1),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getLong(3),
                                row.getString(4)),
                        planHash)
                .stream()
                .findFirst();
    }

    /// Writes the run into the transaction that is open.
    public void record(Db db, String planHash, String tenant, long rowsInserted, String digest) throws SQLException {
        try (PreparedStatement insert = db.connection()
                .prepareStatement("insert into " + table.quoted()
                        + " (plan_hash, tenant, rows_inserted, digest) values (?, ?, ?, ?)")) {
            insert.setString(1, planHash);
            insert.setString(2, tenant);
            insert.setLong(3, rowsInserted);
            insert.setString(4, digest);
            insert.executeUpdate();
        }
    }
}
