package io.backstay.codec.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class FormulaTest {
    private static final String LETTERS = "'=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20a ";

    @Test
    void aGuardIsTakenBackExactly() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(6); n > 0; n--) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            String before = text.toString();
            String guarded = Formula.guarded(before);
            assertEquals(before, Formula.plain(guarded), () -> "seed " + seed + ": " + before);
            assertTrue(
                    guarded.isEmpty() || "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".indexOf(guarded.charAt(0)) < 0,
                    () -> "seed " + seed + ": " + before);
        }
    }

    @Test
    void whatNobodyCalculatesStaysAsItIs() {
        for (String plain : new String[] {"", "'", "'a", "a=1", " =1", "1-2"}) {
            assertEquals(plain, Formula.guarded(plain));
            assertEquals(plain, Formula.plain(plain));
            assertFalse(Formula.mayCalculate(plain));
        }
        assertEquals("''=1", Formula.guarded("'=1"));
        assertEquals("=1", Formula.plain("=1"), "a spreadsheet may have taken the apostrophe away");
    }
}
