package io.backstay.connect.postgres.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.S3Checked;
import io.backstay.fixture.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// How often a store is listed, and what is said of one that changes or breaks off, over real HTTP: no practice
/// store breaks off in the middle of an object.
final class StorePlaceTest {
    private static final String FIRST = "000000010000000000000001";
    private static final String SECOND = "000000010000000000000002";

    private final S3Checked checked = S3Checked.both();
    private final HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(5));
    private final Map<String, String> objects = new TreeMap<>();
    private final List<String> listings = new ArrayList<>();
    private final List<String> fetched = new ArrayList<>();
    private HttpServer server;
    private StorePlace place;
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private int broken;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer).getFilters().add(checked);
        server.start();
        var address = new S3Address(
                new Endpoint("http", "127.0.0.1", server.getAddress().getPort()), "eu-west-1", "log", null);
        var store = new ObjectStore(transport, address, new S3Credentials("KEY", Secrets.source("s"), null), () -> now);
        place = new StorePlace(store, "wal/", () -> now);
        objects.put("wal/" + FIRST, "the first segment");
        objects.put("wal/" + SECOND, "the second segment");
    }

    @AfterEach
    void stop() {
        transport.close();
        server.stop(0);
        checked.requireFitting();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestURI().getPath().replaceFirst("^/log/?", "");
            boolean listing = key.isEmpty();
            (listing ? listings : fetched).add(exchange.getRequestURI().toString());
            String said = listing ? page() : Objects.requireNonNull(objects.get(key), key);
            byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("ETag", "\"" + tag(said) + "\"");
            exchange.sendResponseHeaders(200, bytes.length);
            boolean breaks = !listing && broken-- > 0;
            exchange.getResponseBody().write(bytes, 0, breaks ? bytes.length / 2 : bytes.length);
            exchange.getResponseBody().flush();
        }
    }

    private static String tag(String bytes) {
        return Integer.toHexString(bytes.hashCode()) + "-1";
    }

    private String page() {
        var page = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
        objects.forEach((key, bytes) -> page.append("<Contents><Key>" + key + "</Key><LastModified>2026-11-26T11:00:00Z"
                + "</LastModified><ETag>\"" + tag(bytes) + "\"</ETag><Size>" + bytes.length() + "</Size></Contents>"));
        return page.append("</ListBucketResult>").toString();
    }

    private static Failure failureOf(Executable action) {
        return assertThrows(BackstayException.class, action).failure();
    }

    private String read(String name) throws Exception {
        try (FileChannel channel = place.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            return new String(bytes.array(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void nothingButAskingForNamesListsThemAgain() throws Exception {
        List<String> names = new ArrayList<>();
        place.names(names::add);
        assertEquals(List.of(FIRST, SECOND), names);
        for (int i = 0; i < 5; i++) {
            now = now.plusSeconds(11);
            assertEquals("the first segment", read(FIRST));
            place.writtenAt(SECOND);
        }
        assertEquals(1, listings.size(), listings::toString);
        assertTrue(listings.getFirst().contains("delimiter=%2F"), listings::toString);
        place.names(_ -> {});
        assertEquals(2, listings.size(), listings::toString);
    }

    @Test
    void aSegmentThatChangesBetweenTwoLooksIsToldHoweverLongThatIs() throws Exception {
        place.names(_ -> {});
        now = now.plusSeconds(11);
        objects.put("wal/" + FIRST, "the FIRST segment");
        Failure read = failureOf(() -> place.open(FIRST));
        assertInstanceOf(Failure.Conflict.class, read);
        assertTrue(read.message().contains(FIRST), read::message);
        Failure listed = failureOf(() -> place.names(_ -> {}));
        assertTrue(listed.message().contains(FIRST), listed::message);
        assertTrue(listed.message().contains("became another"), listed::message);
        place.names(_ -> {});
        assertEquals("the FIRST segment", read(FIRST), "it is told once, and then it is what it is");
    }

    @Test
    void whatIsNoLogMayChangeBesideIt() throws Exception {
        objects.put("wal/notes.txt", "one");
        place.names(_ -> {});
        objects.put("wal/notes.txt", "three");
        now = now.plusSeconds(11);
        place.names(_ -> {});
        assertEquals(2, listings.size());
    }

    @Test
    void aConnectionThatBreaksInTheMiddleIsTriedAgainAndNotForEver() throws Exception {
        broken = 1;
        assertEquals("the first segment", read(FIRST));
        assertEquals(2, fetched.size(), fetched::toString);
        broken = 3;
        assertInstanceOf(Failure.Unreachable.class, failureOf(() -> place.open(FIRST)));
        assertEquals(5, fetched.size(), fetched::toString);
    }
}
