package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.FrozenSession;
import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.rows.RowText;
import io.backstay.connect.postgres.tenant.rows.TenantCensus;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.fixture.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// By reading alone the same rows are found as with work tables.
final class TenantCensusTest {
    private static final int SCHEMAS = 10;

    @BeforeAll
    static void rolesAreThere() throws BackstayException, InterruptedException {
        Practice.create();
    }

    static Stream<Long> seeds() {
        return new SplittableRandom(20261126).longs(SCHEMAS).boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSameRowsAreFoundWhateverTheSchema(long seed) throws Exception {
        RandomSchema schema = new RandomSchema(seed);
        Login database = TestPostgres.database();
        Practice.run(database, RandomRows.create(schema));
        agrees(database, schema.mapping(), schema.tenant(), seed);
        Practice.run(database, RandomRows.accident(schema));
        agrees(database, schema.mapping(), schema.tenant(), seed);
    }

    @Test
    void theSameRowsAreFoundInThePracticeDatabaseRowsOfTwoFirmsIncluded() throws Exception {
        Practice practice = Practice.create();
        agrees(practice.live, Practice.mapping(), Practice.FIRM, 0);
        practice.live("update practice.doc_links set b = 21 where a = 11");
        for (String firm : List.of("1", "2", "99")) {
            agrees(practice.live, Practice.mapping(), new TenantId(firm), 0);
        }
        assertTrue(census(practice.live).total() > 100);
    }

    @Test
    void itTellsWhichRowsWentAndWhichChangedAndHidesPersonalKeys() throws Exception {
        Practice practice = Practice.create();
        TenantCensus before = census(practice.live);
        practice.live(
                "update practice.invoices set number = number + 900000"
                        + " where id = (select min(id) from practice.invoices where firm_id = 1)",
                "delete from practice.events where firm_id = 1",
                "insert into practice.teams (firm_id, name, lead_id) select firm_id, 'new', lead_id"
                        + " from practice.teams where firm_id = 1 limit 1");
        TenantCensus after = census(practice.live);
        List<TenantCensus.Change> changes = after.since(before);
        TenantCensus.Change invoices = of(changes, "invoices");
        assertEquals(List.of(0L, 1L, 0L), List.of(invoices.gone(), invoices.changed(), invoices.added()));
        assertEquals(
                List.of(practice.ask("select min(id)::text from practice.invoices where firm_id = 1")),
                invoices.examples());
        TenantCensus.Change events = of(changes, "events");
        assertEquals(before.rows(Practice.table("events")), events.gone());
        assertEquals(0, events.after());
        assertEquals(1, of(changes, "teams").added());
        assertEquals(List.of(), census(practice.live).since(after));
    }

    @Test
    void moreRowsThanCanBeRememberedAreCountedAllTheSame() throws Exception {
        Practice practice = Practice.create();
        TenantCensus whole = census(practice.live);
        try (Connection session = practice.live.open("test")) {
            TenantCensus bare = TenantCensus.take(session, Practice.mapping(), Practice.FIRM, 10);
            assertTrue(whole.named());
            assertFalse(bare.named());
            whole.tables().forEach((table, count) -> {
                TenantCensus.Count other = Objects.requireNonNull(bare.tables().get(table));
                assertEquals(count.rows(), other.rows());
                assertEquals(0, other.byKey().size());
            });
            practice.live("delete from practice.events where firm_id = 1");
            TenantCensus.Change events = of(
                    TenantCensus.take(session, Practice.mapping(), Practice.FIRM, 10)
                            .since(bare),
                    "events");
            assertEquals(whole.rows(Practice.table("events")), events.gone());
            assertEquals(List.of(), events.examples());
        }
    }

    private static TenantCensus census(Login database) throws BackstayException, InterruptedException, SQLException {
        try (Connection session = database.open("test")) {
            return TenantCensus.take(session, Practice.mapping(), Practice.FIRM);
        }
    }

    private static TenantCensus.Change of(List<TenantCensus.Change> changes, String table) {
        return changes.stream()
                .filter(change -> change.table().equals(Practice.table(table)))
                .findFirst()
                .orElseThrow();
    }

    /// Holds the census against the work tables, row digests included.
    private static void agrees(Login database, TenantMapping mapping, TenantId tenant, long seed) throws Exception {
        SortedMap<TableName, RowSet> found = new TreeMap<>();
        SortedMap<TableName, RowSet> counted = new TreeMap<>();
        try (Connection session = database.open("test")) {
            TenantCensus.take(session, mapping, tenant)
                    .tables()
                    .forEach((table, count) -> counted.put(table, count.rows()));
            try (FrozenSession frozen = FrozenSession.begin(session)) {
                Territory territory = Territory.read(session, mapping, tenant);
                TenantSet set = TenantSet.find(frozen.db(), territory, tenant, "s_");
                for (Table table : territory.owned()) {
                    String all = RowText.setOf(
                            frozen.db(), RowText.of(table, territory.mapping(), "t"), set.rows(table, "t"));
                    found.put(table.name(), frozen.db().one(all, RowText::read));
                }
            }
        }
        assertEquals(found, counted, () -> "seed " + seed + ", tenant " + tenant);
    }
}
