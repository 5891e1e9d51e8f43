package io.backstay.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PracticeMappingTest {
    private final TenantMapping mapping = PracticeMapping.mapping();

    @Test
    void everyNameInTheMappingIsInTheCatalogAndEveryTableHasALabel() throws Exception {
        try (Connection root = PracticeDatabase.empty().superuser()) {
            assertEquals(
                    PracticeTables.counts(root).keySet(), names(mapping.words().labels()));
            mapping.words().personal().forEach((table, columns) -> assertExist(root, table, columns));
            mapping.writing().volatileColumns().forEach((table, columns) -> assertExist(root, table, columns));
            TenantMapping.Root firms = Objects.requireNonNull(mapping.keys().root());
            assertExist(root, firms.table(), Set.copyOf(firms.key().names()));
            assertExist(
                    root,
                    mapping.writing().registry(),
                    Set.of("plan_hash", "tenant", "rows_inserted", "digest", "recorded_at"));
        }
    }

    @Test
    void everyColumnThatTheTouchTriggerWritesIsVolatile() throws Exception {
        try (Connection root = PracticeDatabase.empty().superuser()) {
            var touched = new TreeSet<>(PracticeTables.column(
                    root, "select tgrelid::regclass::text from pg_trigger where tgname = 'touch'"));
            assertEquals(touched, names(mapping.writing().volatileColumns()));
        }
    }

    @Test
    void theNineSetsOfThePolicyTakeOrLeaveOutEveryColumnOfTheirTables() throws Exception {
        try (Connection root = PracticeDatabase.empty().superuser()) {
            assertEquals(9, PracticeMapping.file().sets().size());
            for (DataSet set : PracticeMapping.file().sets()) {
                var said = new TreeSet<>(set.names());
                said.addAll(set.without());
                assertEquals(
                        new TreeSet<>(PracticeTables.column(
                                root,
                                "select attname::text from pg_attribute where attnum > 0 and not attisdropped and"
                                        + " attrelid = '" + set.table() + "'::regclass")),
                        said,
                        set.name());
            }
        }
    }

    private static Set<String> names(Map<TableName, ?> tables) {
        var names = new TreeMap<String, Object>();
        tables.forEach((table, _) -> names.put(table.toString(), true));
        return names.keySet();
    }

    private static void assertExist(Connection root, TableName table, Set<String> columns) {
        try {
            for (String column : columns) {
                assertEquals(
                        "1",
                        PracticeTables.one(
                                root,
                                "select count(*) from pg_attribute where attrelid = '" + table
                                        + "'::regclass and attname = '" + column + "'"),
                        table + "." + column);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
