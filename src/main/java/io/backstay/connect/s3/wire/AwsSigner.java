package io.backstay.connect.s3.wire;

import io.backstay.base.BackstayException;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpTransport;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// Signs calls with Signature Version 4: body hashed, path never normalised. S3 signs the path as it is sent; every
/// other service signs it encoded once more ("Create a signed AWS API request" of the IAM user guide).
public final class AwsSigner implements HttpTransport.Signing {
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final S3Credentials credentials;
    private final String service;
    private final String region;
    private final Clock clock;

    /// @param service as signatures name it, such as `s3` or `sts`
    public AwsSigner(S3Credentials credentials, String service, String region, InstantSource clock) {
        this.credentials = credentials;
        this.service = service;
        this.region = region;
        this.clock = clock.withZone(ZoneOffset.UTC);
    }

    /// Borrows the key for this one signature.
    @Override
    public HttpCall sign(HttpCall call) throws IOException, BackstayException {
        SecretSource tokens = credentials.sessionToken();
        try (Secret secret = credentials.secret().open();
                Secret token = tokens == null ? null : tokens.open()) {
            return secret.lendChars(key -> token == null
                    ? signed(call, identity(key, null))
                    : token.lendChars(session -> signed(call, identity(key, session))));
        }
    }

    /// The one place where the key is a string. The signer takes it as one and in no other way, and it keeps the
    /// last few hundred keys for itself, with what it derived from them, until this program ends.
    private AwsCredentialsIdentity identity(char[] key, char @Nullable [] session) {
        String id = credentials.accessKeyId();
        return session == null
                ? AwsCredentialsIdentity.create(id, new String(key))
                : AwsSessionCredentialsIdentity.create(id, new String(key), new String(session));
    }

    private HttpCall signed(HttpCall call, AwsCredentialsIdentity identity) throws IOException {
        List<InputStream> opened = new ArrayList<>();
        try {
            SignedRequest signed = signer.sign(request -> request.identity(identity)
                    .request(plain(call))
                    .payload(() -> opened(call, opened))
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !service.equals("s3"))
                    .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                    .putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, false)
                    .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, true)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock));
            Map<String, String> headers = new TreeMap<>();
            signed.request().forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            return call.with(headers);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            for (InputStream stream : opened) {
                stream.close();
            }
        }
    }

    private static InputStream opened(HttpCall call, List<InputStream> opened) {
        try {
            InputStream stream = call.body().open();
            opened.add(stream);
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SdkHttpRequest plain(HttpCall call) {
        Endpoint endpoint = call.endpoint();
        SdkHttpRequest.Builder builder = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(call.method()))
                .protocol(endpoint.scheme())
                .host(endpoint.host())
                .port(endpoint.port())
                .encodedPath(call.path());
        call.headers().forEach(builder::putHeader);
        for (String pair : call.query().isEmpty() ? new String[0] : call.query().split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            builder.appendRawQueryParameter(ObjectKeys.decoded(name), ObjectKeys.decoded(value));
        }
        return builder.build();
    }
}
