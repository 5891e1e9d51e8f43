package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.codec.csv.CsvReader;
import io.backstay.codec.csv.Formula;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.extract.SetExtraction;
import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.sets.SetComparison;
import io.backstay.connect.postgres.tenant.sets.SetDifference;
import io.backstay.fixture.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the schema and however tenants are told apart: every row of one tenant is in its data sets, and no
/// row of another.
final class DataSetPropertyTest {
    private static final long SEED = 20261127;
    private static final int SCHEMAS = 40;

    @TempDir
    Path folder;

    private int rowsSeen;
    private int compared;

    @BeforeAll
    static void rolesAreThere() throws Exception {
        Practice.create();
    }

    @Test
    void everyRowOfOneTenantAndNoneOfAnother() throws Exception {
        Login login = TestPostgres.database();
        try (Connection session = login.open("test")) {
            for (long seed : new SplittableRandom(SEED).longs(SCHEMAS).toArray()) {
                RandomSchema schema = new RandomSchema(seed);
                new Db(session).run(RandomRows.create(schema));
                new Db(session).run("reset all");
                for (int tenant = 0; tenant < schema.tenants; tenant++) {
                    exported(session, schema, tenant, "seed " + seed + ", tenant " + tenant);
                }
            }
        }
        assertTrue(rowsSeen > 1_000, () -> "only " + rowsSeen + " rows were looked at");
        assertTrue(compared > 100, () -> "only " + compared + " files were compared");
    }

    private void exported(Connection session, RandomSchema schema, int tenant, String what) throws Exception {
        try (TenantRows rows = Closure.find(session, schema.mapping(), new TenantId(schema.key.tenants.get(tenant)))) {
            List<DataSet> sets = new ArrayList<>();
            for (Table table : rows.territory().owned()) {
                if (table.column("id").isPresent()) {
                    sets.add(set(table, schema.random));
                }
            }
            Map<String, Long> counts = SetExtraction.run(
                    rows,
                    sets,
                    tenant % 2 == 0,
                    set -> Files.newOutputStream(folder.resolve(set.name())),
                    Progress.NONE);
            for (DataSet set : sets) {
                String each = what + ", " + set.table();
                long ours = rows.db()
                        .number("select count(*) from "
                                + rows.territory().table(set.table()).from() + " where id / 1000 = " + (tenant + 1));
                assertEquals(ours, Objects.requireNonNull(counts.get(set.name())), each);
                assertEquals(ours, ids(set, tenant, each), each);
                compare(rows, set, each);
            }
        }
    }

    /// Some of its columns, in any order, the key always among them.
    private static DataSet set(Table table, SplittableRandom random) {
        List<DataSet.Column> columns = new ArrayList<>();
        for (String name : table.columnNames()) {
            if (name.equals("id") || table.identity().contains(name) || random.nextBoolean()) {
                columns.add(random.nextInt(columns.size() + 1), new DataSet.Column(name, "The " + name));
            }
        }
        return new DataSet(table.name().name().replace('_', '-'), table.name(), columns, Set.of());
    }

    /// The rows in the file, each of which says by its number whose it is.
    private long ids(DataSet set, int tenant, String what) throws Exception {
        long count = 0;
        try (CsvReader reader = CsvReader.open(folder.resolve(set.name()), ',')) {
            assertTrue(reader.next());
            int at = reader.cells().indexOf("The id");
            while (reader.next()) {
                String id = Formula.plain(Objects.requireNonNull(reader.cells().get(at)));
                assertEquals(tenant + 1, Long.parseLong(id) / 1000, what);
                count++;
                rowsSeen++;
            }
        }
        return count;
    }

    private void compare(TenantRows rows, DataSet set, String what) throws Exception {
        if (!rows.territory().table(set.table()).identity().isEmpty()) {
            SetDifference same = SetComparison.run(
                    rows, set, folder.resolve(set.name()), new SetComparison.Options(true, true, 3), _ -> {});
            assertTrue(same.equal(), () -> what + ": " + same);
            compared++;
        }
    }
}
