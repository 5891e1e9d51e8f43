package io.backstay.incident.past;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A search sees the same text however it was typed.
final class FoldedTest {
    private static final int ROUNDS = 500;

    private static String plain(String text) {
        return Folded.of(text).plain();
    }

    @Test
    void accentsCaseWidthAndWhatDoesNotShowMakeNoDifference() {
        assertEquals("strasse", plain("STRAßE"));
        assertEquals("strasse", plain("Straße"));
        assertEquals("istanbul", plain("İstanbul"));
        assertEquals(plain("ΟΔΟΣ"), plain("οδος"));
        assertEquals("office", plain("ｏﬃｃｅ"));
        assertEquals("evil", plain("\u202Eev\u200Bil\u0007"));
        assertEquals("a b", plain("a\u00A0\t\n b"));
        assertEquals(plain("각"), plain("\u1100\u1161\u11A8"));
    }

    @Test
    void foldingIsTheSameForEveryUnicodeFormAndASecondTime() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        String letters = "aÄöÜßéŻ각Σς ﬃ𝒳İ漢ñ\u0301";
        int[] all = letters.codePoints().toArray();
        for (int round = 0; round < ROUNDS; round++) {
            var text = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                text.appendCodePoint(all[random.nextInt(all.length)]);
            }
            String once = plain(text.toString());
            String told = "seed " + seed + ": " + text;
            assertEquals(once, plain(once), told);
            for (Normalizer.Form form : Normalizer.Form.values()) {
                assertEquals(once, plain(Normalizer.normalize(text, form)), told);
            }
            assertEquals(once, plain(text.toString().toUpperCase(Locale.ROOT)), told);
        }
    }

    @Test
    void whatStandsAroundAPlaceIsTheOriginalAndNeverHalfACharacter() {
        String text = "𝒳".repeat(50) + "Überprüfung" + "𝒳".repeat(50);
        Folded folded = Folded.of(text);
        for (int aside = 0; aside < 20; aside++) {
            String around = folded.around(folded.plain().indexOf("uberprufung"), 11, aside);
            assertTrue(around.contains("Überprüfung".substring(0, 10)), around);
            assertTrue(around.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF), around);
        }
    }

    @Test
    void aHundredThousandCharactersAreFolded() {
        assertEquals(100_000, plain("É".repeat(100_000)).length());
    }
}
