package io.backstay.connect.postgres.tenant.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.fixture.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table that two sessions copy in halves is written as if one had copied it.
final class HalvesTest {
    private static final String SCHEMA = """
            create schema s;
            create table s.firms (id int primary key, name text);
            create table s.numbers (id int primary key, firm_id int, what text);
            create table s.parts (id int primary key, firm_id int, what text) partition by range (id);
            create table s.parts_low partition of s.parts for values from (minvalue) to (100);
            create table s.parts_high partition of s.parts for values from (100) to (maxvalue);
            create table s.bare (firm_id int, what text);
            create table s.below (id int primary key, number int not null references s.numbers, what text);
            insert into s.firms values (1, 'ours'), (2, 'theirs');
            insert into s.numbers select i, 1 + i % 2, 'number ' || i from generate_series(1, 2000) i;
            insert into s.parts select i, 1 + i % 2, 'part ' || i from generate_series(1, 2000) i;
            insert into s.bare select 1 + i % 2, 'bare ' || i from generate_series(1, 2000) i;
            insert into s.below select i, 2001 - i, 'below ' || i from generate_series(1, 2000) i;
            analyze;
            """;
    private static final TenantId OURS = new TenantId("1");

    @TempDir
    private Path spare;

    private Map<String, String> written(Login login, RowForm form, long halvedFrom) throws Exception {
        Map<TableName, ByteArrayOutputStream> out = new ConcurrentHashMap<>();
        try (TenantRows rows = Closure.find(login.open("test"), mapping(), OURS)) {
            Map<TableName, Long> counts = Extraction.halving(
                    rows,
                    () -> login.open("test"),
                    form,
                    table -> out.computeIfAbsent(table.name(), _ -> new ByteArrayOutputStream()),
                    spare,
                    halvedFrom);
            assertEquals(rows.counts(), counts);
        }
        try (Stream<Path> left = Files.list(spare)) {
            assertEquals(List.of(), left.toList(), "nothing waits any more");
        }
        return out.entrySet().stream()
                .collect(Collectors.toMap(
                        each -> each.getKey().name(),
                        each -> each.getValue().toString(UTF_8),
                        (one, _) -> one,
                        TreeMap::new));
    }

    private static TenantMapping mapping() {
        return new TenantMapping(
                new TenantMapping.Keys(TableName.of("s.firms"), "id", List.of("firm_id"), Map.of()),
                new TenantMapping.Scope(List.of("s"), Set.of(), Set.of()),
                new TenantMapping.Words("firm", Map.of(), Map.of()),
                new TenantMapping.Writing("postgres", Map.of(), TableName.of("backstay.restore_runs"), Map.of()));
    }

    private static Login database() throws Exception {
        Login login = TestPostgres.database();
        try (var session = login.open("test");
                var statement = session.createStatement()) {
            statement.execute(SCHEMA);
        }
        return login;
    }

    @Test
    void rowsAreTheSameWhetherTablesAreHalvedOrNot() throws Exception {
        Login login = database();
        assertEquals(sorted(written(login, RowForm.TEXT, Long.MAX_VALUE)), sorted(written(login, RowForm.TEXT, 1)));
    }

    private static Map<String, List<String>> sorted(Map<String, String> written) {
        Map<String, List<String>> lines = new TreeMap<>();
        written.forEach((table, text) -> lines.put(table, text.lines().sorted().toList()));
        return lines;
    }

    @Test
    void largeTablesAreHalvedWhereTheyLieInOnePlaceAndNoOrderIsAskedFor() throws Exception {
        Login login = database();
        try (TenantRows rows = Closure.find(login.open("test"), mapping(), OURS)) {
            for (Table table : rows.territory().owned()) {
                List<Slice> slices = RowForm.TEXT.slices(rows.db(), table, 100);
                boolean halved =
                        !List.of("parts", "firms").contains(table.name().name());
                assertEquals(halved ? 2 : 1, slices.size(), table.name()::toString);
                assertEquals(1, RowForm.TEXT.slices(rows.db(), table, 100_000).size());
                assertEquals(1, RowForm.CSV.slices(rows.db(), table, 1).size());
            }
        }
    }

    @Test
    void theLowerHalfComesFirstInWhicheverOrderTheyBeginAndEnd() throws Exception {
        byte[] both = "lowerupper".getBytes(UTF_8);
        for (String order : List.of("lLuU", "luLU", "luUL", "ulLU", "ulUL", "uUlL")) {
            ByteArrayOutputStream target = new ByteArrayOutputStream();
            try (Halves halves = new Halves(table(), _ -> target, spare)) {
                play(halves, order);
            }
            assertArrayEquals(both, target.toByteArray(), order);
        }
    }

    /// A small letter begins a half, and a capital one writes and ends it.
    private static void play(Halves halves, String order) throws Exception {
        OutputStream lower = null;
        OutputStream upper = null;
        for (int i = 0; i < order.length(); i++) {
            char act = order.charAt(i);
            if (act == 'l' && lower == null) {
                lower = halves.open(Slice.Part.LOWER);
            } else if (act == 'u' && upper == null) {
                upper = halves.open(Slice.Part.UPPER);
            } else if (act == 'L' && lower != null) {
                lower.write("lower".getBytes(UTF_8));
                lower.close();
            } else if (act == 'U' && upper != null) {
                upper.write("upper".getBytes(UTF_8));
                upper.close();
            }
        }
    }

    private static Table table() {
        return new Table(TableName.of("s.t"), false, List.of(), List.of(), List.of(), "");
    }
}
