package io.backstay.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.base.BackstayException;
import io.backstay.seal.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The quick reader of leaves and the reader of all of JSON never disagree.
final class LeafFormTest {
    private static final String[] PIECES = {
        "a",
        "Z9",
        " ",
        "\"",
        "\\",
        "\\u0041",
        "\n",
        "\t",
        "\u0000",
        "\u001f",
        "\u007f",
        "\u0085",
        "ü",
        "€",
        "😀",
        "\u2028",
        "/",
        "{",
        "}",
        ",",
        ":",
        "\",\"v\":2}",
        "\ufffd"
    };

    @Test
    void anEntryIsWrittenAsTheStandardSaysAndReadAsItWasWritten() throws Exception {
        for (long seed = 0; seed < 2_000; seed++) {
            AuditEntry entry = entry(new SplittableRandom(seed));
            byte[] leaf = CanonicalJson.bytes(entry);
            assertArrayEquals(leaf, LeafForm.bytes(entry), "seed " + seed);
            assertEquals(entry, LeafForm.read(leaf), "seed " + seed);
            assertEquals(entry, LogReader.entry(leaf), "seed " + seed);
            assertTrue(LogReader.isCanonical(leaf, entry), "seed " + seed);
        }
    }

    @Test
    void whatIsAlteredIsAnotherEntryOrNone() throws Exception {
        for (long seed = 0; seed < 4_000; seed++) {
            var random = new SplittableRandom(seed);
            byte[] leaf = altered(CanonicalJson.bytes(entry(random)), random);
            AuditEntry quick = LeafForm.read(leaf);
            AuditEntry slow = slow(leaf);
            assertEquals(slow, quick, () -> new String(leaf, StandardCharsets.UTF_8));
        }
        assertNull(LeafForm.read(new byte[0]));
        assertNull(LeafForm.read("{".getBytes(StandardCharsets.UTF_8)));
        assertNull(LeafForm.read("{\"act\":".getBytes(StandardCharsets.UTF_8)));
    }

    private static @Nullable AuditEntry slow(byte[] leaf) {
        try {
            AuditEntry entry = LogReader.entry(leaf);
            return Arrays.equals(leaf, CanonicalJson.bytes(entry)) ? entry : null;
        } catch (BackstayException | IllegalArgumentException _) {
            return null;
        }
    }

    private static byte[] altered(byte[] leaf, SplittableRandom random) {
        int at = random.nextInt(leaf.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(leaf, at);
            case 1 -> {
                byte[] other = new byte[leaf.length + 1];
                System.arraycopy(leaf, 0, other, 0, at);
                other[at] = (byte) random.nextInt(128);
                System.arraycopy(leaf, at, other, at + 1, leaf.length - at);
                yield other;
            }
            case 2 -> {
                byte[] other = leaf.clone();
                other[at] = (byte) random.nextInt(256);
                yield other;
            }
            default -> {
                byte[] other = leaf.clone();
                other[at] = (byte) "0123456789\"\\{},:abcdef ".charAt(random.nextInt(23));
                yield other;
            }
        };
    }

    private static AuditEntry entry(SplittableRandom random) {
        boolean old = random.nextInt(5) == 0;
        AuditEntry.Type type = List.of(AuditEntry.Type.values()).get(random.nextInt(3));
        boolean ended = type == AuditEntry.Type.OUTCOME;
        Map<String, String> detail = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            detail.put((random.nextBoolean() ? "Name" : "n") + i, text(random));
        }
        return new AuditEntry(
                old ? 1 : 2,
                old ? null : text(random),
                random.nextLong(1L << 53),
                Instant.ofEpochSecond(
                        random.nextLong(-60_000_000_000L, 250_000_000_000L),
                        1_000L * (random.nextBoolean() ? random.nextInt(1_000_000) : random.nextInt(1_000) * 1_000)),
                old ? null : Long.valueOf(random.nextLong(1L << 53)),
                old ? null : "%032x".formatted(random.nextLong(Long.MAX_VALUE)),
                text(random),
                old ? null : text(random),
                old ? null : random.nextBoolean() ? null : "%08x".formatted(random.nextInt(Integer.MAX_VALUE)),
                text(random),
                old ? null : maybe(random),
                type,
                text(random),
                text(random),
                maybe(random),
                old ? null : maybe(random),
                old ? null : maybe(random),
                ended ? Long.valueOf(random.nextLong(1L << 53)) : null,
                ended ? List.of(Outcome.values()).get(random.nextInt(4)) : null,
                detail,
                old ? null : text(random));
    }

    private static @Nullable String maybe(SplittableRandom random) {
        return random.nextBoolean() ? null : text(random);
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
