package io.backstay.incident.print.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

/// Arabic letters beside each other; the forms are those of The Unicode Standard, chapter 9.2.
final class JoinedTest {
    @Test
    void lettersTakeTheFormOfTheirPlace() {
        assertEquals("\uFEE3\uFEAE\uFEA3\uFE92\uFE8E", Joined.of("مرحبا"), "initial, final, initial, medial, final");
        assertEquals("\uFEE1", Joined.of("م"), "alone");
        assertEquals("x \uFEE1 \uFEE1", Joined.of("x م م"), "a space parts");
        assertEquals("\uFEE2\u0651", Joined.of("لم\u0651").substring(1), "marks do not part");
    }

    @Test
    void lamMeltsWithAlef() {
        assertEquals("\uFEFB", Joined.of("لا"));
        assertEquals("\uFE91\uFEFC", Joined.of("بلا"));
        assertEquals("\uFEF5", Joined.of("لآ"));
    }

    @Test
    void alefMaksuraIsALetterOfItsOwn() {
        assertEquals("\uFECB\uFEE0\uFEF0", Joined.of("على"), "initial, medial, final");
        assertEquals("\uFEF0", Joined.of("إلى").substring(2));
    }

    @Test
    void joinersJoinOrPartAndAreGone() {
        assertEquals("\uFEE3", Joined.of("م\u200D"));
        assertEquals("\uFEE3\uFBFD\uFEA5", Joined.of("می\u200Cخ"));
        assertEquals("\uD83D\uDC69\u200D\uD83D\uDC67", Joined.of("\uD83D\uDC69\u200D\uD83D\uDC67"), "not ours");
    }

    @Test
    void theLettersOfPersianAndUrduAreKnownAndThoseWithoutFormsAreNot() {
        assertTrue("مرحباپچژگکیٹڈڑںھہے".codePoints().noneMatch(Joined::isUnknown));
        assertTrue(Joined.isUnknown(0x075C));
        assertFalse(Joined.isUnknown('ש'));
    }

    @Test
    void joiningLosesNoLetter() {
        String text = "شركة النور للتجارة والخدمات المحدودة ١٢, دبي الإمارات";
        assertEquals(text, Normalizer.normalize(Joined.of(text), Normalizer.Form.NFKC));
        assertEquals("Zoë 小林", Joined.of("Zoë 小林"));
    }
}
