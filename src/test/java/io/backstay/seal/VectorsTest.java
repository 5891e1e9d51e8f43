package io.backstay.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The published answers of the standards.
class VectorsTest {
    private static final String PLAIN_60 =
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c9595680953"
                    + "2fcf0e2449a6b525b16aedf5aa0de657ba637b39";
    private static final String SEALED_60 =
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590d"
                    + "bb3da7b08b1056828838c5f61e6393ba7a0a"
                    + "bcc9f662";
    private static final String KEY = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";

    /// RFC 9106 section 5.3, with a secret and associated data.
    @Test
    void argon2idMakesTheKeyOfRfc9106() {
        Argon2Parameters given = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(repeated(2, 16))
                .withSecret(repeated(3, 8))
                .withAdditional(repeated(4, 12))
                .build();
        assertEquals(
                "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
                hex(Argon2id.generate(given, repeated(1, 32), 32)));
    }

    /// RFC 5869 appendix A.1 to A.3.
    @Test
    void hkdfMakesTheKeysOfRfc5869() {
        assertEquals(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
                hkdf(repeated(0x0b, 22), counting(0x00, 13), counting(0xf0, 10), 42));
        assertEquals(
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7"
                        + "827271cb41c65e590e09da3275600c2f"
                        + "09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
                hkdf(counting(0x00, 80), counting(0x60, 80), counting(0xb0, 80), 82));
        assertEquals(
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
                hkdf(repeated(0x0b, 22), new byte[0], new byte[0], 42));
    }

    /// NIST's AES-256 cases: 13 to 16 of the submission of GCM, and one of `gcmEncryptExtIV256` with as much
    /// bound as sealed.
    @ParameterizedTest
    @CsvSource({
        "0000000000000000000000000000000000000000000000000000000000000000,000000000000000000000000,'','','',"
                + "530f8afbc74536b9a963b4f1c4cb738b",
        "0000000000000000000000000000000000000000000000000000000000000000,000000000000000000000000,'',"
                + "00000000000000000000000000000000,cea7403d4d606b6e074ec5d3baf39d18,"
                + "d0d1c8a799996bf0265b98b5d48ab919",
        KEY + ",cafebabefacedbaddecaf888,''," + PLAIN_60 + "1aafd255," + SEALED_60 + "898015ad,"
                + "b094dac5d93471bdec1a502270e3cc6c",
        KEY + ",cafebabefacedbaddecaf888,feedfacedeadbeeffeedfacedeadbeefabaddad2," + PLAIN_60 + "," + SEALED_60
                + ",76fc6ece0f4e1768cddf8853bb2d551b",
        "92e11dcdaa866f5ce790fd24501f92509aacf4cb8b1339d50c9c1240935dd08b,ac93a1a6145299bde902f21a,"
                + "1e0889016f67601c8ebea4943bc23ad6,2d71bcfa914e4ac045b2aa60955fad24,"
                + "8995ae2e6df3dbf96fac7b7137bae67f,eca5aa77d51d4a0a14d9c51e1da474ab"
    })
    void gcmSealsAndOpensAsNistSays(String key, String nonce, String bound, String plain, String sealed, String tag) {
        byte[] made = Aead.seal(bytes(key), bytes(nonce), bytes(bound), bytes(plain));
        assertEquals(sealed + tag, hex(made));
        assertArrayEquals(bytes(plain), Aead.open(bytes(key), bytes(nonce), bytes(bound), made));
        made[made.length - 1] ^= 1;
        assertNull(Aead.open(bytes(key), bytes(nonce), bytes(bound), made), "another tag is an answer, no exception");
        assertNull(Aead.open(bytes(key), bytes(nonce), bytes(bound), Arrays.copyOf(made, 15)));
    }

    /// RFC 4231 sections 4.2 to 4.5, 4.7 and 4.8.
    @Test
    void hmacMakesTheHashesOfRfc4231() {
        assertEquals(
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
                hmac(repeated(0x0b, 20), "Hi There"));
        assertEquals(
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                hmac(ascii("Jefe"), "what do ya want for nothing?"));
        assertEquals(
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
                hex(Hmac.sha256(repeated(0xaa, 20), repeated(0xdd, 50))));
        assertEquals(
                "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
                hex(Hmac.sha256(counting(1, 25), repeated(0xcd, 50))));
        assertEquals(
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
                hmac(repeated(0xaa, 131), "Test Using Larger Than Block-Size Key - Hash Key First"));
        assertEquals(
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
                hmac(
                        repeated(0xaa, 131),
                        "This is a test using a larger than block-size key and a larger than block-size data. The key"
                                + " needs to be hashed before being used by the HMAC algorithm."));
    }

    private static String hkdf(byte[] key, byte[] salt, byte[] info, int length) {
        return hex(Hkdf.derive("HKDF-SHA256", salt, key, info, length));
    }

    private static String hmac(byte[] key, String text) {
        return hex(Hmac.sha256(key, ascii(text)));
    }

    private static byte[] repeated(int value, int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] counting(int from, int count) {
        byte[] bytes = new byte[count];
        IntStream.range(0, count).forEach(i -> bytes[i] = (byte) (from + i));
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
