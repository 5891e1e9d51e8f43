package io.backstay.connect.gcp;

import io.backstay.base.BackstayException;
import io.backstay.codec.Fields;
import io.backstay.codec.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The key file of a service account, read for one trial.
///
/// The JSON reader and the JDK's RSA keep texts and numbers of the private key until they are collected; this
/// object goes with the trial.
final class KeyFile {
    /// Reading only, so that the token could do little even where it were kept.
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform.read-only";

    private static final long LIFETIME_SECONDS = 300;
    private static final int KEY_BITS_MIN = 2048;
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._-]{1,100}@[A-Za-z0-9.-]{1,150}");
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

    private final String email;
    private final String audience;
    private final @Nullable String keyId;
    private final PrivateKey key;

    private KeyFile(String email, String audience, @Nullable String keyId, PrivateKey key) {
        this.email = email;
        this.audience = audience;
        this.keyId = keyId;
        this.key = key;
    }

    /// Why it cannot be used, in a sentence that repeats nothing of it.
    static final class Unfit extends Exception {
        Unfit(String sentence) {
            super(sentence);
        }
    }

    /// Reads it; causes are left out, because readers quote what they read.
    static KeyFile read(byte[] json) throws Unfit {
        try {
            Fields fields = Json.parse("The key file", json).fields();
            if (!"service_account".equals(fields.optionalText("type"))) {
                throw new Unfit("its JSON is not of the type service_account.");
            }
            String email = fields.text("client_email");
            if (!EMAIL.matcher(email).matches()) {
                throw new Unfit("its client_email is none.");
            }
            String audience = fields.text("token_uri");
            return new KeyFile(
                    email, audience, fields.optionalText("private_key_id"), privateKey(fields.text("private_key")));
        } catch (BackstayException e) {
            throw new Unfit("its JSON is not the key file of a service account.");
        }
    }

    private static PrivateKey privateKey(String pem) throws Unfit {
        var found = PEM.matcher(pem);
        if (!found.matches()) {
            throw new Unfit("its private_key is no PKCS #8 key.");
        }
        byte[] text = found.group(1).getBytes(StandardCharsets.US_ASCII);
        byte[] der = {};
        try {
            der = Base64.getMimeDecoder().decode(text);
            PrivateKey key = KeyFactory.getInstance("RSA", "SunRsaSign").generatePrivate(new PKCS8EncodedKeySpec(der));
            if (!(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() < KEY_BITS_MIN) {
                throw new Unfit("its private_key is shorter than " + KEY_BITS_MIN + " bits.");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Unfit("its private_key is no RSA key.");
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(der, (byte) 0);
        }
    }

    String email() {
        return email;
    }

    /// Its `token_uri`: where it is shown.
    String audience() {
        return audience;
    }

    /// A signed request for a token (RFC 7519, RS256 of RFC 7518), good for five minutes; the caller overwrites it.
    byte[] assertion(Instant now) {
        long issued = now.getEpochSecond();
        Map<String, Object> header = new TreeMap<>(Map.of("alg", "RS256", "typ", "JWT"));
        if (keyId != null) {
            header.put("kid", keyId);
        }
        Map<String, Object> claims = new TreeMap<>(
                Map.of("iss", email, "scope", SCOPE, "aud", audience, "iat", issued, "exp", issued + LIFETIME_SECONDS));
        String signed = part(Json.compact(header)) + "." + part(Json.compact(claims));
        byte[] text = signed.getBytes(StandardCharsets.US_ASCII);
        byte[] signature = Base64.getUrlEncoder().withoutPadding().encode(signature(text));
        byte[] whole = Arrays.copyOf(text, text.length + 1 + signature.length);
        whole[text.length] = '.';
        System.arraycopy(signature, 0, whole, text.length + 1, signature.length);
        Arrays.fill(signature, (byte) 0);
        return whole;
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] signature(byte[] text) {
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA", "SunRsaSign");
            rsa.initSign(key);
            rsa.update(text);
            return rsa.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read as an RSA key signs", e);
        }
    }
}
