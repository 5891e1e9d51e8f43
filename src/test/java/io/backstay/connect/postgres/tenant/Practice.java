package io.backstay.connect.postgres.tenant;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.load.ImportPlan;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.TenantImport;
import io.backstay.connect.postgres.tenant.mapping.Link;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A practice database with every hard feature, its state at the last good moment, and roles as they should be.
final class Practice {
    static final TenantId FIRM = new TenantId("1");
    private static final List<String> KEYED =
            List.of("teams", "users", "clients", "jobs", "invoices", "payments", "documents", "events", "audit_log");

    final Login live;
    final Login scratch;

    private final TenantMapping mapping;

    private Practice(Login live, Login scratch, TenantMapping mapping) {
        this.live = live;
        this.scratch = scratch;
        this.mapping = mapping;
    }

    /// A fresh one; the statements are run before the last good moment.
    static Practice create(String... more) throws BackstayException, InterruptedException {
        Login live = TestPostgres.database();
        fill(live, more);
        String copy = live.database() + "_then";
        run(live.to("postgres"), "create database " + copy + " template " + live.database());
        return new Practice(live, live.to(copy), mapping());
    }

    /// A fresh one, whose last good moment was in a database that was created with other options.
    static Practice createBeside(String options, String... more) throws BackstayException, InterruptedException {
        Login live = TestPostgres.database();
        fill(live);
        String copy = live.database() + "_then";
        run(live.to("postgres"), "create database " + copy + " template template0 " + options);
        fill(live.to(copy), more);
        return new Practice(live, live.to(copy), mapping());
    }

    private static void fill(Login database, String... more) throws BackstayException {
        run(database, resource());
        run(database, "alter database " + database.database() + " set search_path = practice, public");
        for (String sql : more) {
            run(database, sql);
        }
    }

    /// The same one, in which some rows need care.
    Practice caring(TenantMapping.HoldBack... held) {
        return new Practice(
                live,
                scratch,
                new TenantMapping(
                        mapping.keys(),
                        mapping.scope(),
                        mapping.words(),
                        mapping.writing(),
                        new TenantMapping.Care(List.of(held), List.of())));
    }

    static TenantMapping mapping() {
        return new TenantMapping(
                new TenantMapping.Keys(table("firms"), "id", List.of("firm_id"), Map.of()),
                new TenantMapping.Scope(List.of("practice"), Set.of(table("tax_codes")), Set.of()),
                new TenantMapping.Words(
                        "firm",
                        Map.of(table("invoices"), "Invoices"),
                        Map.of(table("clients"), Set.of("name", "email"))),
                new TenantMapping.Writing(
                        "practice_writer",
                        Map.of("app.firm", "{tenant}"),
                        TableName.of("backstay.restore_runs"),
                        Map.of(
                                table("clients"), Set.of("updated_at"),
                                table("audit_log"), Set.of("id", "at"))));
    }

    static TableName table(String name) {
        return new TableName("practice", name);
    }

    /// Statements as the superuser, to whom nothing applies.
    void live(String... statements) throws BackstayException {
        for (String sql : statements) {
            run(live, sql);
        }
    }

    /// The first value of an answer, as the superuser.
    String ask(String sql) throws BackstayException {
        return ask(live, sql);
    }

    Connection prover() throws BackstayException {
        return live.as("practice_prover", Secrets.source("proof")).open("test prover");
    }

    /// Plants a function in live that runs as the superuser, and a trigger on firms that fires whatever the session
    /// says.
    void plant(String timing, String body) throws BackstayException {
        live(
                "create function practice.planted() returns trigger language plpgsql security definer as" + " $$ begin "
                        + body + " return new; end $$",
                "create " + timing + " on practice.firms "
                        + (timing.startsWith("constraint") ? "deferrable initially deferred " : "")
                        + "for each row execute function practice.planted()",
                "alter table practice.firms enable always trigger planted");
    }

    /// A copy of live as it is now, for what an incident left.
    Login freeze() throws BackstayException {
        String copy = live.database() + "_damaged";
        run(live.to("postgres"), "create database " + copy + " template " + live.database());
        return live.to(copy);
    }

    /// Compares all three sides.
    Comparison.Result compare(Login damaged, Choices choices)
            throws BackstayException, InterruptedException, SQLException {
        try (TenantRows rows = rows();
                TenantRows after = Closure.find(damaged.open("test damaged"), mapping, FIRM);
                Connection prover = prover()) {
            return Comparison.run(new Question(rows, after, choices), prover, Progress.NONE);
        }
    }

