package io.backstay.connect.postgres.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.codec.csv.CsvReader;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.extract.SetExtraction;
import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.connect.postgres.tenant.sets.DifferingRow;
import io.backstay.connect.postgres.tenant.sets.SetComparison;
import io.backstay.connect.postgres.tenant.sets.SetDifference;
import io.backstay.fixture.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A data set leaves whole and comes back through a spreadsheet, and what differs is found, whatever stands in
/// it.
final class DataSetTest {
    private static final String SCHEMA = """
            create schema s;
            create table s.firms (id int primary key, name text);
            create table s.invoices (firm_id int references s.firms, id bigint primary key, note text, net numeric,
                due date, secret text);
            insert into s.firms values (1, 'ours'), (2, 'theirs');
            insert into s.invoices values (2, 900, 'theirs', 1, null, 'x');
            """;
    private static final TenantId OURS = new TenantId("1");
    private static final TableName INVOICES = TableName.of("s.invoices");
    private static final DataSet SET = new DataSet(
            "invoices",
            INVOICES,
            List.of(
                    new DataSet.Column("id", "Invoice ID"),
                    new DataSet.Column(
                            "note", "Note; \"what\" it says, and a heading that is longer than sixty-three bytes"),
                    new DataSet.Column("net", "Net"),
                    new DataSet.Column("due", "Due")),
            Set.of("firm_id", "secret"));

    /// What hurts programs that read CSV.
    private static final List<String> HOSTILE = List.of(
            "=HYPERLINK(\"http://x\",\"y\")",
            "+1",
            "-2",
            "@SUM(1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "'=1",
            "''=1",
            "'",
            "''",
            "'plain",
            "\uFF1D1",
            "'\uFF0B1",
            "",
            " ",
            "a,b;c\td|e",
            "a \"quoted\" word",
            "\"",
            "two\nlines",
            "two\r\nlines",
            "two\rlines",
            "\\N",
            "\\.",
            "\\",
            "NULL",
            "\u202Etxt.exe",
            "\u2066\u200B\uFEFF",
            "\uFEFFat the beginning",
            "<script>alert(1)</script>",
            "Müller 木 \uD83D\uDE00",
            "1,5",
            "x".repeat(100_000));

    @TempDir
    Path folder;

    private Login login;

    @BeforeEach
    void rowsThatHurt() throws Exception {
        login = TestPostgres.database();
        Practice.run(login, SCHEMA);
        try (var session = login.open("test");
                var insert = session.prepareStatement("insert into s.invoices values (1, ?, ?, ?, null, 'secret')")) {
            for (int i = 0; i < HOSTILE.size(); i++) {
                insert.setLong(1, i);
                insert.setString(2, HOSTILE.get(i));
                insert.setBigDecimal(3, java.math.BigDecimal.valueOf(150 - i * 10L, 2));
                insert.executeUpdate();
            }
            insert.setLong(1, 500);
            insert.setString(2, null);
            insert.setBigDecimal(3, null);
            insert.executeUpdate();
        }
    }

    private static TenantMapping mapping() {
        return new TenantMapping(
                new TenantMapping.Keys(TableName.of("s.firms"), "id", List.of("firm_id"), Map.of()),
                new TenantMapping.Scope(List.of("s"), Set.of(), Set.of()),
                new TenantMapping.Words("firm", Map.of(), Map.of(INVOICES, Set.of("note"))),
                new TenantMapping.Writing("postgres", Map.of(), TableName.of("backstay.restore_runs"), Map.of()));
    }

    private Path exported() throws Exception {
        Path file = folder.resolve("invoices.csv");
        try (TenantRows rows = Closure.find(login.open("test"), mapping(), OURS)) {
            Map<String, Long> counts =
                    SetExtraction.run(rows, List.of(SET), false, _ -> Files.newOutputStream(file), Progress.NONE);
            assertEquals(Map.of("invoices", HOSTILE.size() + 1L), counts);
        }
        return file;
    }

    private SetDifference compared(Path file, boolean exact) throws Exception {
        return compared(file, exact, new ArrayList<>());
    }

    private SetDifference compared(Path file, boolean exact, List<List<@Nullable String>> missing) throws Exception {
        try (TenantRows rows = Closure.find(login.open("test"), mapping(), OURS)) {
            return SetComparison.run(rows, SET, file, new SetComparison.Options(exact, true, 100), missing::add);
        }
    }

