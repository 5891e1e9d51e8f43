package io.backstay.connect.s3.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.fixture.CanaryScan;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.Told;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a store may get to see of a credential, and that nothing of it comes back in what people and logs are told.
final class S3SecrecyTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final String SECRET = "canarySecretAccessKey/+0123456789";
    private static final String TOKEN = "canarySessionToken0123456789abcdef";

    private final HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(5));
    private final List<Secret> lent = new ArrayList<>();
    private final StringWriter logged = new StringWriter();
    private final Handler handler = new Keeping();
    private HttpServer server;
    private S3Address address;
    private @Nullable String authorization;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        address = new S3Address(
                new Endpoint("http", "127.0.0.1", server.getAddress().getPort()), "eu-west-1", "bucket", null);
        for (String name : List.of("", "io.backstay", "okhttp3", "software.amazon.awssdk")) {
            Logger.getLogger(name).setLevel(Level.ALL);
        }
        Logger.getLogger("").addHandler(handler);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("").removeHandler(handler);
        Logger.getLogger("").setLevel(Level.INFO);
        for (String name : List.of("io.backstay", "okhttp3", "software.amazon.awssdk")) {
            Logger.getLogger(name).setLevel(null);
        }
        transport.close();
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "busy", "no listing", "no number", "broken", "elsewhere", "half"})
    void aFailedCallTellsNothingOfWhatSignedIt(String way) throws Exception {
        server.createContext("/", exchange -> {
            try (exchange) {
                authorization = exchange.getRequestHeaders().getFirst("Authorization");
                answer(exchange, way);
            }
        });
        ObjectStore store = new ObjectStore(transport, address, borrowed(), () -> AT);
        BackstayException listing = assertThrows(BackstayException.class, () -> store.versions("firm-1/", _ -> {}));
        BackstayException reading = assertThrows(
                BackstayException.class, () -> store.get("firm-1/a", null, OutputStream.nullOutputStream()));
        BackstayException writing = assertThrows(
                BackstayException.class, () -> store.put("firm-1/a", HttpBody.of(new byte[9]), "text/plain"));
        String header = String.valueOf(authorization);
        String signature = header.substring(header.indexOf("Signature=") + "Signature=".length());
        assertEquals(64, signature.length(), header);
        CanaryScan scan = new CanaryScan(Map.of(
                "secret", utf8(SECRET), "token", utf8(TOKEN), "header", utf8(header), "signature", utf8(signature)));
        assertFalse(scan.scan("the request", utf8(header)).isEmpty());
        for (BackstayException failed : List.of(listing, reading, writing)) {
            String told = Told.by(failed);
            assertEquals(Set.of(), scan.scan(way, utf8(told)), told);
        }
        assertEquals(Set.of(), scan.scan("the log", utf8(logged.toString())));
    }

    @Test
    void theKeyIsBorrowedForEachSignatureAndClosedAfterwards() throws Exception {
        AwsSigner signer = new AwsSigner(borrowed(), "s3", "eu-west-1", () -> AT);
        assertEquals(0, lent.size());
        HttpCall call = new HttpCall("GET", address.endpoint(), "/bucket", "", Map.of(), HttpBody.NONE);
        String once = signer.sign(call).headers().get("authorization");
        assertNotNull(once);
        assertEquals(TOKEN, signer.sign(call).headers().get("x-amz-security-token"));
        assertEquals(4, lent.size());
        for (Secret copy : lent) {
            assertThrows(IllegalStateException.class, () -> copy.lendBytes(bytes -> bytes.length));
        }
        assertFalse(signer.sign(call).toString().contains(TOKEN));
    }

    @Test
    void whatCannotBeBorrowedIsNotSent() {
        List<String> asked = new ArrayList<>();
        server.createContext("/", exchange -> asked.add(exchange.getRequestMethod()));
        var locked = new BackstayException(new Failure.Conflict("The vault is locked", "Unlock it."));
        var key = new S3Credentials(
                "KEY",
                () -> {
                    throw locked;
                },
                null);
        ObjectStore store = new ObjectStore(transport, address, key, () -> AT);
        assertEquals(locked, assertThrows(BackstayException.class, store::versioning));
        assertEquals(List.of(), asked);
    }

    @Test
    void aCredentialOfTheVaultBecomesAKey() throws Exception {
        try (Credential whole = credential(Map.of("sessionToken", TOKEN, "region", "eu-west-1"))) {
            SecretSource token = SecretSource.of(whole.secret("sessionToken"));
            S3Credentials key = S3Credentials.of(whole, SecretSource.of(whole.secret("secretAccessKey")), token);
            assertEquals("AKIA0123456789ABCDEF", key.accessKeyId());
            try (Secret secret = key.secret().open()) {
                assertTrue(secret.sameAs(whole.secret("secretAccessKey")));
            }
            assertThrows(IllegalArgumentException.class, () -> S3Credentials.of(whole, token, null));
        }
        try (Credential plain = credential(Map.of())) {
            assertEquals(
                    null, S3Credentials.of(plain, Secrets.source(SECRET), null).sessionToken());
            SecretSource token = Secrets.source(TOKEN);
            assertThrows(IllegalArgumentException.class, () -> S3Credentials.of(plain, token, token));
        }
    }

    @Test
    void anIdThatIsNoneIsRefused() throws Exception {
        SecretSource secret = Secrets.source(SECRET);
        var odd = assertThrows(BackstayException.class, () -> credential(Map.of("accessKeyId", "AKIA\nX")));
        assertInstanceOf(Failure.BadInput.class, odd.failure());
        var twoWords = assertThrows(
                BackstayException.class,
                () -> S3Credentials.of(credential(Map.of("accessKeyId", "AKIA X")), secret, null));
        assertInstanceOf(Failure.BadInput.class, twoWords.failure());
        try (Credential token = Credential.of(EntryKind.API_TOKEN, Map.of("token", Secrets.of(TOKEN)))) {
            assertThrows(IllegalArgumentException.class, () -> S3Credentials.of(token, secret, null));
        }
    }

    /// Repeats the request's headers wherever an answer has room for them, as stores do that explain a signature.
    private static void answer(HttpExchange exchange, String way) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        String signature = header.substring(header.indexOf("Signature=") + "Signature=".length());
        String token = exchange.getRequestHeaders().getFirst("X-amz-security-token");
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("x-amz-request-id", signature);
        exchange.getResponseHeaders().set("location", "https://" + token + ".example.com/?" + signature);
        exchange.getResponseHeaders().set("retry-after", token);
        exchange.getResponseHeaders().set("etag", "\"" + signature + "\"");
        String error = "<Error><Code>SignatureDoesNotMatch</Code><Message>" + header + "</Message><Token>" + token
                + "</Token><StringToSign>" + signature + "</StringToSign></Error>";
        switch (way) {
            case "refused" -> say(exchange, 403, error);
            case "busy" -> say(exchange, 503, "<Error><Code>" + token + "</Code></Error>");
            case "no listing" ->
                say(
                        exchange,
                        exchange.getRequestURI().getPath().equals("/bucket") ? 200 : 400,
                        "<ListVersionsResult><a" + token + " a='" + signature + "'></b" + signature + ">&" + token
                                + ";");
            case "no number" ->
                say(
                        exchange,
                        exchange.getRequestURI().getPath().equals("/bucket") ? 200 : 400,
                        "<ListVersionsResult><Version><Size>" + token + "</Size></Version></ListVersionsResult>");
            case "broken" -> say(exchange, 500, header + token);
            case "elsewhere" -> say(exchange, 307, error);
            default -> {
                exchange.sendResponseHeaders(exchange.getRequestMethod().equals("PUT") ? 400 : 200, 10_000);
                exchange.getResponseBody().write(utf8(error));
                exchange.getResponseBody().flush();
            }
        }
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        exchange.sendResponseHeaders(status, utf8(text).length);
        exchange.getResponseBody().write(utf8(text));
    }

    private S3Credentials borrowed() {
        return new S3Credentials("KEY", counted(SECRET), counted(TOKEN));
    }

    private SecretSource counted(String text) {
        return () -> {
            Secret copy = Secrets.of(text);
            lent.add(copy);
            return copy;
        };
    }

    private static Credential credential(Map<String, String> more) throws BackstayException {
        Map<String, String> texts =
                new HashMap<>(Map.of("accessKeyId", "AKIA0123456789ABCDEF", "secretAccessKey", SECRET));
        texts.putAll(more);
        Map<String, Secret> fields = new HashMap<>();
        texts.forEach((name, text) -> fields.put(name, Secrets.of(text)));
        return Credential.of(EntryKind.AWS_ACCESS_KEY, fields);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Keeps every line that any library logs, at every level.
    private final class Keeping extends Handler {
        @Override
        public void publish(LogRecord line) {
            synchronized (logged) {
                logged.write(line.getMessage()
                        + List.of(line.getParameters() == null ? new Object[0] : line.getParameters()));
                if (line.getThrown() != null) {
                    logged.write(Told.by(line.getThrown()));
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
