package io.backstay.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ed25519 keys, signatures, and notes that carry them.
final class SignaturesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Ed25519.Made ADA = Ed25519.make("ada.example/log", new SplittableRandom(1));
    private static final Ed25519.Made BEN = Ed25519.make("ben.example/approver", new SplittableRandom(2));

    /// RFC 8032 section 7.1: tests 1, 2, 3 and SHA(abc).
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60|\
            d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a|\
            -|\
            e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155\
            5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
            4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb|\
            3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c|\
            72|\
            92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
            085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
            c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7|\
            fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025|\
            af82|\
            6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac\
            18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
            833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42|\
            ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf|\
            ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
            2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f|\
            dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589\
            09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704
            """)
    void theVectorsOfTheStandardHold(String seed, String key, String message, String signature) throws Exception {
        byte[] bytes = HEX.parseHex(message == null ? "" : message);
        try (Secret secret = Secret.ofBytes(HEX.parseHex(seed))) {
            Signer signer = Ed25519.signer("rfc.example", secret);
            assertEquals(key, HEX.formatHex(signer.key().key()));
            assertEquals(signature, HEX.formatHex(signer.sign(bytes)));
            assertTrue(signer.key().verify(bytes, HEX.parseHex(signature)));
        }
    }

    @Test
    void everyOtherBitOfSignatureOrMessageIsRefused() throws Exception {
        byte[] message = "what was signed".getBytes(StandardCharsets.UTF_8);
        byte[] signature = Ed25519.signer("ada.example/log", ADA.seed()).sign(message);
        assertEquals(Ed25519.SIGNATURE_BYTES, signature.length);
        for (int bit = 0; bit < 8 * signature.length; bit++) {
            assertFalse(ADA.key().verify(message, flipped(signature, bit)), "bit " + bit);
        }
        for (int bit = 0; bit < 8 * message.length; bit++) {
            assertFalse(ADA.key().verify(flipped(message, bit), signature), "bit " + bit);
        }
        assertFalse(ADA.key().verify(message, new byte[63]));
        assertFalse(BEN.key().verify(message, signature));
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] other = bytes.clone();
        other[bit / 8] ^= (byte) (1 << bit % 8);
        return other;
    }

    @Test
    void aKeyIsReadAsItIsWritten() throws Exception {
        for (long seed = 0; seed < 50; seed++) {
            VerifierKey key = Ed25519.make("some.example/" + seed, new SplittableRandom(seed))
                    .key();
            assertEquals(key, VerifierKey.parse(key.encoded()));
            assertTrue(key.isNamed("some.example/" + seed, key.idHex()));
        }
    }

    @Test
    void anyOtherWayOfWritingAKeyIsRefused() throws Exception {
        String line = ADA.key().encoded();
        List<String> others = new ArrayList<>(List.of(
                "",
                "+",
                "++",
                line + " ",
                " " + line,
                line + "\n",
                line + "=",
                line.replaceFirst("ada", "eda"),
                line.replaceFirst("\\+.", "+"),
                line.toUpperCase(Locale.ROOT),
                "a".repeat(1000) + line));
        for (int i = 0; i < line.length(); i++) {
            others.add(line.substring(0, i) + (line.charAt(i) == 'b' ? 'c' : 'b') + line.substring(i + 1));
        }
        for (String other : others) {
            var e = assertThrows(BackstayException.class, () -> VerifierKey.parse(other), other);
            assertTrue(e.failure() instanceof Failure.BadInput, other);
        }
    }

    /// Points of order 1, 2, 4 and 8 with either sign, encodings of y not below 2^255 - 19, and a y that no point has.
    static Stream<String> weak() {
        BigInteger p = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
        Stream<BigInteger> low = Stream.of(
                        "0",
                        "1",
                        p.subtract(BigInteger.ONE).toString(16),
                        "5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826",
                        p.subtract(new BigInteger(
                                        "5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16))
                                .toString(16))
                .map(y -> new BigInteger(y, 16));
        Stream<BigInteger> twice = Stream.of(0, 1, 2, 18).map(more -> p.add(BigInteger.valueOf(more)));
        return Stream.concat(Stream.concat(low, twice), Stream.of(BigInteger.TWO))
                .flatMap(y -> Stream.of(y, y.setBit(255)))
                .map(SignaturesTest::littleEndian);
    }

    private static String littleEndian(BigInteger y) {
        byte[] bytes = new byte[VerifierKey.KEY_BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = y.shiftRight(8 * i).byteValue();
        }
        return HEX.formatHex(bytes);
    }

    @ParameterizedTest
    @MethodSource("weak")
    void aKeyThatLetsOneSignaturePassForManyMessagesIsRefused(String key) {
        String line = new VerifierKey("weak.example", HEX.parseHex(key)).encoded();
        var e = assertThrows(BackstayException.class, () -> VerifierKey.parse(line));
        assertTrue(
                e.failure().message().matches(".*(low order|canonical way|no point of the curve)\\."),
                e.failure().message());
    }

    @Test
    void aNoteIsReadAsItIsWrittenAndJudgedByTheKeysThatCount() throws Exception {
        SignedNote note = SignedNote.sign("one\n\ntwo ü\n", Ed25519.signer("ada.example/log", ADA.seed()))
                .cosigned(Ed25519.signer("ben.example/approver", BEN.seed()));
        SignedNote read = SignedNote.parse("it", note.bytes());
        assertEquals(note, read);
        assertArrayEquals(note.bytes(), read.bytes());
        assertEquals(
                List.of(ADA.key(), BEN.key()), judge(read, ADA.key(), BEN.key()).signers());
        assertEquals(List.of(BEN.key()), judge(read, BEN.key()).signers());
        assertEquals(List.of(), judge(read).signers());
        SignedNote other = SignedNote.parse(
                "it",
                new String(note.bytes(), StandardCharsets.UTF_8)
                        .replace("two", "too")
                        .getBytes(StandardCharsets.UTF_8));
        assertEquals(ADA.key(), judge(other, ADA.key()).forged());
        assertNull(judge(other).forged());
    }

    private static SignedNote.Judgement judge(SignedNote note, VerifierKey... keys) {
        return note.judge((name, id) ->
                Stream.of(keys).filter(key -> key.isNamed(name, id)).findFirst().orElse(null));
    }

    @Test
    void noByteOfANoteCanBeAnotherWithoutItBeingRefusedOrUnsigned() throws Exception {
        byte[] bytes = SignedNote.sign("a.example\n7\nAAAA\n", Ed25519.signer("ada.example/log", ADA.seed()))
                .bytes();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            List<VerifierKey> signers = List.of();
            try {
                signers = judge(SignedNote.parse("it", flipped(bytes, bit)), ADA.key())
                        .signers();
            } catch (BackstayException e) {
                assertTrue(e.failure() instanceof Failure.BadInput);
            }
            assertEquals(List.of(), signers, "bit " + bit);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "text\n",
                "text\n\n",
                "text\n\n\u2014 a.example AAAAAAA=",
                "text\n\u2014 a.example AAAAAAA=\n",
                "text\n\n- a.example AAAAAAA=\n",
                "text\n\n\u2014 a.example\n",
                "text\n\n\u2014  AAAAAAA=\n",
                "text\n\n\u2014 a.example AAAAAA==\n",
                "text\n\n\u2014 a.example AAAAAAB=\n",
                "text\n\n\u2014 a+b AAAAAAA=\n",
                "text\n\n\u2014 a\u00a0b AAAAAAA=\n",
                "text\n\n\u2014 a.example AAAAAAA\n",
                "text\r\n\n\u2014 a.example AAAAAAA=\n",
                "te\txt\n\n\u2014 a.example AAAAAAA=\n",
                "text\n\n\u2014 a.example AAAAAAA=\nmore\n",
            })
    void whatIsNotExactlyANoteIsRefused(String text) {
        assertThrows(BackstayException.class, () -> SignedNote.parse("it", text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aNoteHasLimits() {
        String signature = "\u2014 a.example " + Base64.getEncoder().encodeToString(new byte[70]) + "\n";
        byte[] many = ("x\n\n" + signature.repeat(SignedNote.SIGNATURES_MAX + 1)).getBytes(StandardCharsets.UTF_8);
        byte[] large = ("x".repeat(SignedNote.BYTES_MAX) + "\n\n" + signature).getBytes(StandardCharsets.UTF_8);
        byte[] noText = {'x', (byte) 0xFF, '\n', '\n'};
        for (byte[] bytes : List.of(many, large, noText)) {
            assertThrows(BackstayException.class, () -> SignedNote.parse("it", bytes));
        }
    }

    @Test
    void signingWithAKeyThatIsErasedIsADefect() throws Exception {
        Secret seed = Secret.random(Ed25519.SEED_BYTES, new SplittableRandom(3));
        Signer signer = Ed25519.signer("gone.example", seed);
        seed.close();
        assertThrows(IllegalStateException.class, () -> signer.sign(new byte[0]));
        try (Secret small = Secret.ofBytes(new byte[31])) {
            assertThrows(IllegalArgumentException.class, () -> Ed25519.keyOf("small.example", small));
        }
    }
}
