package io.backstay.ui.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.ui.restore.found.LookBack;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookBackTest {
    @Test
    void tablesThatAreAsTheImportLeftThemAreCountedAndTheRestIsKept() {
        LookBack back = LookBack.of(List.of(
                "Firm: 1 row, exactly as the import left them.",
                "Jobs: 9 rows, 8 when the import ended; every row that came back is there (8).",
                "Invoices: 3,087 rows, exactly as the import left them.",
                "30,030 references of 34 foreign keys, 0 broken."));
        assertEquals("2 tables, each exactly as the import left it.", back.summary());
        assertEquals(2, back.asLeft().size());
        assertEquals(2, back.others().size());
        assertEquals("", LookBack.of(List.of("one", "two")).summary());
    }

    @Test
    void oneTableKeepsItsOwnSentence() {
        String line = "Firm: 1 row, exactly as the import left them.";
        assertEquals(line, LookBack.of(List.of(line)).summary());
    }
}
