package io.backstay.lab.objects;

import com.sun.net.httpserver.Headers;
import io.backstay.seal.Digest;
import io.backstay.seal.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Checks Signature Version 4 as its specification says, with nothing of the program's own signer.
final class LabSignature implements AutoCloseable {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Duration SKEW_MAX = Duration.ofMinutes(15);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final Pattern AUTHORIZATION = Pattern.compile(ALGORITHM
            + " +Credential=([^,/ ]+)/([0-9]{8})/([^,/ ]+)/([^,/ ]+)/aws4_request *,"
            + " *SignedHeaders=([a-z0-9;-]+) *, *Signature=([0-9a-f]{64})");
    private static final int HMAC_BLOCK_BYTES = 64;

    private final List<LabObjectKey> keys;
    private final String region;

    /// @param keys stay the caller's; copies are kept until this is closed
    LabSignature(List<LabObjectKey> keys, String region) {
        this.keys = keys.stream().map(LabObjectKey::copy).toList();
        this.region = region;
    }

    /// What a signature covers.
    record Signed(String method, String rawPath, String rawQuery, Headers headers) {}

    /// What a signature vouches for.
    ///
    /// @param key     whose it is
    /// @param payload the hash of what is sent
    record Vouched(LabObjectKey key, String payload) {}

    /// Refuses what is not properly signed.
    Vouched check(Signed request, Instant now) throws LabFault {
        String authorization = request.headers().getFirst("Authorization");
        if (authorization == null) {
            throw LabFault.denied("the request is not signed");
        }
        Matcher parts = AUTHORIZATION.matcher(authorization);
        if (!parts.matches()) {
            throw new LabFault(400, "AuthorizationHeaderMalformed", "the authorization header makes no sense");
        }
        LabObjectKey key = key(parts.group(1));
        if (request.headers().containsKey("X-amz-security-token")) {
            throw new LabFault(400, "InvalidToken", "this access key has no session");
        }
        if (!parts.group(3).equals(region) || !parts.group(4).equals("s3")) {
            throw new LabFault(400, "AuthorizationHeaderMalformed", "the region or service is another one");
        }
        String stamp = stamp(request.headers(), parts.group(2), now);
        List<String> names = List.of(parts.group(5).split(";", -1));
        everythingSigned(request.headers(), names);
        String payload = request.headers().getFirst("X-amz-content-sha256");
        if (payload == null) {
            throw new LabFault(400, "InvalidRequest", "the header x-amz-content-sha256 is missing");
        }
        String expected = signature(key.secret(), request, names, payload, stamp, parts.group(2));
        if (!MessageDigest.isEqual(bytes(expected), bytes(parts.group(6)))) {
            throw new LabFault(403, "SignatureDoesNotMatch", "the signature is another one than ours");
        }
        return new Vouched(key, payload);
    }

    private LabObjectKey key(String id) throws LabFault {
        for (LabObjectKey key : keys) {
            if (key.id().equals(id)) {
                return key;
            }
        }
        throw new LabFault(403, "InvalidAccessKeyId", "no such access key");
    }

    private static String stamp(Headers headers, String day, Instant now) throws LabFault {
        String stamp = headers.getFirst("X-amz-date");
        Instant signedAt;
        try {
            signedAt = LocalDateTime.parse(stamp == null ? "" : stamp, STAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw LabFault.denied("the header x-amz-date is missing or makes no sense");
        }
        if (Duration.between(signedAt, now).abs().compareTo(SKEW_MAX) > 0) {
            throw new LabFault(403, "RequestTimeTooSkewed", "the clocks differ by more than 15 minutes");
        }
        if (!String.valueOf(stamp).startsWith(day)) {
            throw new LabFault(400, "AuthorizationHeaderMalformed", "the day is another one than the request's");
        }
        return String.valueOf(stamp);
    }

    private static void everythingSigned(Headers headers, List<String> names) throws LabFault {
        for (String name : headers.keySet()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if ((lower.equals("host") || lower.startsWith("x-amz-")) && !names.contains(lower)) {
                throw LabFault.denied("the header " + lower + " is not signed");
            }
        }
        if (!names.contains("host")) {
            throw LabFault.denied("the header host is not signed");
        }
    }

    private String signature(
            Secret secret, Signed request, List<String> names, String payload, String stamp, String day)
            throws LabFault {
        StringBuilder canonical = new StringBuilder()
                .append(request.method())
                .append('\n')
                .append(LabEscapes.percent(LabEscapes.plain(request.rawPath()), "/"))
                .append('\n')
                .append(canonicalQuery(request.rawQuery()))
                .append('\n');
        for (String name : names) {
            List<String> values = request.headers().get(name);
            String value = values == null
                    ? ""
                    : values.stream().map(v -> v.strip().replaceAll(" +", " ")).collect(Collectors.joining(","));
            canonical.append(name).append(':').append(value).append('\n');
        }
        canonical.append('\n').append(String.join(";", names)).append('\n').append(payload);
        String scope = day + "/" + region + "/s3/aws4_request";
        String toSign = ALGORITHM + "\n" + stamp + "\n" + scope + "\n" + hex(sha256(bytes(canonical.toString())));
        byte[] key = secret.lendBytes(LabSignature::prefixed);
        for (String part : List.of(day, region, "s3", "aws4_request")) {
            key = hmac(key, bytes(part));
        }
        return hex(hmac(key, bytes(toSign)));
    }

    private static byte[] prefixed(byte[] secret) {
        byte[] prefix = bytes("AWS4");
        byte[] key = Arrays.copyOf(prefix, prefix.length + secret.length);
        System.arraycopy(secret, 0, key, prefix.length, secret.length);
        return key;
    }

    private static String canonicalQuery(String rawQuery) throws LabFault {
        if (rawQuery.isEmpty()) {
            return "";
        }
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.add(Map.entry(
                    LabEscapes.percent(LabEscapes.plain(name), ""), LabEscapes.percent(LabEscapes.plain(value), "")));
        }
        pairs.sort(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()));
        return pairs.stream().map(pair -> pair.getKey() + "=" + pair.getValue()).collect(Collectors.joining("&"));
    }

    /// HMAC as RFC 2104 writes it down; the test store does without the program's cryptography.
    private static byte[] hmac(byte[] key, byte[] message) {
        byte[] block = Arrays.copyOf(key.length > HMAC_BLOCK_BYTES ? sha256(key) : key, HMAC_BLOCK_BYTES);
        byte[] inner = new byte[HMAC_BLOCK_BYTES];
        byte[] outer = new byte[HMAC_BLOCK_BYTES];
        for (int i = 0; i < HMAC_BLOCK_BYTES; i++) {
            inner[i] = (byte) (block[i] ^ 0x36);
            outer[i] = (byte) (block[i] ^ 0x5c);
        }
        return sha256(outer, sha256(inner, message));
    }

    private static byte[] sha256(byte[]... parts) {
        MessageDigest digest = Digest.begin();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /// Erases the secret; nothing can be checked any more.
    @Override
    public void close() {
        keys.forEach(key -> key.secret().close());
    }
}
