package io.backstay.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Progress;
import io.backstay.lab.seed.PracticeSeed;
import io.backstay.lab.seed.PracticeSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PracticeSchemaTest {
    private static final List<String> CHANGES = List.of(
            "insert into practice.tax_codes values ('X', 'x', 0)",
            "update practice.clients set name = 'x'",
            "delete from practice.clients",
            "truncate practice.time_entries_raw",
            "merge into practice.clients c using practice.firms f on c.firm_id = f.id when matched then delete",
            "create table practice.mine (a int)",
            "create table public.mine (a int)",
            "create schema mine",
            "drop table practice.clients",
            "delete from backstay.restore_runs");
    private static final String RUN = "insert into backstay.restore_runs (plan_hash, tenant, rows_inserted, digest)"
            + " values (repeat('a', 64), '1003', 1, 'd')";
    private static PracticeDatabase database;
    private static Connection root;

    @BeforeAll
    static void seed() throws Exception {
        database = PracticeDatabase.empty();
        root = database.superuser();
        new PracticeSeed(7, PracticeSize.SMALL).fill(root, new KeptObjects(), Progress.NONE);
    }

    @AfterAll
    static void close() throws Exception {
        root.close();
    }

    @TestFactory
    Stream<DynamicTest> theCatalogHasWhatRealSchemasHave() {
        String fk = "select count(*) from pg_constraint where contype = 'f' and conparentid = 0"
                + " and connamespace = 'practice'::regnamespace and ";
        String column = "select count(*) from pg_attribute a join pg_class c on c.oid = a.attrelid"
                + " where c.relnamespace = 'practice'::regnamespace and not c.relispartition"
                + " and c.relkind in ('r', 'p')"
                + " and a.attnum > 0 and ";
        String tables = "select count(*) from pg_class c where relnamespace = 'practice'::regnamespace"
                + " and relkind in ('r', 'p') and not relispartition and ";
        String tenantKey =
                "exists (select from pg_attribute where attrelid = c.oid and attname = 'firm_id' and attnum > 0)";
        return Stream.of(
                has(
                        "two keys of a cycle that cannot wait",
                        "2",
                        fk + "conname in ('teams_lead_user_id_fkey', 'users_team_id_fkey') and not condeferrable"),
                has(
                        "and cannot be empty",
                        "2",
                        column
                                + "attnotnull and (c.relname, attname) in"
                                + " (('teams', 'lead_user_id'), ('users', 'team_id'))"),
                has(
                        "two keys of a cycle that can wait",
                        "2",
                        fk + "conname in ('invoices_settled_by_fkey', 'payments_invoice_id_fkey') and condeferrable"),
                has("a self reference", "1", fk + "conrelid = confrelid"),
                has("a composite foreign key", "1", fk + "cardinality(conkey) > 1"),
                has(
                        "three tables without a tenant key besides firms",
                        "3",
                        tables + "not " + tenantKey + " and relname <> 'firms'"),
                has(
                        "a table without primary key",
                        "1",
                        tables + "not exists (select from pg_index where indrelid = c.oid and indisprimary)"),
                has(
                        "a composite primary key on ordinary columns",
                        "1",
                        tables + "relkind = 'r' and exists (select from"
                                + " pg_index where indrelid = c.oid and indisprimary and indnkeyatts = 2)"),
                has("a partitioned table", "1", tables + "relkind = 'p'"),
                has("identity columns generated always", "14", column + "attidentity = 'a'"),
                has("stored generated columns", "3", column + "attgenerated = 's'"),
                has(
                        "a second unique key on users",
                        "1",
                        "select count(*) from pg_constraint where contype = 'u'"
                                + " and conrelid = 'practice.users'::regclass"),
                has(
                        "audit triggers after",
                        "4",
                        "select count(*) from pg_trigger where tgname = 'record_change'" + " and tgtype & 2 = 0"),
                has(
                        "touch triggers before",
                        "10",
                        "select count(*) from pg_trigger where tgname = 'touch'" + " and tgtype & 2 = 2"),
                has(
                        "row-level security forced on all tables but the shared one",
                        "tax_codes",
                        "select string_agg(relname, ',') from pg_class c where relnamespace = 'practice'::regnamespace"
                                + " and relkind in ('r', 'p') and not relispartition"
                                + " and not (relrowsecurity and relforcerowsecurity)"),
                has(
                        "no owner who is a superuser",
                        "practice_owner",
                        "select string_agg(distinct"
                                + " relowner::regrole::text, ',') from pg_class where"
                                + " relnamespace = 'practice'::regnamespace"));
    }

    @Test
    void withoutAFirmTheProductIsRefusedNotAnsweredWithNothing() throws Exception {
        try (Connection app = database.app()) {
            for (String table : List.of("firms", "clients", "invoice_lines", "job_checklist_items", "audit_log")) {
                var refusal = assertThrows(
                        SQLException.class, () -> PracticeTables.one(app, "select count(*) from practice." + table));
                assertTrue(String.valueOf(refusal.getMessage()).contains("app.firm"), refusal::getMessage);
            }
        }
    }

    @Test
    void aFirmSeesItsOwnRowsOnlyEvenWithoutATenantKey() throws Exception {
        try (Connection app = database.app();
                Connection prover = database.prover()) {
            PracticeTables.one(app, "select set_config('app.firm', '1003', false)");
            String own = "from practice.invoice_lines l join practice.invoices i on i.id = l.invoice_id"
                    + " where i.firm_id = 1003";
            assertEquals(
                    PracticeTables.one(prover, "select count(*) " + own),
                    PracticeTables.one(app, "select count(*) from practice.invoice_lines"));
            assertEquals("1003", PracticeTables.one(app, "select min(id) || '' from practice.firms"));
            assertRefused(
                    app, "insert into practice.clients (firm_id, code, name, kind) values (1001, 'X', 'x', 'person')");
            assertRefused(app, "select count(*) from practice.audit_log_2026_10");
            assertRefused(app, "delete from practice.audit_log");
        }
    }

    @Test
    void theReaderSeesAllAndCanChangeNothing() throws Exception {
        try (Connection reader = database.reader()) {
            reader.createStatement().execute("set row_security = off");
            assertEquals("1800", PracticeTables.one(reader, "select count(*) from practice.clients"));
            assertEquals("0", PracticeTables.one(reader, "select count(*) from backstay.restore_runs"));
            for (String writing : CHANGES) {
                assertRefused(reader, writing, "25006");
            }
            // Being read-only is a habit that a session can leave off; the missing rights are what holds.
            reader.createStatement().execute("set session characteristics as transaction read write");
            for (String writing : CHANGES) {
                assertRefused(reader, writing);
            }
            assertRefused(reader, "set role backstay_writer");
            assertRefused(reader, "set role backstay_prover");
            assertRefused(reader, "set session_replication_role = replica");
            assertRefused(reader, "select * from practice.clients for update");
            assertRefused(reader, "copy practice.tax_codes from program 'true'");
            assertRefused(reader, "select nextval(pg_get_serial_sequence('practice.clients', 'id'))");
            assertRefused(reader, "alter table practice.clients disable trigger all");
            reader.createStatement().execute("create temp table beside as select 1 as n");
        }
    }

    @Test
    void theProverSeesAllAndWritesOnlyAsTheWriter() throws Exception {
        try (Connection prover = database.prover()) {
            prover.createStatement().execute("set row_security = off");
            assertEquals("1800", PracticeTables.one(prover, "select count(*) from practice.clients"));
            assertRefused(prover, "update practice.clients set name = 'x'");
            assertRefused(prover, "delete from backstay.restore_runs");
            assertRefused(prover, "set session_replication_role = replica");
            prover.setAutoCommit(false);
            prover.createStatement().execute(RUN);
            prover.createStatement().execute("set local row_security = on");
            prover.createStatement().execute("set local role backstay_writer");
            prover.createStatement().execute("set local session_replication_role = replica");
            prover.createStatement().execute("create temp table staged (id bigint) on commit drop");
            PracticeTables.one(prover, "select set_config('app.firm', '1003', true)");
            assertEquals("300", PracticeTables.one(prover, "select count(*) from practice.clients"));
            assertEquals(
                    1,
                    prover.createStatement()
                            .executeUpdate("insert into practice.clients (id, firm_id, code, name, kind) overriding"
                                    + " system value values (999999, 1003, 'X1', 'x', 'person')"));
            prover.createStatement().execute("reset role");
            prover.createStatement().execute("set local row_security = off");
            assertEquals(
                    "0",
                    PracticeTables.one(
                            prover,
                            "select count(*) from practice.clients where xmin = pg_current_xact_id()::xid"
                                    + " and firm_id <> 1003"));
            prover.rollback();
        }
    }

    @Test
    void theWriterCannotTruncateOrTouchWhatIsSharedOrBackstaysOwn() throws Exception {
        for (String forbidden : List.of(
                "delete from practice.tax_codes",
                "select count(*) from backstay.undo_rows",
                "truncate practice.time_entries_raw",
                "update practice.tax_codes set rate = 1",
                "delete from backstay.restore_runs",
                "update backstay.restore_runs set tenant = 'x'",
                RUN,
                "select count(*) from practice.audit_log_2026_10",
                "alter table practice.clients disable row level security")) {
            try (Connection prover = database.prover()) {
                prover.createStatement().execute("set role backstay_writer");
                PracticeTables.one(prover, "select set_config('app.firm', '1003', false)");
                assertRefused(prover, forbidden);
            }
        }
    }

    private static DynamicTest has(String what, String expected, String sql) {
        return DynamicTest.dynamicTest(what, () -> assertEquals(expected, PracticeTables.one(root, sql)));
    }

    private static void assertRefused(Connection connection, String sql) {
        assertRefused(connection, sql, "42501");
    }

    private static void assertRefused(Connection connection, String sql, String state) {
        var refusal = assertThrows(
                SQLException.class, () -> connection.createStatement().execute(sql), sql);
        assertEquals(state, refusal.getSQLState(), sql + ": " + refusal.getMessage());
    }
}
