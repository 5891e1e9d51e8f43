package io.backstay.seal;

import io.backstay.base.BackstayException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Ed25519 after RFC 8032, by the JDK's own provider SunEC, which is named because two providers may judge a
/// deformed signature differently.
public final class Ed25519 {
    /// How many bytes a private key has; it is the seed of RFC 8032.
    public static final int SEED_BYTES = 32;

    /// How many bytes a signature has.
    public static final int SIGNATURE_BYTES = 64;

    private static final String ALGORITHM = "Ed25519";
    private static final String PROVIDER = "SunEC";

    /// What stands before the 32 bytes in the encodings of RFC 8410.
    private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final byte[] PRIVATE_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Ed25519() {}

    /// A fresh key.
    ///
    /// @param seed the private half; the caller closes it
    /// @param key  the public half
    public record Made(Secret seed, VerifierKey key) {}

    /// Makes a fresh key.
    ///
    /// @param random must be a cryptographic one, except in tests
    public static Made make(String name, RandomGenerator random) {
        Secret seed = Secret.random(SEED_BYTES, random);
        return new Made(seed, keyOf(name, seed));
    }

    /// The public half of a private one.
    public static VerifierKey keyOf(String name, Secret seed) {
        return new VerifierKey(name, seed.lendBytes(Ed25519::publicOf));
    }

    /// Signs with a seed, which stays the caller's: when it is closed, signing is a defect.
    public static Signer signer(String name, Secret seed) {
        VerifierKey key = keyOf(name, seed);
        return new Signer() {
            @Override
            public VerifierKey key() {
                return key;
            }

            @Override
            public byte[] sign(byte[] message) throws BackstayException {
                return seed.lendBytes(bytes -> Ed25519.sign(bytes, message));
            }
        };
    }

    static boolean verify(byte[] key, byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature verifying = Signature.getInstance(ALGORITHM, PROVIDER);
            verifying.initVerify(KeyFactory.getInstance(ALGORITHM, PROVIDER)
                    .generatePublic(new X509EncodedKeySpec(joined(PUBLIC_PREFIX, key))));
            verifying.update(message);
            return verifying.verify(signature);
        } catch (SignatureException | InvalidKeySpecException | InvalidKeyException _) {
            // The provider's way to say that the bytes are no point or no number of the right size.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static byte[] sign(byte[] seed, byte[] message) {
        byte[] encoded = joined(PRIVATE_PREFIX, seed);
        try {
            Signature signing = Signature.getInstance(ALGORITHM, PROVIDER);
            signing.initSign(
                    KeyFactory.getInstance(ALGORITHM, PROVIDER).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
            signing.update(message);
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a seed of " + SEED_BYTES + " bytes always signs", e);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /// The JDK derives a public key only while it makes a pair, so the pair's chance is the seed.
    private static byte[] publicOf(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("a seed has " + SEED_BYTES + " bytes, not " + seed.length);
        }
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance(ALGORITHM, PROVIDER);
            pairs.initialize(NamedParameterSpec.ED25519, new Given(seed));
            byte[] encoded = ((EdECPublicKey) pairs.generateKeyPair().getPublic()).getEncoded();
            return Arrays.copyOfRange(encoded, PUBLIC_PREFIX.length, encoded.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static byte[] joined(byte[] prefix, byte[] rest) {
        byte[] joined = Arrays.copyOf(prefix, prefix.length + rest.length);
        System.arraycopy(rest, 0, joined, prefix.length, rest.length);
        return joined;
    }

    /// Chance that answers with bytes that are given.
    private static final class Given extends SecureRandom {
        private final transient byte[] bytes;

        private Given(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] wanted) {
            System.arraycopy(bytes, 0, wanted, 0, wanted.length);
        }
    }
}
