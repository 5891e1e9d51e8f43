package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.codec.Csv;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.extract.SetExtraction;
import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.connect.postgres.tenant.sets.SetComparison;
import io.backstay.connect.postgres.tenant.sets.SetDifference;
import io.backstay.fixture.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Columns of every kind, booleans and types of somebody's own among them, leave and come back as what they are.
final class DataSetKindsTest {
    private static final String SCHEMA = """
            create schema s;
            create schema timesheets;
            create domain timesheets.note as text;
            create collation s.odd (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            create table s.firms (id int primary key);
            create table s.shared (id int primary key);
            create table s.entries (firm_id int references s.firms, id numeric primary key, paid boolean, net numeric,
                ratio double precision, at timestamptz, day date, note timesheets.note, name text collate s.odd,
                steps integer[], code text);
            insert into s.firms values (1), (2);
            insert into s.entries values
                (1, 1.0, true, -120.00, 120000, '2026-11-20 12:00Z', '2026-11-20', '=1+1', '=2', '{1,-2}', '0042'),
                (1, 2, false, 0.50, 1.5e300, null, null, '+1', '''=x', '{}', ''),
                (1, 3, null, null, null, null, null, null, null, null, null),
                (1, -4, true, 1.0, -0.25, null, null, '-', 'plain', null, 'x');
            """;
    private static final TenantId OURS = new TenantId("1");
    private static final TableName ENTRIES = TableName.of("s.entries");
    private static final DataSet SET = new DataSet("entries", ENTRIES, columns(), Set.of("firm_id"));

    @TempDir
    Path folder;

    private Login login;

    private static List<DataSet.Column> columns() {
        return List.of("id", "paid", "net", "ratio", "at", "day", "note", "name", "steps", "code").stream()
                .map(name -> new DataSet.Column(name, "The " + name))
                .toList();
    }

    @BeforeEach
    void rowsOfEveryKind() throws Exception {
        login = TestPostgres.database();
        Practice.run(login, SCHEMA);
    }

    private static TenantMapping mapping() {
        return new TenantMapping(
                new TenantMapping.Keys(TableName.of("s.firms"), "id", List.of("firm_id"), Map.of()),
                new TenantMapping.Scope(List.of("s"), Set.of(TableName.of("s.shared")), Set.of()),
                new TenantMapping.Words("firm", Map.of(), Map.of()),
                new TenantMapping.Writing("postgres", Map.of(), TableName.of("backstay.restore_runs"), Map.of()));
    }

    private Path exported() throws Exception {
        Path file = folder.resolve("entries.csv");
        try (TenantRows rows = Closure.find(login.open("test"), mapping(), OURS)) {
            SetExtraction.run(rows, List.of(SET), false, _ -> Files.newOutputStream(file), Progress.NONE);
        }
        return file;
    }

    private SetDifference compared(DataSet set, String csv, boolean exact) throws Exception {
        Path file = folder.resolve("compared.csv");
        Files.writeString(file, csv);
        try (TenantRows rows = Closure.find(login.open("test"), mapping(), OURS)) {
            return SetComparison.run(rows, set, file, new SetComparison.Options(exact, true, 100), _ -> {});
        }
    }

    @Test
    void columnsOfEveryKindLeaveAndAreFoundToBeTheSame() throws Exception {
        String csv = Files.readString(exported());
        for (boolean exact : new boolean[] {true, false}) {
            SetDifference same = compared(SET, csv, exact);
            assertTrue(same.equal(), same::toString);
            assertEquals(4, same.same());
        }
        Practice.run(login, "update s.entries set paid = not paid where id = 1");
        assertEquals(1, compared(SET, csv, true).changed());
        assertEquals(1, compared(SET, csv, false).changed());
    }

    @Test
    void onlyWhatASpreadsheetCouldCalculateGetsAnApostrophe() throws Exception {
        String csv = Files.readString(exported());
        assertTrue(csv.contains("\"'=1+1\",\"'=2\""), csv);
        assertTrue(csv.contains("\"'+1\",\"''=x\""), csv);
        assertTrue(csv.contains("\"true\",\"-120.00\""), csv);
        assertTrue(csv.contains("\"-4\",\"true\""), csv);
    }

