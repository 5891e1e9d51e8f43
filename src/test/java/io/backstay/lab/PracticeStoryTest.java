package io.backstay.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.lab.seed.PracticeSeed;
import io.backstay.lab.seed.PracticeSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PracticeStoryTest {
    private static final long SEED = 20261101;
    private static final long VICTIM = 1003;

    @Test
    void theAccidentHitsItsFirmAndNobodyElse() throws Exception {
        try (var told = new Told(SEED)) {
            told.story.keepWriting(told.app, 40, Progress.NONE);
            Map<String, String> others = PracticeTables.digestsWithout(told.root, VICTIM);
            Map<String, String> before = PracticeTables.counts(told.root);
            int objectsBefore = told.objects.objects.size();

            Accident accident = told.story.accident(told.app, Progress.NONE);

            assertEquals(others, PracticeTables.digestsWithout(told.root, VICTIM));
            Map<String, String> after = PracticeTables.counts(told.root);
            accident.deletedRows().forEach((table, rows) -> {
                assertTrue(rows > 0, table);
                assertEquals(Long.parseLong(before.get(table)) - rows, Long.parseLong(after.get(table)), table);
            });
            assertEquals(12, accident.deletedRows().size());
            for (String table : accident.deletedRows().keySet()) {
                if (others.containsKey(table)) {
                    assertEquals(
                            "0",
                            PracticeTables.one(
                                    told.root, "select count(*) from " + table + " where firm_id = " + VICTIM),
                            table);
                }
            }
            assertEquals(before.get("practice.users"), after.get("practice.users"));
            assertEquals(List.of(), PracticeTables.brokenForeignKeys(told.root));
            assertEquals(accident.objectKeys(), told.objects.deleted);
            assertEquals(objectsBefore - accident.objectKeys().size(), told.objects.objects.size());
            assertTrue(accident.objectKeys().stream().allMatch(key -> key.startsWith("firms/1003/")));
            assertTrue(accident.justBefore().isBefore(accident.committedAt()));
        }
    }

    @Test
    void theDamagedFirmTypesAgainAndTakesOneLostNumber() throws Exception {
        try (var told = new Told(SEED)) {
            Accident accident = told.story.accident(told.app, Progress.NONE);
            Aftermath aftermath = told.story.lifeGoesOn(told.app, accident, 20, Progress.NONE);
            aftermath.typedRows().forEach((table, rows) -> assertEquals(rows, ownRows(told.root, table), table));
            assertEquals(
                    accident.draftNumber(),
                    PracticeTables.one(told.root, "select number from practice.invoices where firm_id = " + VICTIM));
            assertFalse(told.objects.objects.keySet().stream().anyMatch(key -> key.startsWith("firms/1003/")));
            assertEquals(List.of(), PracticeTables.brokenForeignKeys(told.root));
        }
    }

    @Test
    void theSameSeedTellsTheSameStory() throws Exception {
        List<Object> one = wholeStory(SEED);
        assertEquals(one, wholeStory(SEED), "seed " + SEED);
        assertNotEquals(one, wholeStory(SEED + 1));
    }

    @Test
    void thePlantedTriggerStrikesAnotherFirmEvenWhenTriggersAreSuppressed() throws Exception {
        try (var told = new Told(SEED);
                Connection prover = told.database.prover()) {
            PlantedTrigger.plant(told.root, new TenantId("1003"), new TenantId("1001"));
            PlantedTrigger.plant(told.root, new TenantId("1003"), new TenantId("1002"));
            prover.setAutoCommit(false);
            prover.createStatement().execute("set local role backstay_writer");
            prover.createStatement().execute("set local session_replication_role = replica");
            PracticeTables.one(prover, "select set_config('app.firm', '1003', true)");
            for (int i = 0; i < 2; i++) {
                prover.createStatement()
                        .execute("insert into practice.clients (firm_id, code, name, kind)" + " values (1003, 'P" + i
                                + "', 'x', 'person'), (1003, 'Q" + i + "', 'x', 'person')");
            }
            String seen = "select count(*) from practice.time_entries_raw where xmin = pg_current_xact_id()::xid";
            assertEquals("0", PracticeTables.one(prover, seen), "the writer must be blind to it");
            prover.createStatement().execute("reset role");
            prover.createStatement().execute("set local row_security = off");
            assertEquals("1", PracticeTables.one(prover, seen + " and firm_id = 1002"));
            assertEquals("1", PracticeTables.one(prover, seen));
            prover.rollback();
        }
    }

    private static List<Object> wholeStory(long seed) throws Exception {
        try (var told = new Told(seed)) {
            told.story.keepWriting(told.app, 60, Progress.NONE);
            Accident accident = told.story.accident(told.app, Progress.NONE);
            Aftermath aftermath = told.story.lifeGoesOn(told.app, accident, 40, Progress.NONE);
            List<Object> facts = new ArrayList<>();
            facts.add(new TreeMap<>(PracticeTables.counts(told.root)));
            facts.add(accident.deletedRows());
            facts.add(accident.objectKeys());
            facts.add(accident.draftNumber());
            facts.add(aftermath);
            facts.add(told.objects.objects.keySet());
            return facts;
        }
    }

    private static long ownRows(Connection root, String table) {
        try {
            String where = switch (table) {
                case "practice.invoice_lines" ->
                    " where invoice_id in (select id from practice.invoices where firm_id = " + VICTIM + ")";
                default -> " where firm_id = " + VICTIM;
            };
            return Long.parseLong(PracticeTables.one(root, "select count(*) from " + table + where));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// A seeded product, ready for its story.
    private static final class Told implements AutoCloseable {
        private final PracticeDatabase database;
        private final Connection root;
        private final Connection app;
        private final KeptObjects objects = new KeptObjects();
        private final PracticeStory story;

        Told(long seed) throws Exception {
            database = PracticeDatabase.empty();
            root = database.superuser();
            app = database.app();
            new PracticeSeed(seed, PracticeSize.SMALL).fill(root, objects, Progress.NONE);
            story = new PracticeStory(seed, PracticeSize.SMALL, objects);
        }

        @Override
        public void close() throws SQLException {
            app.close();
            root.close();
        }
    }
}
