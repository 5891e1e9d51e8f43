package io.backstay.connect.s3.rollback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.backstay.base.Progress;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.S3Checked;
import io.backstay.fixture.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys that may not see locks, as AWS answers them: no header, and a refusal of the direct question. Names and codes
/// are those of the model of botocore 1.43.11; no AWS was asked.
final class LockLookTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String LISTING = """
            <ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated>\
            <Version><Key>firm-1/a</Key><VersionId>v1</VersionId><IsLatest>true</IsLatest>\
            <LastModified>2026-11-19T12:00:00.000Z</LastModified><ETag>"0cc175b9c0f1b6a831c399e269772661"</ETag>\
            <Size>1</Size><StorageClass>STANDARD</StorageClass></Version></ListVersionsResult>""";

    private final S3Checked checked = S3Checked.both();
    private final HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(7));
    private HttpServer server;
    private ObjectStore store;
    private int status = 200;
    private String code = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer).getFilters().add(checked);
        server.start();
        Endpoint endpoint =
                new Endpoint("http", "127.0.0.1", server.getAddress().getPort());
        store = new ObjectStore(
                transport,
                new S3Address(endpoint, "eu-west-1", "bucket", null),
                new S3Credentials("KEY", Secrets.source("s3cr3t-value"), null),
                () -> NOW);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        transport.close();
        checked.requireFitting();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", "1");
                exchange.getResponseHeaders().set("ETag", "\"0cc175b9c0f1b6a831c399e269772661\"");
                exchange.sendResponseHeaders(200, -1);
            } else if (query.contains("versions")) {
                send(exchange, 200, LISTING);
            } else {
                send(exchange, status, "<Error><Code>" + code + "</Code><Message>m</Message></Error>");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private FileLocks look() throws Exception {
        return new LockLook(store, new TenantPrefix("firm-1/"), NOW).run(Progress.NONE);
    }

    @Test
    void whatTheKeyMayNotSeeIsUnknown() throws Exception {
        status = 403;
        code = "AccessDenied";
        FileLocks locks = look();
        assertEquals(1, locks.unknown());
        assertEquals(0, locks.neither());
        assertNull(locks.ends());
    }

    @ParameterizedTest
    @CsvSource({"404,NoSuchObjectLockConfiguration", "400,InvalidRequest", "404,ObjectLockConfigurationNotFoundError"})
    void whatTheStoreSaysIsNotThereIsNotThere(int said, String with) throws Exception {
        status = said;
        code = with;
        FileLocks locks = look();
        assertEquals(1, locks.neither());
        assertEquals(0, locks.unknown());
    }

    @ParameterizedTest
    @CsvSource({"501,NotImplemented", "405,MethodNotAllowed"})
    void aStoreThatKnowsNoLocksLeavesThemUnknown(int said, String with) throws Exception {
        status = said;
        code = with;
        assertEquals(1, look().unknown());
    }
}
