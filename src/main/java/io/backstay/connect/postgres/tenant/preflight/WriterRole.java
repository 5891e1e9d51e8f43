package io.backstay.connect.postgres.tenant.preflight;

import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The restricted role under which rows are written, as the mapping names it.
final class WriterRole {
    private final Db db;
    private final Territory territory;

    WriterRole(Db db, Territory territory) {
        this.db = db;
        this.territory = territory;
    }

    String name() {
        return territory.mapping().writing().role();
    }

    boolean exists() throws SQLException {
        return db.holds("select exists (select from pg_roles where rolname = ?)", name());
    }

    /// The statements that make it, with the least that an import needs, each with its semicolon. Policies for it are
    /// the product's own matter, and whoever writes must be granted it besides, see [#grant].
    List<String> script() throws SQLException {
        String role = Db.quote(name());
        List<String> schemas =
                territory.mapping().scope().schemas().stream().map(Db::quote).toList();
        List<String> tables = territory.owned().stream()
                .map(Table::name)
                .map(TableName::quoted)
                .toList();
        List<String> script = new ArrayList<>();
        script.add("create role " + role + " nologin nosuperuser nobypassrls;");
        script.add("grant usage on schema " + String.join(", ", schemas) + " to " + role + ";");
        script.add("grant select, insert, update, delete on " + String.join(", ", tables) + " to " + role + ";");
        return List.copyOf(script);
    }

    /// The statement that lets this session's login become the role; for a login that writes, never for one that reads.
    String grant() throws SQLException {
        return "grant " + Db.quote(name()) + " to " + Db.quote(db.text("select session_user")) + ";";
    }
}
