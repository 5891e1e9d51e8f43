package io.backstay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import io.backstay.seal.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Two databases of 5,200,000 rows, live and then, with a large tenant of 650,001 rows and one of a tenth of it.
///
/// @param live the database that lost rows
/// @param then the same before
record TenantLab(Login live, Login then) {
    /// Divides the number of rows, to try the benchmark itself.
    static final int SHARE = Integer.getInteger("backstay.share", 1);

    /// Every eighth row is this tenant's.
    static final TenantId LARGE = new TenantId("1");

    /// Every eightieth row is this tenant's.
    static final TenantId SMALL = new TenantId("2");

    static final long LARGE_ROWS = 1 + 650_000L / SHARE;

    /// The lines among them, which live loses.
    static final long LARGE_LINES = 375_000L / SHARE;

    /// What a person would write by hand for each table of the large tenant.
    static final Map<String, String> BY_HAND = byHand();

    /// The same in the order in which two sides can be laid beside each other.
    static final Map<String, String> IN_ORDER = inOrder();

    private static Map<String, String> inOrder() {
        Map<String, String> queries = new LinkedHashMap<>(BY_HAND);
        Map<String, String> aliases = Map.of("lines", "l.", "notes", "n.");
        queries.replaceAll((table, query) -> table.equals("events")
                ? query + " order by ((firm_id::text || at::text || what) collate \"C\")"
                : query + " order by " + aliases.getOrDefault(table, "") + "id");
        return queries;
    }

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

    static TenantLab fill() throws BackstayException, InterruptedException, SQLException {
        Login live = TestPostgres.database();
        run(live, schema());
        run(live, rows());
        run(live, "vacuum analyze");
        Login then = live.to(live.database() + "_then");
        run(live.to("postgres"), "create database " + then.database() + " template " + live.database());
        run(live, "update b.lines set amount = amount + 1 where id % 3001 = 0");
        return new TenantLab(live, then);
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

    /// The rows that are neither tenant's belong to 498 others. No order names a contact of another of the two.
    private static String rows() {
        String firm = "case when i % 8 = 0 then 1 when i % 80 = 1 then 2 else 3 + i % 498 end";
        String contact = "case when i % 8 = 0 then 8 * (1 + i % :37000) when i % 80 = 1 then 80 * (i % :3700) + 1"
                + " else 8 * (i % :37000) + greatest(i % 8, 2) end";
        String text = "insert into b.firms select i, 'Firm ' || i from generate_series(1, 500) i;"
                + "insert into b.contacts select i, " + firm + ", 'Contact ' || i, 'c' || i || '@example.org',"
                + " timestamptz '2026-01-01' + i * interval '1 second' from generate_series(1, :300000) i;"
                + "insert into b.orders select i, " + firm + ", " + contact + ", i % 9973, case i % 3 when 0 then"
                + " 'paid' else 'open' end, timestamptz '2026-01-01' + i * interval '1 second' from"
                + " generate_series(1, :700000) i;"
                + "insert into b.lines select i, 1 + i % :700000, 'Line ' || i, i % 997, i % 7 from"
                + " generate_series(1, :3000000) i;"
                + "insert into b.notes select i, 1 + i % :300000, 'Note ' || i from generate_series(1, :200000) i;"
                + "insert into b.events select " + firm + ", timestamptz '2026-01-01' + i * interval '1 second',"
                + " 'event ' || i from generate_series(1, :1000000) i;"
                + "create index on b.contacts (firm_id); create index on b.orders (firm_id); create index on b.lines"
                + " (order_id); create index on b.notes (contact_id); create index on b.events (firm_id)";
        return Pattern.compile(":([0-9]{4,})")
                .matcher(text)
                .replaceAll(number -> String.valueOf(Integer.parseInt(number.group(1)) / SHARE));
    }

    static TenantMapping mapping() {
        return new TenantMapping(
                new TenantMapping.Keys(TableName.of("b.firms"), "id", List.of("firm_id"), Map.of()),
                new TenantMapping.Scope(List.of("b"), Set.of(), Set.of()),
                new TenantMapping.Words("firm", Map.of(), Map.of()),
                new TenantMapping.Writing("bench_writer", Map.of(), TableName.of("backstay.restore_runs"), Map.of()));
    }

    /// Takes the lines of a tenant's orders out of live.
    void loseLines(TenantId tenant) throws BackstayException, SQLException {
        run(
                live,
                "set session_replication_role = replica; delete from b.lines l using b.orders o where o.id = l.order_id"
                        + " and o.firm_id = " + tenant + "; analyze b.lines");
    }

    /// One process, one snapshot, one file for each table, as somebody would do it by hand.
    void psql(Path folder) throws IOException, InterruptedException, BackstayException {
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
        assertEquals(0, builder.inheritIO().start().waitFor());
    }

    static void run(Login login, String sql) throws BackstayException, SQLException {
        try (Connection session = login.open("bench");
                Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