    @Test
    void whateverStandsInARowLeavesAndIsFoundToBeTheSame() throws Exception {
        Path file = exported();
        List<@Nullable String> notes = new ArrayList<>();
        try (CsvReader reader = CsvReader.open(file, ',')) {
            assertTrue(reader.next());
            assertEquals(SET.headings(), reader.cells());
            while (reader.next()) {
                notes.add(reader.cells().get(1));
            }
        }
        assertEquals(HOSTILE.size() + 1, notes.size());
        for (int i = 0; i < HOSTILE.size(); i++) {
            String note = String.valueOf(notes.get(i));
            assertFalse(note.matches("(?s)[=+@\t\r\n\uFF1D\uFF0B-].*"), () -> "a spreadsheet would calculate " + note);
        }
        SetDifference same = compared(file, true);
        assertTrue(same.equal(), same::toString);
        assertEquals(HOSTILE.size() + 1, same.same());
        assertEquals(List.of(), same.notes());
        assertFalse(Files.readString(file).contains("secret"), "what the set leaves out is in the file");
        assertFalse(Files.readString(file).contains("theirs"), "another firm's row is in the file");
    }

    @Test
    void whatASpreadsheetDoesToAFileChangesNothing() throws Exception {
        Path file = exported();
        long seed = 20261127;
        Random random = new Random(seed);
        for (char separator : new char[] {',', ';', '\t', '|'}) {
            for (String end : new String[] {"\r\n", "\n", "\r"}) {
                Path edited = edited(file, separator, end, random);
                SetDifference same = compared(edited, false);
                assertTrue(same.equal(), () -> "seed " + seed + ", " + (int) separator + ": " + same);
                assertEquals(HOSTILE.size() + 1, same.same());
            }
        }
    }

    /// As a spreadsheet saves it: a byte order mark, its own separator and line ends, quotes only where they
    /// must be, columns and rows in another order, and empty columns and lines at the end.
    private Path edited(Path file, char separator, String end, Random random) throws Exception {
        List<List<@Nullable String>> records = new ArrayList<>();
        try (CsvReader reader = CsvReader.open(file, ',')) {
            while (reader.next()) {
                records.add(new ArrayList<>(reader.cells()));
            }
        }
        List<@Nullable String> heading = records.removeFirst();
        Collections.shuffle(records, random);
        records.addFirst(heading);
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
        Collections.shuffle(order, random);
        StringBuilder text = new StringBuilder("\uFEFF");
        for (List<@Nullable String> cells : records) {
            for (int at : order) {
                text.append(written(cells.get(at), separator)).append(separator);
            }
            text.append(end);
        }
        text.append(String.valueOf(separator).repeat(4)).append(end).append(end);
        Path edited = folder.resolve("edited.csv");
        Files.writeString(edited, text);
        return edited;
    }

