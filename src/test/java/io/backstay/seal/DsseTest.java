package io.backstay.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Envelopes after DSSE 1.0.2.
class DsseTest {
    private final Ed25519.Made made = Ed25519.make("mira", new SplittableRandom(1));
    private final Signer signer = Ed25519.signer("mira", made.seed());

    @Test
    void theSignedBytesAreThoseOfTheSpecificationsExample() {
        assertEquals(
                "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
                new String(Dsse.encoded("http://example.com/HelloWorld", "hello world".getBytes(UTF_8)), UTF_8));
    }

    @Test
    void whatWasSignedIsReadBackAndVerified() throws Exception {
        Dsse written = Dsse.sign("a/b", "hello".getBytes(UTF_8), signer);
        Dsse read = Dsse.parse("an envelope", written.bytes());
        assertArrayEquals("hello".getBytes(UTF_8), read.payload());
        assertEquals(List.of(made.key()), read.signers(List.of(made.key())));
        assertArrayEquals(written.bytes(), read.bytes());
    }

    @Test
    void aPayloadCannotBeTakenForOneOfAnotherType() throws Exception {
        String text =
                new String(Dsse.sign("a/b", "hello".getBytes(UTF_8), signer).bytes(), UTF_8);
        Dsse other = Dsse.parse("another", text.replace("\"a/b\"", "\"a/c\"").getBytes(UTF_8));
        assertEquals(List.of(), other.signers(List.of(made.key())));
    }

    @Test
    void whatIsNotExactlyOfTheFormIsRefused() {
        for (String text : List.of(
                "{}",
                "{\"payload\":\"aGVsbG8=\",\"payloadType\":\"a/b\",\"signatures\":[]}",
                "{\"payload\":\"aGVsbG8\",\"payloadType\":\"a/b\",\"signatures\":[{\"sig\":\"AA==\"}]}",
                "{\"payload\":\"aGVsbG9=\",\"payloadType\":\"a/b\",\"signatures\":[{\"sig\":\"AB==\"}]}",
                "{\"payload\":\"aGVsbG8=\",\"payloadType\":\"a/b\",\"signatures\":[{\"sig\":\"AA==\",\"x\":1}]}",
                "{\"payload\":\"aGVsbG8=\",\"payloadType\":\"a/b\",\"signatures\":[{\"sig\":\"AA==\"}],\"x\":1}")) {
            assertThrows(BackstayException.class, () -> Dsse.parse("a file", text.getBytes(UTF_8)), text);
        }
    }
}