    @Test
    void whatIsMissingIsWrittenByteForByteAsAnExportWritesIt() throws Exception {
        Path exported = exported();
        Path heading = folder.resolve("heading.csv");
        Files.writeString(
                heading, Files.readString(exported).lines().findFirst().orElseThrow() + "\r\n");
        Path missing = folder.resolve("missing.csv");
        try (TenantRows rows = Closure.find(login.open("test"), mapping(), OURS);
                var to = Files.newOutputStream(missing);
                Csv csv = new Csv(to, SET.headings())) {
            SetComparison.run(rows, SET, heading, new SetComparison.Options(false, true, 0), csv::guardedRow);
        }
        assertEquals(Files.readString(exported), Files.readString(missing));
    }

    @Test
    void whatASpreadsheetWritesOtherwiseIsTheSameInKeysToo() throws Exception {
        String edited = """
                The id;The paid;The net;The ratio
                1;TRUE;-1.2E+02;1.2e5
                2.00;FALSE;.5;1.5E+300
                3.;;;
                -4;True;1.;-.25
                """;
        SetDifference lenient = compared(SET, edited, false);
        assertTrue(lenient.equal(), lenient::toString);
        assertEquals(4, lenient.same());
        SetDifference others = compared(SET, edited.replace(".5;", ".6;").replace("TRUE", "FALSE"), false);
        assertEquals(2, others.changed(), others::toString);
        SetDifference twice = compared(SET, "The id,The net\n1,1\n1.0,1\n", false);
        assertEquals(List.of("The lines 2 and 3 of the file have one key."), twice.undecided());
        SetDifference exact = compared(SET, edited, true);
        assertEquals(3, exact.missing(), "an export writes a key as the database has it");
    }

    @Test
    void aHeadingGoesBeforeTheNameOfAnotherColumn() throws Exception {
        var set = new DataSet(
                "entries",
                ENTRIES,
                List.of(
                        new DataSet.Column("id", "Number"),
                        new DataSet.Column("code", "NET"),
                        new DataSet.Column("net", "Net amount")),
                Set.of());
        SetDifference found = compared(set, "id,net\n1,0042\n2,\n3,\n-4,x\n", false);
        assertTrue(found.equal(), found::toString);
        assertTrue(found.notes().toString().contains("no column 'Net amount'"), found::toString);
    }

    @Test
    void aFileWithNothingButTheKeyIsNotCalledEqual() throws Exception {
        SetDifference all = compared(SET, "The id\n1\n2\n3\n-4\n", false);
        assertFalse(all.equal(), all::toString);
        assertEquals(1, all.undecided().size(), all::toString);
        SetDifference some = compared(SET, "The id\n1\n2\n3\n", false);
        assertEquals(1, some.missing());
        assertEquals(List.of(), some.undecided(), "that a row is missing is known");
    }

    @Test
    void aTableThatHoldsNoTenantsRowsIsNotCalledGone() throws Exception {
        var shared = new DataSet("shared", TableName.of("s.shared"), List.of(new DataSet.Column("id", "ID")), Set.of());
        assertEquals(
                List.of("The table s.shared is not there, or holds no tenant's rows by the mapping."),
                compared(shared, "ID\n1\n", false).undecided());
    }

    @Test
    void anInterruptEndsAComparisonWhileDifferencesAreTold() throws Exception {
        Path file = folder.resolve("none.csv");
        Files.writeString(file, "The id,The net\n");
        var told = new int[1];
        try (TenantRows rows = Closure.find(login.open("test"), mapping(), OURS)) {
            assertThrows(
                    InterruptedException.class,
                    () -> SetComparison.run(rows, SET, file, new SetComparison.Options(true, true, 5), _ -> {
                        told[0]++;
                        Thread.currentThread().interrupt();
                    }));
        } finally {
            Thread.interrupted();
        }
        assertEquals(1, told[0], "the row that was at hand, and no other");
    }
}