    private static String written(@Nullable String cell, char separator) {
        if (cell == null) {
            return "";
        }
        boolean must = cell.indexOf(separator) >= 0 || cell.matches("(?s).*[\"\r\n].*");
        return must ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    @Test
    void whatTheCustomerIsMissingIsShown() throws Exception {
        Path file = exported();
        Practice.run(login, """
                insert into s.invoices values (1, 1000, '=new', 7, '2026-11-20', 'secret');
                delete from s.invoices where id = 3;
                update s.invoices set note = repeat('x', 99999) || 'y' where id = 32;
                update s.invoices set net = null where id = 1;
                update s.invoices set note = null where note = '';
                update s.invoices set secret = 'not part of the set';
                update s.invoices set note = 'changed' where firm_id = 2
                """);
        List<List<@Nullable String>> missing = new ArrayList<>();
        SetDifference found = compared(file, true, missing);
        assertEquals(1, found.missing(), found::toString);
        assertEquals(1, found.added());
        assertEquals(3, found.changed());
        assertEquals(List.of(List.of("1000", "'=new", "7", "2026-11-20")), missing);
        DifferingRow first = found.shown().getFirst();
        assertEquals(DifferingRow.Kind.MISSING, first.kind());
        assertEquals(List.of(new DifferingRow.Value("Invoice ID", "1000")), first.key());
        DifferingRow net = found.shown().get(1);
        assertEquals(List.of(new DifferingRow.Cell("Net", "1.40", null)), net.cells());
        DifferingRow late = found.shown().get(3);
        assertTrue(
                String.valueOf(late.cells().getFirst().database()).contains("xy (100000 characters)"), late::toString);
        assertEquals(2, compared(file, false).changed(), "an empty cell of a spreadsheet is both");
    }

    @Test
    void personalDataIsMaskedUntilSomebodyAsks() throws Exception {
        Path file = exported();
        Practice.run(login, "update s.invoices set note = 'a secret of theirs' where id = 0");
        try (TenantRows rows = Closure.find(login.open("test"), mapping(), OURS)) {
            SetDifference found =
                    SetComparison.run(rows, SET, file, new SetComparison.Options(true, false, 5), _ -> {});
            DifferingRow.Cell note = found.shown().getFirst().cells().getFirst();
            assertEquals(TenantMapping.Words.MASK, note.file());
            assertEquals(TenantMapping.Words.MASK, note.database());
        }
    }

    @Test
    void aNumberWrittenOtherwiseIsTheSameOnlyWhereASpreadsheetMayHaveWrittenIt() throws Exception {
        Path file = folder.resolve("numbers.csv");
        Practice.run(login, "delete from s.invoices where firm_id = 1 and id > 1");
        Files.writeString(file, "net;Invoice ID\n1.5;0\n+1.400;1\n");
        SetDifference lenient = compared(file, false);
        assertTrue(lenient.equal(), lenient::toString);
        assertEquals(2, lenient.notes().size(), "two columns are not there");
        assertEquals(2, compared(file, true).changed());
    }

    @Test
    void whatCannotBeComparedIsNotGuessed() throws Exception {
        Path file = folder.resolve("odd.csv");
        Files.writeString(file, "Net,Due\r\n1,\r\n");
        SetDifference keyless = compared(file, false);
        assertEquals(List.of("The file has no column 'Invoice ID', which tells its rows apart."), keyless.undecided());
        Files.writeString(file, "Invoice ID,Net\r\n1,2\r\n5,5\r\n1,2\r\n");
        assertEquals(
                List.of("The lines 2 and 4 of the file have one key."),
                compared(file, false).undecided());
        Files.writeString(file, "Invoice ID,invoice id\r\n1,2\r\n");
        assertRefused(file, "two columns are called 'Invoice ID'");
        Files.writeString(file, "Invoice ID,Net\r\n1,2\r\n\"3\nx\",4\r\n5,6,7\r\n");
        assertRefused(file, "line 5, column 1: it has 3 cells, and the heading has 2");
        Files.writeString(file, "Invoice ID,Net\r\n1,\"2\r\n");
        assertRefused(file, "line 2, column 3: a quote that is opened here is never closed");
        Files.writeString(file, "What,Else\r\n1,2\r\n");
        assertRefused(file, "no column is called like one of the data set invoices");
        Files.write(file, "Invoice ID,Net\r\n1,M\u00FCller\r\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertRefused(file, "line 2, column 4: this is not UTF-8");
        Files.write(file, "Invoice ID,Net\r\n1,\0\r\n".getBytes(UTF_8));
        assertRefused(file, "line 2, column 3: the character 0");
    }

    private void assertRefused(Path file, String said) {
        var refused = assertThrows(BackstayException.class, () -> compared(file, false));
        assertTrue(refused.failure().message().contains(said), refused.failure().message());
    }

    @Test
    void aSetThatDoesNotFitTheDatabaseWritesNothing() throws Exception {
        var wrong = new DataSet("wrong", INVOICES, List.of(new DataSet.Column("nett", "Net")), Set.of());
        var foreign =
                new DataSet("foreign", TableName.of("s.elsewhere"), List.of(new DataSet.Column("id", "ID")), Set.of());
        try (TenantRows rows = Closure.find(login.open("test"), mapping(), OURS)) {
            for (DataSet set : List.of(wrong, foreign)) {
                assertThrows(
                        BackstayException.class,
                        () -> SetExtraction.run(
                                rows,
                                List.of(SET, set),
                                false,
                                _ -> {
                                    throw new AssertionError("a file was begun");
                                },
                                Progress.NONE));
            }
        }
    }

    @Test
    void anInterruptEndsAComparison() throws Exception {
        Path file = exported();
        try (TenantRows rows = Closure.find(login.open("test"), mapping(), OURS)) {
            Thread.currentThread().interrupt();
            assertThrows(
                    InterruptedException.class,
                    () -> SetComparison.run(rows, SET, file, new SetComparison.Options(true, true, 5), _ -> {}));
            Thread.interrupted();
        }
        try (var session = login.open("test")) {
            assertEquals(HOSTILE.size() + 2, new Db(session).number("select count(*) from s.invoices"));
        }
    }
}
