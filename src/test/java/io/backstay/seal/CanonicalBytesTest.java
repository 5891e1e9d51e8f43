package io.backstay.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.codec.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CanonicalBytesTest {
    record Plan(String tenant, Instant to, Duration lag, List<Integer> counts) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            { "b" : 1 , "a" : [ true , "x" ] }          | {"a":[true,"x"],"b":1}
            {}                                          | {}
            []                                          | []
            -0                                          | 0
            9007199254740991                            | 9007199254740991
            {"\\ud83d\\ude00":1,"\\ufb33":2,"z":3}      | {"z":3,"\ud83d\ude00":1,"\ufb33":2}
            {"a":{"d":1,"c":2},"A":0}                   | {"A":0,"a":{"c":2,"d":1}}
            """)
    void aDocumentHasOneForm(String text, String canonical) throws Exception {
        assertEquals(canonical, new String(CanonicalJson.bytes(Json.parse("it", text)), StandardCharsets.UTF_8));
    }

    @Test
    void charactersAreEscapedOnlyWhereTheyMustBe() throws Exception {
        assertForm("\"A/\u00e4\u2028\"", "\"\\u0041\\/\\u00e4\\u2028\"");
        assertForm(
                "\"\\u0000\\u001f\u007f\\b\\t\\n\\f\\r\\\"\\\\\"",
                "\"\\u0000\\u001F\\u007f\\b\\t\\u000a\\f\\r\\\"\\\\\"");
    }

    private static void assertForm(String canonical, String text) throws Exception {
        assertEquals(canonical, new String(CanonicalJson.bytes(Json.parse("it", text)), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.5
            1.0
            1e3
            null
            [null]
            9007199254740992
            -9007199254740992
            99999999999999999999
            "\\ud83d"
            "\\ude00\\ud83d"
            """)
    void whatTwoProgramsCouldWriteDifferentlyIsRefused(String text) throws Exception {
        var value = Json.parse("it", text);
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.bytes(value));
    }

    @Test
    void equalRecordsHaveEqualHashesAndDifferentOnesDoNot() {
        var plan = new Plan("firm-7", Instant.parse("2026-11-23T01:00:00Z"), Duration.ofMinutes(5), List.of(1, 2));
        assertEquals(
                "{\"counts\":[1,2],\"lag\":\"PT5M\",\"tenant\":\"firm-7\",\"to\":\"2026-11-23T01:00:00Z\"}",
                new String(CanonicalJson.bytes(plan), StandardCharsets.UTF_8));
        assertEquals(
                CanonicalJson.hash(plan),
                CanonicalJson.hash(Map.of(
                        "to", "2026-11-23T01:00:00Z", "tenant", "firm-7", "counts", List.of(1L, 2L), "lag", "PT5M")));
        assertNotEquals(
                CanonicalJson.hash(plan), CanonicalJson.hash(new Plan("firm-8", plan.to(), plan.lag(), plan.counts())));
    }

    @Test
    void theHashIsSha256() throws Exception {
        byte[] bytes = "abc".getBytes(StandardCharsets.UTF_8);
        String known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertEquals(known, Digest.hex(bytes));
        assertEquals(known, Digest.hex(new ByteArrayInputStream(bytes)));
    }

    static IntStream sizes() {
        return IntStream.rangeClosed(0, 70);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theGrowingTreeHasTheRootOfTheDefinition(int size) throws Exception {
        long seed = 20261123L + size;
        var random = new SplittableRandom(seed);
        List<byte[]> leaves = new ArrayList<>();
        var tree = new MerkleTree();
        for (int i = 0; i < size; i++) {
            byte[] leaf = new byte[random.nextInt(40)];
            random.nextBytes(leaf);
            leaves.add(leaf);
            tree.append(MerkleTree.leafHash(leaf));
        }
        assertEquals(size, tree.size());
        assertArrayEquals(defined(leaves), tree.root(), () -> "seed " + seed);
    }

    @Test
    void theRootOfNothingIsTheHashOfNothing() {
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                HexFormat.of().formatHex(new MerkleTree().root()));
    }

    /// RFC 6962 section 2.1 word for word: split at the largest power of two below the size.
    private static byte[] defined(List<byte[]> leaves) throws Exception {
        var sha = MessageDigest.getInstance("SHA-256");
        if (leaves.isEmpty()) {
            return sha.digest();
        }
        if (leaves.size() == 1) {
            sha.update((byte) 0);
            return sha.digest(leaves.getFirst());
        }
        int split = 1;
        while (split * 2 < leaves.size()) {
            split *= 2;
        }
        byte[] left = defined(leaves.subList(0, split));
        byte[] right = defined(leaves.subList(split, leaves.size()));
        sha.update((byte) 1);
        sha.update(left);
        return sha.digest(right);
    }
}
