package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.fixture.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The border of a tenant where it is not one column that draws it.
final class TenantKindsTest {
    private static final String WRITER = "\nwriter: {role: practice_writer, registry: b.r}\n";

    @Test
    void aRowWithoutATenantIsSharedWhereTheMappingSaysSo()
            throws BackstayException, InterruptedException, SQLException {
        Login live = made("""
                create schema s; create table s.firms (id int primary key);
                create table s.templates (id int primary key, firm_id int references s.firms);
                create table s.letters (id int primary key, firm_id int references s.firms,
                  template_id int references s.templates);
                insert into s.firms values (1), (2);
                insert into s.templates values (1, 1), (2, 2), (3, null);
                insert into s.letters values (1, 1, 1), (2, 1, 2), (3, 1, 3);
                """);
        String mapping = """
                format: backstay-mapping/1
                confirmed: true
                tenant: firm
                root: {table: s.firms, key: id}
                columns: [firm_id]
                schemas: [s]""";
        try (Connection session = live.open("test");
                TenantRows rows = Closure.find(session, mapping(mapping + WRITER), new TenantId("1"))) {
            assertEquals(2, rows.leaks().getFirst().rows());
        }
        Login then = copy(live);
        Practice.run(live, "delete from s.letters");
        TenantMapping keyless = mapping(mapping + "\nkeyless: [s.templates]" + WRITER);
        try (Connection session = live.open("test");
                TenantRows rows = Closure.find(then.open("test"), keyless, new TenantId("1"))) {
            assertEquals(1, rows.leaks().size());
            assertEquals(1, rows.leaks().getFirst().rows());
            assertEquals("2", rows.leaks().getFirst().example());
            TableDiff letters = Comparison.run(Question.of(rows), session, Progress.NONE)
                    .tables()
                    .getLast();
            assertEquals(List.of(3L, 1L, 2L), List.of(letters.lost(), letters.conflicts(), letters.insert()));
        }
    }

    @Test
    void referencesBetweenSchemasOfTenantsAreLinksAcrossTenants()
            throws BackstayException, InterruptedException, SQLException {
        Login live = made("""
                create schema t_1; create schema t_2; create schema reports;
                create table t_1.a (id int primary key); create table t_2.a (id int primary key);
                create table t_1.b (id int primary key, a int references t_1.a, theirs int references t_2.a);
                create table t_2.b (id int primary key, a int references t_2.a, theirs int references t_1.a);
                create table reports.r (a int references t_1.a);
                insert into t_1.a values (1); insert into t_2.a values (1);
                insert into t_1.b values (1, 1, 1), (2, 1, null); insert into t_2.b values (1, 1, 1);
                insert into reports.r values (1);
                """);
        TenantMapping mapping = mapping("""
                format: backstay-mapping/1
                confirmed: true
                tenant: firm
                schemas: ["t_{tenant}"]
                whole: ["t_{tenant}"]""" + WRITER);
        Login then = copy(live);
        Practice.run(live, "delete from t_2.b; delete from t_1.b");
        try (Connection session = live.open("test");
                TenantRows rows = Closure.find(then.open("test"), mapping, new TenantId("1"))) {
            assertEquals(
                    Set.of("t_1.b OURS t_2.a 1", "t_2.b THEIRS t_1.a 1"),
                    rows.leaks().stream()
                            .map(each -> each.table() + " " + each.owner() + " " + each.parent() + " " + each.rows())
                            .collect(Collectors.toSet()));
            assertEquals(
                    List.of(TableName.of("reports.r")),
                    rows.unmapped().stream().map(TenantRows.External::table).toList());
            TableDiff held = Comparison.run(Question.of(rows), session, Progress.NONE)
                    .tables()
                    .getLast();
            assertEquals(List.of(2L, 1L, 1L), List.of(held.lost(), held.conflicts(), held.insert()));
        }
    }

    @Test
    void aKeyThatIsLongerThanItsColumnOrHasTooFewPartsIsNobodyElses()
            throws BackstayException, InterruptedException, SQLException {
        Login live = made("""
                create schema s; create table s.firms (code varchar(3), land char(2), primary key (code, land));
                insert into s.firms values ('abc', 'AU'), ('abc', 'NZ');
                """);
        TenantMapping mapping = mapping("""
                format: backstay-mapping/1
                confirmed: true
                tenant: firm
                root: {table: s.firms, key: [code, land]}
                schemas: [s]""" + WRITER);
        assertEquals(1, rows(live, mapping, "abc/AU"));
        assertEquals(0, rows(live, mapping, "abcd/AU"));
        assertEquals(0, rows(live, mapping, "abc/AUX"));
        var refused = assertThrows(BackstayException.class, () -> rows(live, mapping, "abc"));
        assertTrue(refused.failure().message().contains("2 parts"), refused.failure()::message);
    }

    @Test
    void aForeignKeyOfASinglePartitionIsRefusedByItsName()
            throws BackstayException, InterruptedException, SQLException {
        Login live = made("""
                create schema s; create table s.firms (id int primary key);
                create table s.parts (id int, firm_id int) partition by list (id);
                create table s.part_1 partition of s.parts for values in (1);
                alter table s.part_1 add constraint alone foreign key (firm_id) references s.firms;
                """);
        TenantMapping mapping = mapping("""
                format: backstay-mapping/1
                confirmed: true
                tenant: firm
                root: {table: s.firms, key: id}
                schemas: [s]""" + WRITER);
        var refused = assertThrows(BackstayException.class, () -> rows(live, mapping, "1"));
        assertTrue(refused.failure().message().contains("alone of s.part_1"), refused.failure()::message);
    }

    private static long rows(Login live, TenantMapping mapping, String tenant)
            throws BackstayException, InterruptedException, SQLException {
        try (Connection session = live.open("test");
                TenantRows rows = Closure.find(session, mapping, new TenantId(tenant))) {
            Map<TableName, Long> counts = rows.counts();
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static Login made(String sql) throws BackstayException, InterruptedException {
        Login live = TestPostgres.database();
        Practice.run(live, sql);
        return live;
    }

    private static Login copy(Login live) throws BackstayException {
        String name = live.database() + "_then";
        Practice.run(live.to("postgres"), "create database " + name + " template " + live.database());
        return live.to(name);
    }

    private static TenantMapping mapping(String text) throws BackstayException {
        return MappingFile.parse("test", text).mapping();
    }
}
