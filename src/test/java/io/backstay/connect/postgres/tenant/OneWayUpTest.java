package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.mapping.KeyColumns;
import io.backstay.connect.postgres.tenant.mapping.Link;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.Leak;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.fixture.TestPostgres;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Rows below one parent are found without marks, but only where the parent is sure to be one.
final class OneWayUpTest {
    private static final TableName REGISTRY = TableName.of("backstay.restore_runs");

    @Test
    void levelsOfSingleParentsAreFoundThroughEachOther() throws Exception {
        Login login = database("""
                create table s.notes (id int primary key, part int references s.parts);
                create table s.marks (id int primary key, note int references s.notes);
                insert into s.notes values (1, 1), (2, 3), (3, null);
                insert into s.marks values (1, 1), (2, 1), (3, 2), (4, 3), (5, null);
                """);
        try (TenantRows rows = Closure.find(login.open("test"), mapping(List.of()), new TenantId("1"))) {
            assertEquals(1, rows.counts().get(TableName.of("s.notes")));
            assertEquals(2, rows.counts().get(TableName.of("s.marks")));
            String marks = rows.set().holds(TableName.of("s.marks"), "p");
            assertEquals(
                    "1, 2",
                    rows.db().text("select string_agg(p.id::text, ', ' order by p.id) from s.marks p where " + marks));
            assertEquals(List.of(), rows.leaks());
        }
    }

    @Test
    void whatHangsBelowAnOrphanIsFoundWithIt() throws Exception {
        Login live = database("""
                create table s.notes (id int primary key, part int references s.parts);
                create table s.marks (id int primary key, note int references s.notes);
                insert into s.notes values (1, 1), (2, 3);
                insert into s.marks values (1, 1), (2, 1), (3, 2);
                """);
        Login then = live.to(live.database() + "_then");
        Practice.run(live.to("postgres"), "create database " + then.database() + " template " + live.database());
        Practice.run(live, "set session_replication_role = replica; delete from s.parts where id = 1");
        try (Connection session = live.open("test");
                TenantRows rows = Closure.find(then.open("test"), mapping(List.of()), new TenantId("1"))) {
            Comparison.Result found = Comparison.run(Question.of(rows), session, Progress.NONE);
            assertEquals(
                    Map.of("s.firms", 0L, "s.parts", 1L, "s.notes", 0L, "s.marks", 0L),
                    found.tables().stream().collect(Collectors.toMap(TableDiff::table, TableDiff::lost)));
            assertEquals(
                    0, found.tables().stream().mapToLong(TableDiff::liveOnly).sum());
        }
    }

    @Test
    void aLinkToSeveralParentsReachesARowOnceAndNeverForTwoTenants() throws Exception {
        Login login = database("""
                create table s.uses (id int primary key, code text);
                insert into s.uses values (1, 'ours twice'), (2, 'of both');
                """);
        Link link = new Link(TableName.of("s.uses"), List.of("code"), TableName.of("s.parts"), List.of("code"), null);
        try (TenantRows rows = Closure.find(login.open("test"), mapping(List.of(link)), new TenantId("1"))) {
            assertEquals(1, rows.counts().get(TableName.of("s.uses")));
            assertEquals(
                    List.of(Leak.Owner.BOTH),
                    rows.leaks().stream().map(Leak::owner).toList());
            assertTrue(rows.leaks().getFirst().sentence().endsWith("for example 2)."));
        }
        TenantMapping hiding = mapping(List.of(link), Map.of(TableName.of("s.uses"), Set.of("id")));
        try (TenantRows rows = Closure.find(login.open("test"), hiding, new TenantId("1"))) {
            assertTrue(rows.leaks().getFirst().sentence().endsWith("for example •••)."));
        }
    }

    private static Login database(String more) throws Exception {
        Login login = TestPostgres.database();
        try (var session = login.open("test");
                var statement = session.createStatement()) {
            statement.execute("""
                    create schema s;
                    create table s.firms (id int primary key);
                    create table s.parts (id int primary key, firm_id int not null references s.firms, code text);
                    insert into s.firms values (1), (2);
                    insert into s.parts values (1, 1, 'ours twice'), (2, 1, 'ours twice'), (3, 2, 'of both'),
                        (4, 1, 'of both');
                    """ + more);
        }
        return login;
    }

    static TenantMapping mapping(List<Link> links) {
        return mapping(links, Map.of());
    }

    private static TenantMapping mapping(List<Link> links, Map<TableName, Set<String>> personal) {
        return new TenantMapping(
                new TenantMapping.Keys(
                        new TenantMapping.Root(TableName.of("s.firms"), KeyColumns.of("id")),
                        List.of(KeyColumns.of("firm_id")),
                        Map.of(),
                        TenantMapping.Keys.SEPARATOR,
                        links),
                new TenantMapping.Scope(List.of("s"), Set.of(), Set.of()),
                new TenantMapping.Words("firm", Map.of(), personal),
                new TenantMapping.Writing("nobody", Map.of(), REGISTRY, Map.of()));
    }
}
