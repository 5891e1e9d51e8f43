package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.fixture.PsqlFile;
import io.backstay.fixture.Secrets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The roles of `docs/access/postgres-roles.sql` in a practice database, made by running that very file.
final class ShippedRoles {
    static final Path FILE = Path.of("docs/access/postgres-roles.sql");

    /// Names that need quoting as identifiers and as literals, so that a place without quotes shows.
    static final String READER = "Shipped \"reader's\"";

    static final String BACKUP = "Shipped backup";
    static final String WRITER = "Shipped writer";
    static final String PROVER = "Shipped prover";
    static final String APPROVER = "Shipped approver";

    private static final String PASSWORD = "for tests only";
    private static final String DENIED = "42501";
    private static final String KEYED = "teams users clients jobs invoices payments documents events audit_log";

    final Practice practice;

    private ShippedRoles(Practice practice) {
        this.practice = practice;
    }

    /// A fresh practice database whose every table has a policy, and the roles in it.
    static ShippedRoles create() throws BackstayException, InterruptedException, SQLException {
        ShippedRoles shipped = new ShippedRoles(Practice.create(
                "alter table practice.line_notes enable row level security",
                "create policy own on practice.line_notes using (exists (select from practice.invoice_lines l"
                        + " where l.id = line_id))",
                "alter table practice.doc_links enable row level security",
                "create policy own on practice.doc_links using (exists (select from practice.documents d"
                        + " where d.id = a))"));
        shipped.run(Map.of());
        for (String role : List.of(READER, BACKUP, PROVER, APPROVER)) {
            shipped.practice.live("alter role " + Db.quote(role) + " password '" + PASSWORD + "'");
        }
        return shipped;
    }

    /// The variables for the practice database.
    static Map<String, String> variables() {
        List<String> tables = new ArrayList<>(
                List.of("practice.firms:id", "practice.invoice_lines", " practice.line_notes", "practice.doc_links "));
        for (String table : KEYED.split(" ", -1)) {
            tables.add("practice." + table + ":firm_id");
        }
        return new LinkedHashMap<>(Map.of(
                "tenant_tables", String.join(",", tables),
                "shared_tables", "practice.tax_codes",
                "writing_path", "practice, pg_temp",
                "reader", READER,
                "backup", BACKUP,
                "writer", WRITER,
                "prover", PROVER,
                "approver", APPROVER));
    }

    /// Runs the file as the superuser, as psql would.
    ///
    /// @param more variables that differ from [#variables]
    void run(Map<String, String> more) throws BackstayException, SQLException {
        Map<String, String> variables = variables();
        variables.putAll(more);
        try (Connection session = practice.live.open("test roles")) {
            PsqlFile.run(session, FILE, variables);
        }
    }

    Login login(String role) {
        return practice.live.as(role, Secrets.source(PASSWORD));
    }

    Connection as(String role) throws BackstayException {
        return login(role).open("test " + role);
    }

    /// A session of the prover that has become the writer, for a firm as the product's own policies understand it.
    Connection writer(String firm) throws BackstayException, SQLException {
        Connection session = as(PROVER);
        run(session, "set role " + Db.quote(WRITER), "set app.firm = '" + firm + "'");
        return session;
    }

    /// Lets a firm be written for an hour, as the approver.
    void open(String firm) throws BackstayException, SQLException {
        try (Connection approver = as(APPROVER)) {
            run(
                    approver,
                    "insert into backstay.open_tenants (tenant, open_until, reason) values ('" + firm
                            + "', now() + interval '1 hour', 'INC-0001')");
        }
    }

    static void run(Connection session, String... statements) throws SQLException {
        try (Statement statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static String ask(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    /// Tries each statement and asserts that the server denies it for want of a right.
    static void denied(Connection session, String... statements) {
        for (String sql : statements) {
            SQLException refusal = assertThrows(SQLException.class, () -> run(session, sql), sql);
            assertEquals(DENIED, refusal.getSQLState(), () -> sql + ": " + refusal.getMessage());
        }
    }
}
