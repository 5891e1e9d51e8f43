package io.backstay.connect.postgres.tenant.draft;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.FrozenSession;
import io.backstay.connect.postgres.tenant.rows.FullView;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Holds a mapping against a database: everything that it names is there, and every table with rows is claimed.
public final class MappingCheck {
    private final Territory territory;
    private final Db db;
    private final List<Problem> problems = new ArrayList<>();

    private MappingCheck(Territory territory, Db db) {
        this.territory = territory;
        this.db = db;
    }

    /// What does not fit.
    ///
    /// @param field    of the mapping file, such as `personal`
    /// @param sentence what is wrong, and what to do
    public record Problem(String field, String sentence) {}

    /// Checks for one tenant; a mapping whose schemas are named after the tenant is another one for each.
    ///
    /// @param session as a role that sees every row; it is left as it was
    /// @return what does not fit; nothing when all does
    public static List<Problem> run(Connection session, TenantMapping mapping, TenantId tenant)
            throws BackstayException, InterruptedException {
        try (FrozenSession frozen = FrozenSession.begin(session)) {
            FullView.require(frozen.db(), "this database");
            MappingCheck check = new MappingCheck(Territory.read(session, mapping, tenant), frozen.db());
            check.names();
            check.claims();
            check.writer();
            return List.copyOf(check.problems);
        } catch (SQLException e) {
            throw SqlFailures.translate("Checking the mapping", e);
        }
    }

    private void names() {
        TenantMapping mapping = territory.mapping();
        tables("shared", mapping.scope().shared());
        tables("excluded", mapping.scope().excluded());
        tables("keyless", mapping.scope().keyless());
        tables("labels", mapping.words().labels().keySet());
        mapping.words().personal().forEach((table, columns) -> columns("personal", table, columns));
        mapping.writing().volatileColumns().forEach((table, columns) -> columns("volatile", table, columns));
        mapping.care().files().forEach(file -> columns("files", file.table(), Set.of(file.column())));
        for (TenantMapping.HoldBack hold : mapping.care().held()) {
            columns("held", hold.table(), hold.column() == null ? Set.of() : Set.of(hold.column()));
            TenantMapping.Ledger ledger = hold.ledger();
            if (ledger != null
                    && territory
                            .mapping()
                            .scope()
                            .schemas()
                            .contains(ledger.table().schema())) {
                columns("held", ledger.table(), Set.of(ledger.column()));
            }
        }
    }

    private void tables(String field, Collection<TableName> names) {
        names.forEach(name -> columns(field, name, Set.of()));
    }

    private void columns(String field, TableName name, Set<String> columns) {
        Table table = territory.model().table(name).orElse(null);
        if (table == null) {
            problems.add(new Problem(
                    field, "The table " + name + " is not there; correct its name, or take it out of " + field + "."));
            return;
        }
        for (String column : columns) {
            if (table.column(column).isEmpty()) {
                problems.add(new Problem(
                        field,
                        "The column " + name + "." + column + " is not there; correct its name, or take it out of "
                                + field + "."));
            }
        }
    }

    private void claims() throws SQLException {
        for (Table table : territory.unclaimed()) {
            if (db.holds("select exists (select from " + table.from() + ")")) {
                problems.add(new Problem(
                        "excluded",
                        "The table " + table.name() + " holds rows, and nothing says whose: name it under shared or"
                                + " excluded, or declare the link by which it is reached."));
            }
        }
    }

    private void writer() throws SQLException {
        String role = territory.mapping().writing().role();
        if (!db.holds("select exists (select from pg_roles where rolname = ?)", role)) {
            problems.add(new Problem(
                    "writer",
                    "The role " + role
                            + " is not there; create it as docs/access/postgres-roles.sql does, or name another."));
        }
        TableName registry = territory.mapping().writing().registry();
        if (!db.holds("select to_regclass(?) is not null", registry.quoted())) {
            problems.add(new Problem(
                    "writer", "The registry " + registry + " is not there; create it before the first restore."));
        }
    }
}
