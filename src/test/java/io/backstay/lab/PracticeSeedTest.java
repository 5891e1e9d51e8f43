package io.backstay.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Progress;
import io.backstay.lab.seed.PracticeSeed;
import io.backstay.lab.seed.PracticeSize;
import io.backstay.lab.story.ObjectSink;
import io.backstay.seal.Digest;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PracticeSeedTest {
    private static final long SEED = 20261101;

    @Test
    void theSameSeedGivesTheSameRowsAndTheSameBytes() throws Exception {
        var one = new KeptObjects();
        var two = new KeptObjects();
        assertEquals(seeded(SEED, one), seeded(SEED, two), "seed " + SEED);
        assertEquals(one.objects.keySet(), two.objects.keySet());
        one.objects.forEach(
                (key, bytes) -> assertEquals(hash(bytes), hash(two.objects.getOrDefault(key, new byte[0])), key));
    }

    @Test
    void anotherSeedGivesOtherRows() throws Exception {
        Map<String, String> one = seeded(SEED, new KeptObjects());
        Map<String, String> two = seeded(SEED + 1, new KeptObjects());
        for (String table : List.of("clients", "jobs", "invoices", "payments", "messages", "documents", "users")) {
            assertNotEquals(one.get("practice." + table), two.get("practice." + table), table);
        }
    }

    @Test
    void everyForeignKeyHoldsAlthoughSeedingDidNotCheckThem() throws Exception {
        var database = PracticeDatabase.empty();
        try (Connection root = database.superuser()) {
            new PracticeSeed(SEED, PracticeSize.SMALL).fill(root, new KeptObjects(), Progress.NONE);
            assertEquals(List.of(), PracticeTables.brokenForeignKeys(root));
            root.createStatement().execute("set session_replication_role = replica");
            root.createStatement().execute("delete from practice.payments where id = 7");
            assertTrue(PracticeTables.brokenForeignKeys(root).getFirst().startsWith("invoices_settled_by_fkey: 1"));
        }
    }

    @Test
    void theMoneyAddsUpAndEveryTableHasRows() throws Exception {
        var database = PracticeDatabase.empty();
        try (Connection root = database.superuser()) {
            new PracticeSeed(SEED, PracticeSize.SMALL).fill(root, new KeptObjects(), Progress.NONE);
            assertEquals(
                    "0",
                    PracticeTables.one(
                            root,
                            "select count(*) from practice.invoices i where status <> 'draft' and net_amount <>"
                                    + " (select sum(amount) from practice.invoice_lines where invoice_id = i.id)"));
            assertEquals(
                    "0",
                    PracticeTables.one(
                            root,
                            "select count(*) from practice.invoices i join practice.payments p on p.id = i.settled_by"
                                    + " where p.amount <> i.gross_amount or p.invoice_id <> i.id"));
            PracticeTables.counts(root).forEach((table, rows) -> assertNotEquals("0", rows, table));
            assertEquals("1800", PracticeTables.counts(root).get("practice.clients"));
            assertEquals(
                    "0", PracticeTables.one(root, "select count(*) from only practice.audit_log_rest"), "by month");
        }
    }

    @Test
    void documentsAndBytesPairAndLieUnderTheirFirmsPrefix() throws Exception {
        var database = PracticeDatabase.empty();
        var objects = new KeptObjects();
        try (Connection root = database.superuser()) {
            new PracticeSeed(SEED, PracticeSize.SMALL).fill(root, objects, Progress.NONE);
            List<String> rows = PracticeTables.column(
                    root,
                    "select object_key || ' ' || encode(sha256, 'hex') || ' ' || size_bytes from practice.documents");
            List<String> bytes = objects.objects.entrySet().stream()
                    .map(e -> e.getKey() + " " + hash(e.getValue()) + " " + e.getValue().length)
                    .toList();
            assertEquals(
                    rows.stream().sorted().toList(), bytes.stream().sorted().toList());
            assertEquals(6 * 15, rows.size());
        }
    }

    @Test
    void aCancelledSeedLeavesNothing() throws Exception {
        var database = PracticeDatabase.empty();
        try (Connection root = database.superuser()) {
            var seed = new PracticeSeed(SEED, PracticeSize.SMALL);
            Progress cancels = new Progress() {
                @Override
                public void step(String name) {}

                @Override
                public void advance(long done, long total) {
                    if (done == 3) {
                        Thread.currentThread().interrupt();
                    }
                }
            };
            assertThrows(InterruptedException.class, () -> seed.fill(root, new KeptObjects(), cancels));
            PracticeTables.counts(root).forEach((table, rows) -> assertEquals("0", rows, table));
            seed.fill(root, new KeptObjects(), Progress.NONE);
        }
    }

    private static Map<String, String> seeded(long seed, ObjectSink objects) throws Exception {
        var database = PracticeDatabase.empty();
        try (Connection root = database.superuser()) {
            new PracticeSeed(seed, PracticeSize.SMALL).fill(root, objects, Progress.NONE);
            return PracticeTables.digests(root);
        }
    }

    private static String hash(byte[] bytes) {
        return Digest.hex(bytes);
    }
}
