package io.backstay.incident.print.type;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.openhtmltopdf.bidi.BidiSplitter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines as they are seen from left to right, letter by letter.
final class ReadingOrderTest {
    /// What is seen, with every piece from right to left between bars.
    private static String seen(String paragraph) {
        var order = new ReadingOrder();
        order.setParagraph(paragraph, BidiSplitter.LTR);
        var line = new StringBuilder();
        int at = 0;
        for (int i = 0; i < order.countTextRuns(); i++) {
            var run = order.getVisualRun(i);
            assertEquals(at, run.getStart(), "no letter is left out or twice");
            at += run.getLength();
            String piece = paragraph.substring(run.getStart(), at);
            line.append(
                    run.getDirection() == BidiSplitter.RTL
                            ? "|" + new ReadingOrder().reorderRTLTextToLTR(piece) + "|"
                            : piece);
        }
        assertEquals(paragraph.length(), at, "no letter is left out");
        return line.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain text (2);plain text (2)",
                "Firm אבג was;Firm |גבא| was",
                "Firm אבג דהו was;Firm |והד גבא| was",
                "Firm אבג (2) was;Firm |(2) גבא| was",
                "Firm אבג (x) was;Firm |גבא| (x) was",
                "Firm (אבג) was;Firm (|גבא|) was",
                "Firm אבג (דה) was;Firm |(הד) גבא| was",
                "Firm אבג 12 rows;Firm |גבא| 12 rows",
                "Firm אבג, lost;Firm |גבא|, lost",
                "Firm אב\"ג lost;Firm |ג\"בא| lost",
                "אבג 3,000.50 דה;|הד 3,000.50 גבא|",
                "אבג12 in it;|12גבא| in it",
                "אבגדהוזטיכ Backstay (x) (12) [ח].;|.[ח] (12) Backstay (x) כיטזוהדגבא|",
                "אבג (דה;|הד) גבא|",
                "Firm אבג ) was;Firm |גבא| ) was",
                "Firm \u0645\u0661\u0662 was;Firm |\u0661\u0662\u0645| was",
                "a אב b גד c;a |בא| b |דג| c",
            })
    void namesStandInTheirOwnOrderWithTheirBracketsAndDigits(String text, String expected) {
        assertEquals(expected, seen(text));
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "א", "('('", "אב)"})
    void oddTextsAreWhole(String text) {
        assertEquals(text.length(), seen(text).replace("|", "").length());
    }
}
