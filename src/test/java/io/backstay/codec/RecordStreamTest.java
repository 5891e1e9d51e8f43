package io.backstay.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.PointId;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records read straight from the parser, beside the same read as trees first.
final class RecordStreamTest {
    private static final ByteSize LIMIT = new ByteSize(1 << 20);

    enum Colour {
        RED,
        LIGHT_RED
    }

    record Item(
            PointId id,
            Colour colour,
            Instant at,
            @Nullable Instant later,
            @Nullable Boolean done,
            @Nullable ByteSize size,
            List<String> words,
            @Nullable Duration lag,
            @Nullable Inner inner) {
        Item {
            if (later != null && later.isBefore(at)) {
                throw new IllegalArgumentException("'later' is earlier");
            }
        }
    }

    record Inner(String name, int count) {}

    private static final String WHOLE = "{\"id\":\"p-1\",\"colour\":\"light-red\",\"at\":\"2026-02-28T23:59:59Z\","
            + "\"later\":\"2026-11-23T02:00:00.125Z\",\"done\":true,\"size\":12,\"words\":[\"a\",\"b\"],"
            + "\"lag\":\"PT5M\",\"inner\":{\"name\":\"n\",\"count\":3}}";

    /// Characters are struck out, doubled and replaced; most of what comes of it is wrong in one place.
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatTheOneWayTakesOrRefusesTheOtherDoesInTheSameWords(long seed) {
        var random = new SplittableRandom(seed);
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            var text = new StringBuilder(WHOLE);
            for (int change = random.nextInt(1, 3); change > 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, text.charAt(at));
                    case 2 -> text.setCharAt(at, "0129\",:{}[]nTZ.-".charAt(random.nextInt(16)));
                    default -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
                }
            }
            String list = "{\"items\":[" + text + "]}";
            String slow = read(list, false);
            String fast = read(list, true);
            String where = "seed " + seed + ": " + text;
            if (slow.startsWith("refused") && fast.startsWith("refused")) {
                assertTrue(fast.startsWith("refused: it, line 1, column "), () -> where + " " + fast);
            } else {
                assertEquals(slow, fast, where);
                taken++;
            }
        }
        assertTrue(taken > 15, "seed " + seed + ": only " + taken + " were taken");
    }

    @Test
    void oneMistakeIsRefusedInTheSameWords() {
        List<List<String>> mistakes = List.of(
                List.of("\"p-1\"", "\" \""),
                List.of("\"p-1\"", "7"),
                List.of("light-red", "blue"),
                List.of("\"light-red\"", "null"),
                List.of("2026-02-28T", "2026-02-29T"),
                List.of("\"2026-02-28T23:59:59Z\"", "\"tomorrow\""),
                List.of("2026-11-23", "2025-11-23"),
                List.of("true", "\"true\""),
                List.of("12", "-12"),
                List.of("12", "12.5"),
                List.of("12", "99999999999999999999"),
                List.of("[\"a\",\"b\"]", "\"a\""),
                List.of("\"b\"]", "2]"),
                List.of("PT5M", "5 minutes"),
                List.of("\"count\":3", "\"count\":3,\"more\":1"),
                List.of("\"lag\"", "\"lug\""),
                List.of("\"id\":\"p-1\",", ""));
        for (List<String> mistake : mistakes) {
            String text = "{\"items\":[" + WHOLE + "," + WHOLE.replace(mistake.getFirst(), mistake.getLast()) + "]}";
            String slow = read(text, false);
            assertTrue(slow.startsWith("refused: it, line 1, column "), slow);
            assertEquals(slow, read(text, true));
        }
    }

    @Test
    void aFieldThatAppearsTwiceIsRefused() {
        String text = "{\"items\":[" + WHOLE.replace("\"size\":12", "\"size\":12,\"size\":13") + "]}";
        assertTrue(read(text, true).startsWith("refused"), read(text, true));
        assertTrue(read(text, true).contains("size"), read(text, true));
    }

    @Test
    void everyInstantIsReadAsTheJdkReadsIt() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            long second = random.nextLong(Value.EARLIEST.getEpochSecond(), Value.LATEST.getEpochSecond());
            long nanos = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000);
            String text =
                    Instant.ofEpochSecond(second, nanos - nanos % unit(random)).toString();
            assertEquals(Instant.parse(text), IsoInstant.read(text.toCharArray(), 0, text.length()), text);
        }
        for (String other : List.of(
                "",
                "Z",
                "2026-11-23T02:00:00+01:00",
                "2026-11-23T24:00:00Z",
                "2026-11-23T02:00:60Z",
                "2026-02-29T02:00:00Z",
                "2026-00-01T02:00:00Z",
                "0000-01-01T02:00:00Z",
                "2026-11-23T02:00:00.Z",
                "2026-11-23T02:00:00.1234567890Z",
                "2026-11-23T02:00:00,5Z",
                "2026-11-23t02:00:00Z",
                "+2026-1-23T02:00:00Z",
                "2026-11-23T02:0\u0661:00Z")) {
            assertNull(IsoInstant.read(other.toCharArray(), 0, other.length()), other);
        }
    }

    private static long unit(SplittableRandom random) {
        TimeUnit[] units = {TimeUnit.NANOSECONDS, TimeUnit.MICROSECONDS, TimeUnit.MILLISECONDS};
        return units[random.nextInt(units.length)].toNanos(1);
    }

    private static String read(String text, boolean fast) {
        List<Item> items = new ArrayList<>();
        try (JsonStream stream = Json.stream("it", new ByteArrayInputStream(text.getBytes(UTF_8)), LIMIT)) {
            while (stream.nextMember() != null) {
                if (fast) {
                    stream.eachRecord(Item.class, items::add);
                } else {
                    stream.eachItem(item -> items.add(Json.bind(item, Item.class)));
                }
            }
            return items.toString();
        } catch (BackstayException e) {
            return "refused: " + e.failure().message();
        }
    }
}