    /// Compares all three sides, plans and imports with triggers held off.
    ImportResult.Finished restore(Login damaged, Choices choices, String hash)
            throws BackstayException, InterruptedException, SQLException {
        Expected expected = compare(damaged, choices).expected();
        try (TenantRows rows = rows();
                TenantRows after = Closure.find(damaged.open("test damaged"), mapping, FIRM);
                Connection prover = prover()) {
            return (ImportResult.Finished) importer()
                    .run(
                            prover,
                            new Question(rows, after, choices),
                            new ImportPlan(hash, FIRM, TriggerMode.SUPPRESS, expected),
                            Progress.NONE);
        }
    }

    /// The same one, in which one more column is personal.
    Practice hiding(TableName table, String column) {
        Map<TableName, Set<String>> personal = new TreeMap<>(mapping.words().personal());
        personal.put(table, Set.of(column));
        return new Practice(
                live,
                scratch,
                new TenantMapping(
                        mapping.keys(),
                        mapping.scope(),
                        new TenantMapping.Words(
                                mapping.words().tenant(), mapping.words().labels(), personal),
                        mapping.writing(),
                        mapping.care()));
    }

    /// The same one, whose mapping knows more foreign keys than the database.
    Practice linking(Link... links) {
        TenantMapping.Keys keys = mapping.keys();
        return new Practice(
                live,
                scratch,
                new TenantMapping(
                        new TenantMapping.Keys(
                                keys.root(), keys.columns(), keys.overrides(), keys.separator(), List.of(links)),
                        mapping.scope(),
                        mapping.words(),
                        mapping.writing(),
                        mapping.care()));
    }

    TenantRows rows() throws BackstayException, InterruptedException {
        return Closure.find(scratch.open("test scratch"), mapping, FIRM);
    }

    Comparison.Result compare() throws BackstayException, InterruptedException, SQLException {
        try (TenantRows rows = rows();
                Connection prover = prover()) {
            return Comparison.run(Question.of(rows), prover, Progress.NONE);
        }
    }

    ImportResult.Finished rehearse(TriggerMode mode) throws BackstayException, InterruptedException, SQLException {
        try (TenantRows rows = rows();
                Connection prover = prover()) {
            return importer().rehearse(prover, Question.of(rows), mode, Progress.NONE);
        }
    }

    ImportResult restore(String hash, TriggerMode mode, Expected expected)
            throws BackstayException, InterruptedException, SQLException {
        try (TenantRows rows = rows();
                Connection prover = prover()) {
            return importer().run(prover, Question.of(rows), new ImportPlan(hash, FIRM, mode, expected), Progress.NONE);
        }
    }

    /// Compares, plans and imports with triggers held off.
    ImportResult.Finished restore() throws BackstayException, InterruptedException, SQLException {
        return (ImportResult.Finished)
                restore("plan", TriggerMode.SUPPRESS, compare().expected());
    }

    TenantImport importer() {
        return new TenantImport(this::prover, InstantSource.system());
    }

    /// Everything that one firm has, table by table, told without any code under test.
    SortedMap<String, String> contents(Login where, int firm) throws BackstayException {
        SortedMap<String, String> contents = new TreeMap<>();
        contents.put("firms", contents(where, "firms", "id = " + firm));
        for (String table : KEYED) {
            contents.put(table, contents(where, table, "firm_id = " + firm));
        }
        String invoices = "(select id from practice.invoices where firm_id = " + firm + ")";
        contents.put("invoice_lines", contents(where, "invoice_lines", "invoice_id in " + invoices));
        contents.put(
                "line_notes",
                contents(
                        where,
                        "line_notes",
                        "line_id in (select id from practice.invoice_lines where invoice_id in " + invoices + ")"));
        contents.put(
                "doc_links",
                contents(where, "doc_links", "a in (select id from practice.documents where firm_id = " + firm + ")"));
        return contents;
    }

    private static String contents(Login where, String table, String condition) throws BackstayException {
        return ask(
                where,
                "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '')"
                        + " from practice." + table + " t where " + condition);
    }

    /// Deletes everything that firm 1 has.
    void accident() throws BackstayException {
        live("""
                set session_replication_role = replica;
                delete from practice.line_notes where line_id in (select l.id from practice.invoice_lines l
                  join practice.invoices i on i.id = l.invoice_id where i.firm_id = 1);
                delete from practice.invoice_lines where invoice_id in
                  (select id from practice.invoices where firm_id = 1);
                delete from practice.doc_links where a in (select id from practice.documents where firm_id = 1);
                delete from practice.firms where id = 1;
                """);
        for (String table : KEYED) {
            live("set session_replication_role = replica; delete from practice." + table + " where firm_id = 1");
        }
    }

    static void run(Login login, String sql) throws BackstayException {
        try (Connection session = login.open("test");
                Statement statement = session.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static String ask(Login login, String sql) throws BackstayException {
        try (Connection session = login.open("test");
                Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static String resource() {
        try (InputStream in = Practice.class.getResourceAsStream("/tenant/practice.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
