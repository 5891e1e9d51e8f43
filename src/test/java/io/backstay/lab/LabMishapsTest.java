package io.backstay.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import io.backstay.fixture.TestPostgres;
import io.backstay.lab.story.Corruption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Wrong values in a real lab: who caused them knows each one, and only the one firm is struck.
class LabMishapsTest {
    private final Path folder = TestPostgres.folder("backstay-mishap-");

    @AfterEach
    void remove() throws Exception {
        Folders.remove(folder);
    }

    @Test
    void wrongValuesComeOverWeeksInManyTransactionsIntoOneFirmOnly() throws Exception {
        var spec = TestPostgres.lab(folder, 20_261_125L);
        var keys = new LabKeys(new SecureRandom(), new MemoryCredentials());
        try (Lab lab = Lab.up(spec, keys, InstantSource.system(), Progress.NONE)) {
            Corruption corruption = lab.mishaps().corrupt(Progress.NONE);
            assertEquals(30, corruption.values().size());
            Set<String> transactions = new HashSet<>();
            Set<Integer> weeks = new HashSet<>();
            Map<String, Corruption.WrongValue> newest = new HashMap<>();
            Map<String, Integer> position = new HashMap<>();
            for (int i = 0; i < corruption.values().size(); i++) {
                Corruption.WrongValue value = corruption.values().get(i);
                transactions.add(value.transactionId());
                weeks.add(value.week());
                assertFalse(value.after().isEmpty());
                String cell = value.table() + " " + value.id() + " " + value.column();
                newest.put(cell, value);
                position.put(cell, i);
            }
            assertEquals(30, transactions.size(), "each wrong value has a transaction of its own");
            assertEquals(Set.of(1, 2, 3, 4, 5), weeks);
            assertFalse(corruption.corrected().isEmpty());
            assertTrue(corruption.justBefore().isBefore(corruption.endedAt()));
            long firm = Long.parseLong(corruption.firm().id().value());
            try (Connection live = lab.site().reader().open("test");
                    Statement statement = live.createStatement()) {
                for (Map.Entry<String, Corruption.WrongValue> cell : newest.entrySet()) {
                    Corruption.WrongValue value = cell.getValue();
                    boolean corrected = corruption.corrected().contains(position.get(cell.getKey()));
                    try (ResultSet row =
                            statement.executeQuery("select coalesce(%s::text, ''), firm_id from %s where id = %d"
                                    .formatted(value.column(), value.table(), value.id()))) {
                        assertTrue(row.next(), cell::toString);
                        assertEquals(corrected ? value.before() : value.after(), row.getString(1), cell::toString);
                        assertEquals(firm, row.getLong(2), "another firm was struck");
                    }
                }
            }
        }
    }
}
