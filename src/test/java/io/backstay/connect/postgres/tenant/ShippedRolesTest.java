package io.backstay.connect.postgres.tenant;

import static io.backstay.connect.postgres.tenant.ShippedRoles.ask;
import static io.backstay.connect.postgres.tenant.ShippedRoles.denied;
import static io.backstay.connect.postgres.tenant.ShippedRoles.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What each shipped role can do and, tried for real, what it cannot. No test leaves anything changed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ShippedRolesTest {
    private static final String[] CHANGES = {
        "insert into practice.firms values (9, 'Mine')",
        "update practice.firms set name = 'Mine'",
        "delete from practice.events",
        "truncate practice.events",
        "drop table practice.events",
        "alter table practice.clients disable row level security",
        "alter table practice.invoices disable trigger user",
        "drop policy own on practice.clients",
        "create trigger mine before insert on practice.clients for each row execute function practice.audit()",
        "create table practice.mine ()",
        "create schema mine",
        "select setval('practice.clients_id_seq', 1)",
        "select lo_import('/etc/hostname')",
        "copy practice.events to program 'true'",
        "set session_replication_role = replica",
        "alter role \"Shipped writer\" bypassrls"
    };
    private static final String[] OWN_TABLES = {
        "update backstay.restore_runs set tenant = '2'",
        "delete from backstay.restore_runs",
        "truncate backstay.restore_runs",
        "update backstay.open_tenants set open_until = 'infinity'",
        "drop table backstay.open_tenants"
    };
    private static final String OPEN_2 = "insert into backstay.open_tenants (tenant, open_until, reason)"
            + " values ('2', now() + interval '1 hour', 'mine')";

    private ShippedRoles shipped;

    @BeforeAll
    void create() throws BackstayException, InterruptedException, SQLException {
        shipped = ShippedRoles.create();
        shipped.open("1");
    }

    @Test
    void runningTheFileAgainChangesNothing() throws BackstayException, SQLException {
        String before = rights();
        shipped.run(Map.of());
        assertEquals(before, rights());
    }

    @Test
    void theReaderSeesEveryRowAndChangesNothing() throws BackstayException, SQLException {
        try (Connection reader = shipped.as(ShippedRoles.READER)) {
            assertEquals("3", ask(reader, "select count(*) from practice.firms"));
            assertEquals("30", ask(reader, "select count(*) from practice.clients"));
            assertEquals("t", ask(reader, "select count(*) >= 0 from pg_stat_archiver"));
            assertEquals(
                    "25006",
                    assertThrows(SQLException.class, () -> run(reader, CHANGES[0]))
                            .getSQLState());
            run(reader, "set default_transaction_read_only = off");
            denied(reader, CHANGES);
            denied(reader, OWN_TABLES);
            denied(reader, OPEN_2, "set role \"Shipped writer\"", "set role pg_read_all_data");
        }
    }

    @Test
    void theBackupRoleMayReplicateAndReadsNoTable() throws BackstayException, SQLException {
        try (Connection backup = shipped.as(ShippedRoles.BACKUP)) {
            assertFalse(ask(backup, "select pg_switch_wal()").isEmpty());
            denied(backup, "select * from practice.firms", "select * from backstay.open_tenants", OPEN_2);
            denied(backup, CHANGES);
        }
        Properties replication = new Properties();
        replication.setProperty("replication", "true");
        replication.setProperty("preferQueryMode", "simple");
        replication.setProperty("assumeMinServerVersion", "15");
        try (Connection stream = shipped.login(ShippedRoles.BACKUP).open("test stream", replication)) {
            assertFalse(ask(stream, "IDENTIFY_SYSTEM").isEmpty());
        }
        for (String other : List.of(ShippedRoles.READER, ShippedRoles.PROVER, ShippedRoles.APPROVER)) {
            assertThrows(BackstayException.class, () -> shipped.login(other).open("test stream", replication), other);
        }
    }

    @Test
    void theWriterSeesAndInsertsOnlyWhatTheApproverOpened() throws BackstayException, SQLException {
        try (Connection writer = shipped.writer("1")) {
            assertEquals("10", ask(writer, "select count(*) from practice.clients"));
            assertEquals("60", ask(writer, "select count(*) from practice.invoice_lines"));
            assertEquals("2", ask(writer, "select count(*) from practice.tax_codes"));
            writer.setAutoCommit(false);
            run(
                    writer,
                    "insert into practice.clients (firm_id, name) values (1, 'Back')",
                    "insert into practice.events values (1, 'back', now())");
            writer.rollback();
        }
        // The product's own policy believes whatever the session says; ours does not.
        try (Connection writer = shipped.writer("2")) {
            assertEquals("0", ask(writer, "select count(*) from practice.firms"));
            assertEquals("0", ask(writer, "select count(*) from practice.clients"));
            assertEquals("0", ask(writer, "select count(*) from practice.invoice_lines"));
            assertEquals("0", ask(writer, "select count(*) from practice.doc_links"));
            denied(
                    writer,
                    "insert into practice.clients (firm_id, name) values (2, 'Mine')",
                    "insert into practice.events values (2, 'mine', now())");
            run(writer, "set row_security = off");
            denied(writer, "select count(*) from practice.clients");
        }
    }

    @Test
    void theWriterCanDoNothingElse() throws BackstayException, SQLException {
        shipped.practice.live(
                "create schema playground", "grant create, usage on schema playground to \"Shipped writer\"");
        try (Connection writer = shipped.writer("1")) {
            denied(writer, CHANGES);
            denied(writer, OWN_TABLES);
            denied(
                    writer,
                    OPEN_2,
                    "select * from backstay.restore_runs",
                    "insert into backstay.restore_runs values (repeat('0', 64), '1', 0, '')",
                    "select reason from backstay.open_tenants",
                    "create table playground.mine (firm bigint references practice.firms)",
                    "select count(*) from practice.countries",
                    "insert into practice.tax_codes values ('MINE', 1)");
        } finally {
            shipped.practice.live("drop schema playground cascade");
        }
    }

    @Test
    void theProverSeesEverythingAndWritesOnlyTheRunItself() throws BackstayException, SQLException {
        try (Connection prover = shipped.as(ShippedRoles.PROVER)) {
            assertEquals("30", ask(prover, "select count(*) from practice.clients"));
            run(prover, "create temp table stage as select * from practice.clients");
            denied(prover, CHANGES);
            denied(prover, OWN_TABLES);
            denied(prover, OPEN_2, "set role pg_read_all_data", "set role \"Shipped approver\"");
            prover.setAutoCommit(false);
            run(prover, "insert into backstay.restore_runs values (repeat('0', 64), '1', 0, '')");
            prover.rollback();
        }
    }

    @Test
    void theApproverOpensTenantsForHoursAndSeesNoData() throws BackstayException, SQLException {
        try (Connection approver = shipped.as(ShippedRoles.APPROVER)) {
            denied(approver, CHANGES);
            denied(approver, OWN_TABLES);
            denied(
                    approver,
                    "select * from practice.firms",
                    "set role \"Shipped writer\"",
                    "insert into backstay.open_tenants (tenant, open_until, reason, opened_by)"
                            + " values ('2', now() + interval '1 hour', 'mine', 'somebody else')");
            for (String wrong : List.of("'9 hours', 'long'", "'1 hour', ' '", "'-1 hour', 'over'")) {
                String[] parts = wrong.split(", ", -1);
                String sql = "insert into backstay.open_tenants (tenant, open_until, reason) values ('2', now() +"
                        + " interval " + parts[0] + ", " + parts[1] + ")";
                assertEquals(
                        "23514",
                        assertThrows(SQLException.class, () -> run(approver, sql), sql)
                                .getSQLState());
            }
            assertEquals(
                    ShippedRoles.APPROVER,
                    ask(approver, "select opened_by from backstay.open_tenants where tenant = '1'"));
        }
    }

    @Test
    void theWriterCannotLogIn() {
        assertThrows(BackstayException.class, () -> shipped.as(ShippedRoles.WRITER));
    }

    @Test
    void everySessionBeginsWithLimits() throws BackstayException, SQLException {
        assertEquals("5min 5s 1min pg_catalog, pg_temp", limits(ShippedRoles.READER));
        assertEquals("0 5s 1min pg_catalog, pg_temp", limits(ShippedRoles.BACKUP));
        assertEquals("30min 5s 5min practice, pg_temp", limits(ShippedRoles.PROVER));
        assertEquals("10s 5s 1min pg_catalog, pg_temp", limits(ShippedRoles.APPROVER));
    }

    private String limits(String role) throws BackstayException, SQLException {
        try (Connection session = shipped.as(role)) {
            return ask(
                    session,
                    "select concat_ws(' ', current_setting('statement_timeout'), current_setting('lock_timeout'),"
                            + " current_setting('idle_in_transaction_session_timeout'),"
                            + " current_setting('search_path'))");
        }
    }

    /// Everything that the file decides, as the catalogue tells it.
    private String rights() throws BackstayException {
        return shipped.practice.ask(
                "select concat_ws(e'\\n', (select string_agg(r::text || coalesce(s.setconfig::text, ''),"
                        + " e'\\n' order by r.rolname, s.setdatabase) from pg_roles r left join pg_db_role_setting s"
                        + " on s.setrole = r.oid where r.rolname like 'Shipped %'),"
                        + " (select string_agg(c.oid::regclass || ' ' || c.relacl::text, e'\\n' order by c.oid)"
                        + " from pg_class c where c.relacl is not null),"
                        + " (select string_agg(p::text, e'\\n' order by p.tablename, p.policyname) from pg_policies p),"
                        + " (select string_agg(m.roleid::regrole || ' ' || m.member::regrole || m.inherit_option"
                        + " || m.set_option || m.admin_option, e'\\n' order by m.roleid, m.member)"
                        + " from pg_auth_members m), (select datacl::text from pg_database"
                        + " where datname = current_database()))");
    }
}
