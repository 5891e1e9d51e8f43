package io.backstay.connect.s3.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectKeysTest {
    private static final String ALPHABET = "aZ0-._~/\\%+ !'()*;:@&=$,?#[]äß€😀\u0000\u001f\u007f\u2028.%2e";
    private static final int TRIES = 20_000;

    @Test
    void onlyUnreservedCharactersStayPlain() {
        assertEquals("a/Z0-._~%20%2B%21%27%28%29%2A%25%C3%BC", ObjectKeys.encoded("a/Z0-._~ +!'()*%ü"));
        assertEquals("a%2Fb", ObjectKeys.encodedValue("a/b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/..", "../a", "a/./b", ".", "a/%2E%2e", "a\\..", "a%5c..", "a%2f..%2fb", ""})
    void namesThatAreResolvedAwaySomewhereAreRefused(String key) {
        assertNotNull(ObjectKeys.refusal(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", "a/...", "a/.b", "..a/b", "a//b", "/", "%", "%2", "%zz"})
    void namesThatOnlyLookSimilarAreTaken(String key) {
        assertNull(ObjectKeys.refusal(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "a%zz", "%ff", "%C3"})
    void whatIsNotProperlyEncodedIsNotDecoded(String encoded) {
        assertThrows(IllegalArgumentException.class, () -> ObjectKeys.decoded(encoded));
    }

    @Test
    void everyNameThatIsTakenGoesOutExactlyAsWrittenAndComesBack() {
        long seed = 20261123;
        Random random = new Random(seed);
        int[] letters = ALPHABET.codePoints().toArray();
        Endpoint here = new Endpoint("http", "127.0.0.1", 9);
        int taken = 0;
        for (int i = 0; i < TRIES; i++) {
            StringBuilder built = new StringBuilder();
            for (int n = 1 + random.nextInt(12); n > 0; n--) {
                built.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            String key = built.toString();
            if (ObjectKeys.refusal(key) != null) {
                continue;
            }
            taken++;
            String path = "/bucket/" + ObjectKeys.encoded(key);
            HttpCall call = new HttpCall("GET", here, path, "", Map.of(), HttpBody.NONE);
            assertEquals(path, call.path(), "seed " + seed + " key " + key);
            assertEquals(key, ObjectKeys.decoded(ObjectKeys.encoded(key)), "seed " + seed);
        }
        assertTrue(taken > TRIES / 2, "only " + taken + " names were taken");
    }

    @Test
    void theOrderIsThatOfBytes() {
        assertTrue("\uffee".compareTo("😀") > 0);
        assertTrue(ObjectKeys.compare("\uffee", "😀") < 0);
        assertEquals(0, ObjectKeys.compare("ü", "ü"));
        assertTrue(ObjectKeys.compare("a", "a/") < 0);
        assertEquals(4, "😀".getBytes(StandardCharsets.UTF_8).length);
    }
}
