package io.backstay.incident.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProseTest {
    private static final List<String> BITS = List.of(
            "{{",
            "}}",
            "{",
            "}",
            "rows",
            "-",
            "a1",
            "A",
            " ",
            "\n",
            "{{rows-restored}}",
            "\u202e",
            "{{ rows }}",
            "\ud83d");

    @Test
    void factsStandWhereTheyAreNamed() {
        assertEquals(
                List.of(
                        new Prose.Words("We brought back "),
                        new Prose.Reference("rows-restored"),
                        new Prose.Words(".")),
                Prose.of("We brought back {{rows-restored}}.").pieces());
    }

    @Test
    void bracesAroundAnythingElseAreWords() {
        for (String text : List.of("{{Rows}}", "{{ rows }}", "{{}}", "{{1a}}", "{{" + "a".repeat(65) + "}}")) {
            assertEquals(List.of(new Prose.Words(text)), Prose.of(text).pieces(), text);
        }
    }

    @Test
    void everyTextIsReadAndWrittenBackAsItWas() {
        long seed = 20261126;
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            var text = new StringBuilder();
            for (int bit = random.nextInt(12); bit > 0; bit--) {
                text.append(BITS.get(random.nextInt(BITS.size())));
            }
            assertEquals(text.toString(), Prose.of(text.toString()).text(), "seed " + seed + ", round " + round);
        }
    }

    @Test
    void aFactIsRefusedUnderAnIdThatNoProseCanName() {
        assertThrows(IllegalArgumentException.class, () -> new Fact("Rows", "412 rows", "the record"));
    }
}
