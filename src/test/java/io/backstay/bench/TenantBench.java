package io.backstay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.diff.Comparison;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.load.ImportPlan;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.TenantImport;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import io.backstay.seal.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/// How long it takes to read, compare and write a tenant of 600,000 rows among 5,000,000, beside psql's `\copy` and
/// a plain COPY of the same rows. It prints a table and judges nothing.
@Tag("bench")
class TenantBench {
    private static final int RUNS = 3;
    private static final long TENANT_ROWS_MIN = 600_000;
    private static final TenantId TENANT = new TenantId("1");

    /// What a person would write by hand for each table.
    private static final Map<String, String> BY_HAND = byHand();

    private static Login live;
    private static Login then;

    private static Map<String, String> byHand() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("firms", "select * from b.firms where id = 1");
        queries.put("contacts", "select * from b.contacts where firm_id = 1");
        queries.put("orders", "select * from b.orders where firm_id = 1");
        queries.put("lines", "select l.* from b.lines l join b.orders o on o.id = l.order_id where o.firm_id = 1");
        queries.put("notes", "select n.* from b.notes n join b.contacts c on c.id = n.contact_id where c.firm_id = 1");
        queries.put("events", "select * from b.events where firm_id = 1");
        return queries;
    }

    @BeforeAll
    static void fill() throws Exception {
        live = TestPostgres.database();
        run(live, schema());
        run(live, rows());
        run(live, "vacuum analyze");
        then = live.to(live.database() + "_then");
        run(live.to("postgres"), "create database " + then.database() + " template " + live.database());
    }

    private static String schema() {
        return """
                create schema b;
                create table b.firms (id bigint primary key, name text not null);
                create table b.contacts (id bigint primary key, firm_id bigint not null references b.firms, name text,
                    email text, created timestamptz);
                create table b.orders (id bigint primary key, firm_id bigint not null references b.firms,
                    contact_id bigint references b.contacts, total numeric(12, 2), state text, placed timestamptz);
                create table b.lines (id bigint primary key, order_id bigint not null references b.orders, what text,
                    price numeric(12, 2), amount int);
                create table b.notes (id bigint primary key, contact_id bigint references b.contacts, note text);
                create table b.events (firm_id bigint not null references b.firms, at timestamptz, what text);
                do $$ begin
                    if not exists (select from pg_roles where rolname = 'bench_writer') then
                        create role bench_writer nologin;
                        grant set on parameter session_replication_role to bench_writer;
                    end if;
                end $$;
                create schema backstay;
                """
                + String.join(";", new RestoreRegistry(TableName.of("backstay.restore_runs")).ddl())
                + "; grant usage on schema b to bench_writer; grant select, insert, update, delete on all tables in"
                + " schema b to bench_writer";
    }

    /// Every eighth row is of tenant 1; the others share the rest.
    private static String rows() {
        String firm = "case when i % 8 = 0 then 1 else 2 + i % 499 end";
        return "insert into b.firms select i, 'Firm ' || i from generate_series(1, 500) i;"
                + "insert into b.contacts select i, " + firm + ", 'Contact ' || i, 'c' || i || '@example.org',"
                + " timestamptz '2026-01-01' + i * interval '1 second' from generate_series(1, 300000) i;"
                + "insert into b.orders select i, " + firm + ", 8 * (1 + i % 37000) - case when i % 8 = 0 then 0 else 8"
                + " - i % 8 end, i % 9973, case i % 3 when 0 then 'paid' else 'open' end, timestamptz '2026-01-01' +"
                + " i * interval '1 second' from generate_series(1, 700000) i;"
                + "insert into b.lines select i, 1 + i % 700000, 'Line ' || i, i % 997, i % 7 from"
                + " generate_series(1, 3000000) i;"
                + "insert into b.notes select i, 1 + i % 300000, 'Note ' || i from generate_series(1, 200000) i;"
                + "insert into b.events select " + firm + ", timestamptz '2026-01-01' + i * interval '1 second',"
                + " 'event ' || i from generate_series(1, 1000000) i;"
                + "create index on b.contacts (firm_id); create index on b.orders (firm_id); create index on b.lines"
                + " (order_id); create index on b.notes (contact_id); create index on b.events (firm_id)";
    }

    private static TenantMapping mapping() {
        return new TenantMapping(
                new TenantMapping.Keys(TableName.of("b.firms"), "id", List.of("firm_id"), Map.of()),
                new TenantMapping.Scope(List.of("b"), Set.of(), Set.of()),
                new TenantMapping.Words("firm", Map.of(), Map.of()),
                new TenantMapping.Writing("bench_writer", Map.of(), TableName.of("backstay.restore_runs"), Map.of()));
    }

    @Test
    void readingAndComparingBesidePsql(@TempDir Path folder) throws Exception {
        List<Double> psql = new ArrayList<>();
        List<Double> extraction = new ArrayList<>();
        List<Double> comparison = new ArrayList<>();
        run(live, "update b.lines set amount = amount + 1 where id % 3001 = 0");
        for (int i = 0; i <= RUNS; i++) {
            psql.add(seconds(() -> psql(folder)));
            extraction.add(seconds(() -> assertTrue(extract() >= TENANT_ROWS_MIN)));
            comparison.add(seconds(TenantBench::compare));
        }
        print("psql \\copy of the tenant", psql, psql);
        print("closure and every row", extraction, psql);
        print("three-way comparison, both closures included", comparison, extraction);
    }

    @Test
    void writingBesideCopy() throws Exception {
        run(
                live,
                "set session_replication_role = replica; delete from b.lines l using b.orders o where o.id = l.order_id"
                        + " and o.firm_id = 1; analyze b.lines");
        run(
                live,
                "create table b_copy (like b.lines including all); alter table b_copy add foreign key (order_id)"
                        + " references b.orders");
        List<Double> copy = new ArrayList<>();
        Steps steps = new Steps();
        String lines = BY_HAND.get("lines");
        for (int i = 0; i <= RUNS; i++) {
            run(live, "truncate b_copy");
            copy.add(seconds(() -> pipe("copy (" + lines + ") to stdout", "copy b_copy from stdin")));
        }
        ImportResult.Finished result;
        try (Connection session = live.open("bench");
                TenantRows rows = Closure.find(then.open("bench"), mapping(), TENANT)) {
            TenantImport imports = new TenantImport(() -> live.open("bench"), InstantSource.system());
            var expected =
                    Comparison.run(Question.of(rows), session, Progress.NONE).expected();
            result = (ImportResult.Finished) imports.run(
                    session,
                    Question.of(rows),
                    new ImportPlan("a".repeat(64), TENANT, TriggerMode.SUPPRESS, expected),
                    steps);
        }
        steps.end();
        assertTrue(result.proof().verified(), result.proof()::toString);
        System.out.printf(
                Locale.ROOT,
                "%,d rows written; steps of the import in seconds: %s%n",
                result.proof().rowsInserted(),
                steps.seconds);
        print("plain COPY of the same rows, foreign key checked", copy, copy);
    }

    private static long extract() throws BackstayException, InterruptedException, SQLException {
        try (TenantRows rows = Closure.find(then.open("bench"), mapping(), TENANT)) {
            long count = 0;
            for (var table : rows.territory().owned()) {
                OutputStream sink = OutputStream.nullOutputStream();
                try {
                    count += rows.db()
                            .connection()
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut("copy (select t.* from " + rows.set().rows(table, "t") + ") to stdout", sink);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
            return count;
        }
    }

    private static void compare() throws BackstayException, InterruptedException, SQLException {
        try (Connection session = live.open("bench");
                TenantRows rows = Closure.find(then.open("bench"), mapping(), TENANT)) {
            Comparison.Result found = Comparison.run(Question.of(rows), session, Progress.NONE);
            assertTrue(found.tables().stream().anyMatch(table -> table.retyped() > 0));
        }
    }

    /// One process, one snapshot, one file for each table, as somebody would do it by hand.
    private static void psql(Path folder) throws IOException, InterruptedException, BackstayException {
        StringBuilder script = new StringBuilder("begin isolation level repeatable read;\n");
        BY_HAND.forEach((table, query) -> script.append("\\copy (")
                .append(query)
                .append(") to '")
                .append(folder.resolve(table))
                .append("'\n"));
        Path file = Files.writeString(folder.resolve("by-hand.sql"), script + "commit;\n");
        ProcessBuilder builder = new ProcessBuilder(
                "psql",
                "-X",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                then.host(),
                "-p",
                String.valueOf(then.port()),
                "-U",
                then.user(),
                "-d",
                then.database(),
                "-f",
                file.toString());
        try (Secret password = Secrets.source("for tests only").open()) {
            password.<@Nullable Void, RuntimeException>lendChars(characters -> {
                builder.environment().put("PGPASSWORD", new String(characters));
                return null;
            });
        }
        Process process = builder.inheritIO().start();
        assertEquals(0, process.waitFor());
    }

    private static void pipe(String from, String to) throws BackstayException, SQLException, IOException {
        try (Connection source = then.open("bench");
                Connection target = live.open("bench")) {
            var out = source.unwrap(PGConnection.class).getCopyAPI().copyOut(from);
            var in = target.unwrap(PGConnection.class).getCopyAPI().copyIn(to);
            for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                in.writeToCopy(row, 0, row.length);
            }
            in.endCopy();
        }
    }

    private static void run(Login login, String sql) throws BackstayException, SQLException {
        try (Connection session = login.open("bench");
                Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    /// Times what lies between two steps.
    private static final class Steps implements Progress {
        private final Map<String, Double> seconds = new LinkedHashMap<>();
        private String name = "";
        private long begun;

        @Override
        public void step(String next) {
            end();
            name = next;
            begun = System.nanoTime();
        }

        @Override
        public void advance(long done, long total) {}

        void end() {
            if (!name.isEmpty()) {
                seconds.put(name, Math.round((System.nanoTime() - begun) / 1e7) / 100.0);
            }
        }
    }

    /// The first run warms up.
    private static void print(String what, List<Double> ours, List<Double> peer) {
        System.out.printf(
                Locale.ROOT, "%s: %.2f s of %s, ratio %.2f%n", what, median(ours), ours, median(ours) / median(peer));
    }

    private static double median(List<Double> times) {
        List<Double> warm = times.subList(1, times.size()).stream().sorted().toList();
        return warm.get(warm.size() / 2);
    }
}
