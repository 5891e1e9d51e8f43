package io.backstay.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonTest {
    @TempDir
    Path folder;

    enum Colour {
        LIGHT_RED
    }

    record Inner(Instant at, @Nullable Duration lag) {}

    record Outer(AssetId id, int count, boolean done, Colour colour, List<Inner> inner, Map<String, Long> sizes) {}

    private static final Outer OUTER = new Outer(
            new AssetId("db"),
            7,
            true,
            Colour.LIGHT_RED,
            List.of(
                    new Inner(Instant.parse("2026-11-23T01:02:03.456789Z"), null),
                    new Inner(Instant.EPOCH, Duration.ofMinutes(90))),
            Map.of("rows", 12L));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                      | the document is empty
            {"a":1,"a":2}           | Duplicate
            {"a":{"b":1,"b":2}}     | Duplicate
            {"a":1} {}              | nothing may follow
            {"a":1}x                | Unrecognized token
            {"a":1,}                | line 1, column
            [1,2                    | line 1, column
            {'a':1}                 | line 1, column
            // no\\n{}              | line 1, column
            {"a":01}                | Leading zeroes
            {"a":NaN}               | NaN
            {"a":"\\u00"}           | line 1, column
            """)
    void brokenTextIsRefusedWithItsPlace(String text, String expected) {
        BackstayException e = assertThrows(BackstayException.class, () -> Json.parse("it", text));
        assertTrue(e.failure().message().contains(expected), e.failure().message());
        assertTrue(
                e.failure().message().startsWith("it, line 1, column "),
                e.failure().message());
        assertFalse(e.failure().message().contains("\n"), e.failure().message());
    }

    @Test
    void everyLimitIsKept() throws Exception {
        Json.parse("it", "[".repeat(Json.DEPTH_MAX) + "]".repeat(Json.DEPTH_MAX));
        refused("[".repeat(Json.DEPTH_MAX + 1) + "]".repeat(Json.DEPTH_MAX + 1), "a limit is exceeded");
        Json.parse("it", '"' + "x".repeat(Json.STRING_CHARS_MAX) + '"');
        refused('"' + "x".repeat(Json.STRING_CHARS_MAX + 100_000) + '"', "a limit is exceeded");
        refused("{\"" + "k".repeat(70_000) + "\":1}", "a limit is exceeded");
        refused("1".repeat(101), "a limit is exceeded");
    }

    @Test
    void aDocumentOverItsSizeIsRefusedInEveryWayOfReading() throws Exception {
        Path file = folder.resolve("large.json");
        Files.writeString(file, "[" + " ".repeat(1000) + "]");
        var limit = new ByteSize(500);
        assertTooLarge(assertThrows(BackstayException.class, () -> Json.read(file, limit)));
        Files.writeString(file, "{\"a\":[1" + ",1".repeat(20_000) + "]}");
        assertTooLarge(assertThrows(BackstayException.class, () -> {
            try (JsonStream stream = Json.stream(file, limit)) {
                stream.nextMember();
                stream.skip();
                stream.nextMember();
            }
        }));
        byte[] huge = new byte[Math.toIntExact(Json.DOCUMENT_MAX.bytes()) + 1];
        assertTooLarge(assertThrows(BackstayException.class, () -> Json.parse("it", huge)));
    }

    @Test
    void aMissingFileAndAFolderAreNamed() {
        var missing = assertThrows(BackstayException.class, () -> Json.read(folder.resolve("none.json")));
        assertTrue(
                missing.failure() instanceof Failure.NotFound, missing.failure().message());
        var dir = assertThrows(BackstayException.class, () -> Json.read(folder));
        assertTrue(
                dir.failure().message().contains("cannot be read"),
                dir.failure().message());
    }

    @Test
    void aRecordComesBackAsItWasWritten() throws Exception {
        assertEquals(OUTER, Json.bind(Json.parse("it", Json.compact(OUTER)), Outer.class));
        assertEquals(OUTER, Json.bind(Json.parse("it", Json.pretty(OUTER)), Outer.class));
        Path file = folder.resolve("deep/outer.json");
        Json.write(file, OUTER);
        assertEquals(OUTER, Json.read(file, Outer.class));
        assertTrue(Files.readString(file).endsWith("}\n"));
        try (var left = Files.list(file.getParent())) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void recordsAreWrittenTheWayPeopleReadThem() {
        assertEquals(
                "{\"id\":\"db\",\"count\":7,\"done\":true,\"colour\":\"light-red\","
                        + "\"inner\":[{\"at\":\"2026-11-23T01:02:03.456789Z\"},"
                        + "{\"at\":\"1970-01-01T00:00:00Z\",\"lag\":\"PT1H30M\"}],\"sizes\":{\"rows\":12}}",
                Json.compact(OUTER));
        assertEquals("{\n  \"a\": [\n    1\n  ]\n}", Json.pretty(Map.of("a", List.of(1))));
        assertEquals("\"P30D\"", Json.compact(Duration.ofDays(30)));
        var map = new HashMap<String, @Nullable Object>();
        map.put("gone", null);
        assertEquals("{\"gone\":null}", Json.compact(map));
        assertThrows(IllegalArgumentException.class, () -> Json.compact(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Json.compact(new Object()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "id":"db"      | "id":5            | line 1, column 7, at id: expected text, found a number
            "id":"db"      | "id":" "          | at id: an id has 1 to 512 characters
            "id":"db",     |                   | 'id' is missing
            "count":7      | "count":7.5       | at count: expected a whole number, found 7.5
            "count":7      | "count":9999999999 | at count: 9999999999 is too large
            "count":7      | "count":null      | 'count' is missing
            "done":true    | "done":"true"     | at done: expected true or false, found text
            light-red      | LIGHT_RED         | must be one of light-red
            "lag":"PT1H30M" | "lag":"1 h"      | at inner[1].lag: expected a duration
            "lag":"PT1H30M" | "lag":"-PT1S"    | at inner[1].lag: the duration -PT1S is not between
            1970-01-01T00  | 1970-01-01 00     | at inner[1].at: expected an instant
            1970-01-01T00  | +99999-01-01T00   | at inner[1].at: the year
            "lag":         | "leg":            | at inner[1].leg: unknown field 'leg'
            "rows":12      | "rows":{}         | at sizes.rows: expected a whole number, found an object
            """)
    void whatDoesNotFitTheRecordIsRefusedAtItsPlace(String from, @Nullable String to, String expected) {
        String text = Json.compact(OUTER).replace(from, to == null ? "" : to);
        BackstayException e =
                assertThrows(BackstayException.class, () -> Json.bind(Json.parse("it", text), Outer.class));
        assertTrue(e.failure().message().contains(expected), e.failure().message());
    }

    @Test
    void aLargeDocumentIsReadElementByElement() throws Exception {
        byte[] text = "{\"skip\":{\"deep\":[1,{}]},\"items\":[{\"n\":1},{\"n\":2}],\"last\":true}"
                .getBytes(StandardCharsets.UTF_8);
        List<Long> seen = new ArrayList<>();
        try (JsonStream stream = Json.stream("it", new ByteArrayInputStream(text), new ByteSize(1000))) {
            assertEquals("skip", stream.nextMember());
            stream.skip();
            assertEquals("items", stream.nextMember());
            stream.eachItem(item -> {
                assertEquals("items[" + seen.size() + "]", item.place().path());
                seen.add(item.fields().required("n").whole());
            });
            assertEquals("last", stream.nextMember());
            assertTrue(stream.value().bool());
            assertNull(stream.nextMember());
        }
        assertEquals(List.of(1L, 2L), seen);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                     | empty
            []                     | expected an object at the top
            {"a":[1],"a":[2]}      | Duplicate
            {"a":[{"b":1,"b":2}]}  | at a[0]
            {"a":[1]} 2            | nothing may follow
            {"a":[1                | line 1, column
            {"a":7}                | at a: expected a list, found a number
            """)
    void aBrokenLargeDocumentIsRefusedWithItsPlace(String text, String expected) {
        BackstayException e = assertThrows(BackstayException.class, () -> {
            var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            try (JsonStream stream = Json.stream("it", in, new ByteSize(1000))) {
                while (stream.nextMember() != null) {
                    stream.eachItem(_ -> {});
                }
            }
        });
        assertTrue(e.failure().message().contains(expected), e.failure().message());
    }

    @Test
    void aFileThatCannotBeCompletedIsLeftAsItWas() throws Exception {
        Path file = folder.resolve("kept.json");
        Files.writeString(file, "before");
        var e = assertThrows(
                BackstayException.class,
                () -> WholeFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("no room");
                }));
        assertTrue(e.failure().message().contains("no room"), e.failure().message());
        assertEquals("before", Files.readString(file));
        try (var left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    private static void refused(String text, String expected) {
        BackstayException e = assertThrows(BackstayException.class, () -> Json.parse("it", text));
        assertTrue(e.failure().message().contains(expected), e.failure().message());
    }

    private static void assertTooLarge(BackstayException e) {
        assertTrue(e.failure() instanceof Failure.TooLarge, e.failure().message());
    }
}
