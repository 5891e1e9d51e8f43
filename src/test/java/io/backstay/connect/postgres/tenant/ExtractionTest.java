package io.backstay.connect.postgres.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.extract.Extraction;
import io.backstay.connect.postgres.tenant.extract.RowForm;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.fixture.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A tenant's rows leave whole, of one moment, and alone.
final class ExtractionTest {
    private static final String SCHEMA = """
            create schema s;
            create table s.firms (id int primary key, name text);
            create table s.parts (id int primary key, firm_id int references s.firms, code text, made date);
            create table s.notes (id int primary key, part int references s.parts, text text);
            create table s.uses (id int primary key, part int references s.parts, note int references s.notes);
            create table s.events (firm_id int, at timestamptz, what text) partition by range (at);
            create table s.events_old partition of s.events for values from (minvalue) to ('2026-01-01');
            create table s.events_new partition of s.events for values from ('2026-01-01') to (maxvalue);
            insert into s.firms values (1, 'ours'), (2, 'theirs');
            insert into s.parts select i, 1 + i % 2, 'code ' || i, date '2026-01-01' + i from generate_series(1, 40) i;
            insert into s.notes select i, i, 'note ' || i from generate_series(1, 40) i;
            insert into s.uses select i, i, i from generate_series(1, 40) i;
            insert into s.events select 1 + i % 2, timestamptz '2025-12-20' + i * interval '1 day', 'event ' || i
                from generate_series(1, 40) i;
            """;
    private static final TenantId OURS = new TenantId("1");
    private static final Map<TableName, Long> ROWS = Map.of(
            TableName.of("s.firms"), 1L,
            TableName.of("s.parts"), 20L,
            TableName.of("s.notes"), 20L,
            TableName.of("s.uses"), 20L,
            TableName.of("s.events"), 20L);

    private static Login database(String more) throws Exception {
        Login login = TestPostgres.database();
        Practice.run(login, SCHEMA + more);
        return login;
    }

    private static TenantMapping mapping() {
        return new TenantMapping(
                new TenantMapping.Keys(TableName.of("s.firms"), "id", List.of("firm_id"), Map.of()),
                new TenantMapping.Scope(List.of("s"), Set.of(), Set.of()),
                new TenantMapping.Words("firm", Map.of(), Map.of()),
                new TenantMapping.Writing("postgres", Map.of(), TableName.of("backstay.restore_runs"), Map.of()));
    }

    private static Map<String, List<String>> lines(Map<TableName, ByteArrayOutputStream> written) {
        return written.entrySet().stream()
                .collect(Collectors.toMap(
                        each -> each.getKey().toString(),
                        each -> each.getValue().toString(UTF_8).lines().sorted().toList(),
                        (one, _) -> one,
                        TreeMap::new));
    }

    /// Copies out while every table is written to: after the moment was fixed, before the second session begins. The
    /// first session waits at its first table until the second has one, or until there is none.
    private static Map<String, List<String>> extracted(Login login, Extraction.Sessions second) throws Exception {
        Map<TableName, ByteArrayOutputStream> out = new ConcurrentHashMap<>();
        Thread first = Thread.currentThread();
        var begun = new CountDownLatch(1);
        try (TenantRows rows = Closure.find(login.open("test"), mapping(), OURS)) {
            Map<TableName, Long> counts = Extraction.run(
                    rows,
                    () -> {
                        meanwhile(login);
                        try {
                            return second.open();
                        } catch (BackstayException e) {
                            begun.countDown();
                            throw e;
                        }
                    },
                    RowForm.TEXT,
                    table -> {
                        if (Thread.currentThread().equals(first)) {
                            await(begun);
                        } else {
                            begun.countDown();
                        }
                        return out.computeIfAbsent(table.name(), _ -> new ByteArrayOutputStream());
                    },
                    Progress.NONE);
            assertEquals(ROWS, counts);
        }
        return lines(out);
    }

    private static void await(CountDownLatch begun) {
        try {
            assertTrue(begun.await(60, TimeUnit.SECONDS), "the second session copied nothing");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void meanwhile(Login login) throws BackstayException {
        Practice.run(
                login,
                "insert into s.parts values (1000, 1, 'later', null);"
                        + "insert into s.notes values (1000, 1000, 'later');"
                        + "insert into s.uses values (1000, 1000, 1000); delete from s.events where firm_id = 1");
    }

    @Test
    void bothSessionsSeeOneMomentWhateverIsWrittenMeanwhile() throws Exception {
        Login login = database("");
        Map<String, List<String>> found = extracted(login, () -> login.open("test"));
        assertEquals(
                "code 2\t1\t2\t2026-01-03",
                Objects.requireNonNull(found.get("s.parts")).get(5));
        assertEquals(
                found,
                extracted(database(""), () -> {
                    throw new BackstayException(new Failure.Unreachable("the database", "no session is left"));
                }),
                "one session alone copies the same");
    }

    @Test
    void csvKeepsEveryCellAndHoldsNothingThatASpreadsheetCalculates() throws Exception {
        Login login = database("""
                insert into s.parts values (100, 1, '=1+1', '-infinity'), (101, 1, '', null), (102, 1, null, null),
                    (103, 1, E'a "quoted"\\nline, and another', null),
                    (104, 1, '-5', null), (105, 1, 'Müller @ 木', null),
                    (106, 1, U&'\\FF1D1', null);
                """);
        Map<TableName, ByteArrayOutputStream> out = new ConcurrentHashMap<>();
        try (TenantRows rows = Closure.find(login.open("test"), mapping(), OURS)) {
            Extraction.run(
                    rows,
                    () -> login.open("test"),
                    RowForm.CSV,
                    table -> out.computeIfAbsent(table.name(), _ -> new ByteArrayOutputStream()),
                    Progress.NONE);
        }
        String parts = Objects.requireNonNull(out.get(TableName.of("s.parts"))).toString(UTF_8);
        assertTrue(parts.startsWith("id,code,firm_id,made\r\n\"2\",\"code 2\",\"1\",\"2026-01-03\"\r\n"), parts);
        String end = """
                "100","'=1+1","1","-infinity"
                "101","","1",
                "102",,"1",
                "103","a ""quoted""|line, and another","1",
                "104","'-5","1",
                "105","Müller @ 木","1",
                "106","'\uFF1D1","1",
                """.replace("\n", "\r\n").replace('|', '\n');
        assertTrue(parts.endsWith(end), parts);
    }

    @Test
    void aTargetThatCannotBeWrittenEndsBothSessions() throws Exception {
        Login login = database("");
        try (TenantRows rows = Closure.find(login.open("test"), mapping(), OURS)) {
            assertThrows(
                    IOException.class,
                    () -> Extraction.run(
                            rows,
                            () -> login.open("test"),
                            RowForm.TEXT,
                            table -> table.name().name().equals("events") ? full() : OutputStream.nullOutputStream(),
                            Progress.NONE));
        }
        try (var session = login.open("test");
                var statement = session.createStatement();
                var row = statement.executeQuery(
                        "select count(*) from pg_stat_activity where datname = current_database()"
                                + " and pid <> pg_backend_pid() and state = 'active'")) {
            assertTrue(row.next());
            assertEquals(0, row.getLong(1));
        }
    }

    private static OutputStream full() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left on device");
            }
        };
    }
}
