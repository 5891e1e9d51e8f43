package io.backstay.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlAndCsvTest {
    @Test
    void plainYamlIsRead() throws Exception {
        Fields fields = parse("""
                # a comment
                id: daily
                keep: P7D
                count: 24
                flag: true
                no: no
                rules:
                  - {rule: rpo, atMost: PT24H}
                  - text: >-
                      two
                      lines
                """).fields();
        assertEquals("daily", fields.text("id"));
        assertEquals(24, fields.required("count").whole());
        assertTrue(fields.required("flag").bool());
        assertEquals("no", fields.text("no"));
        Value second = fields.items("rules").get(1);
        assertEquals("two lines", second.fields().text("text"));
        assertEquals("rules[1]", second.place().path());
        assertEquals(9, second.place().line());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                                  | the document is empty
            a: 1\\na: 2                         | line 2
            a: 1\\n---\\nb: 2                   | only one document is allowed
            a: &x 1\\nb: *x                     | anchors and aliases are not allowed
            a: &x {b: 1}                        | anchors and aliases are not allowed
            a: *x                               | line 1
            a: !!java.net.URL [x]               | tags are not allowed
            a: !custom x                        | tags are not allowed
            a: [1, 2                            | line
            a:\\tb                              | line 1
            a: 1\\n\\tb: 2                      | cannot start any token
            """)
    void fancyOrBrokenYamlIsRefused(String text, String expected) {
        BackstayException e = assertThrows(BackstayException.class, () -> parse(text.translateEscapes()));
        assertTrue(e.failure().message().startsWith("it, line "), e.failure().message());
        assertTrue(e.failure().message().contains(expected), e.failure().message());
    }

    @Test
    void yamlKeepsTheLimits() {
        refused("[".repeat(33) + "]".repeat(33), "a limit is exceeded");
        byte[] large = new byte[Math.toIntExact(Yaml.DOCUMENT_MAX.bytes()) + 1];
        Arrays.fill(large, (byte) ' ');
        var e = assertThrows(BackstayException.class, () -> Yaml.parse("it", large));
        assertTrue(e.failure() instanceof Failure.TooLarge, e.failure().message());
        var notUtf8 = assertThrows(BackstayException.class, () -> Yaml.parse("it", new byte[] {'a', ':', (byte) 0xE4}));
        assertTrue(
                notUtf8.failure().message().contains("not UTF-8"),
                notUtf8.failure().message());
    }

    @Test
    void noCellBecomesAFormula() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var csv = new Csv(bytes, List.of("id", "note"))) {
            csv.row(List.of("1", "=1+1"));
            csv.row(List.of("2", "+x"));
            csv.row(List.of("3", "-2"));
            csv.row(List.of("4", "@SUM(A1)"));
            csv.row(List.of("5", "\t=1"));
            csv.row(List.of("6", "\r=1"));
            csv.row(List.of("7", "\uFF1D1"));
            csv.row(List.of("8", "say \"hi\",\nü"));
            csv.row(Arrays.asList(null, ""));
            assertThrows(IllegalArgumentException.class, () -> csv.row(List.of("1")));
        }
        String expected = """
                "id","note"
                "1","'=1+1"
                "2","'+x"
                "3","'-2"
                "4","'@SUM(A1)"
                "5","'\t=1"
                """.replace("\n", "\r\n")
                + "\"6\",\"'\r=1\"\r\n\"7\",\"'\uFF1D1\"\r\n\"8\",\"say \"\"hi\"\",\nü\"\r\n,\"\"\r\n";
        assertArrayEquals(expected.getBytes(StandardCharsets.UTF_8), bytes.toByteArray());
    }

    private static Value parse(String text) throws BackstayException {
        return Yaml.parse("it", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String text, String expected) {
        BackstayException e = assertThrows(BackstayException.class, () -> parse(text));
        assertTrue(e.failure().message().contains(expected), e.failure().message());
    }
}
