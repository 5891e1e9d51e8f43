package io.backstay.connect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.backstay.base.ByteSize;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// When a service is asked again, how often, and after how long.
final class AskingAgainTest {
    private static final HttpLimits LIMITS = new HttpLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            new ByteSize(1000),
            4,
            Duration.ofSeconds(10));
    private static final Courtesy QUERY = new Courtesy(
            "query",
            1_000,
            1_000,
            answer -> answer.status() == 400 && text(answer).contains("Throttling"));

    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger signed = new AtomicInteger();
    private HttpServer server;
    private HttpTransport transport;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        transport = new HttpTransport(LIMITS, pauses::add, new Random(7));
    }

    @AfterEach
    void stop() {
        transport.close();
        server.stop(0);
    }

    private static String text(HttpAnswer answer) {
        try {
            return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void answers(int firstStatus, String header, String value) {
        answers(exchange -> {
            boolean first = asked.get() == 1;
            if (first && !header.isEmpty()) {
                exchange.getResponseHeaders().set(header, value);
            }
            exchange.sendResponseHeaders(first ? firstStatus : 200, -1);
        });
    }

    private void answers(HttpHandler handler) {
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private HttpCall call(String method) {
        Endpoint endpoint =
                new Endpoint("http", "127.0.0.1", server.getAddress().getPort());
        return new HttpCall(method, endpoint, "/a", "", Map.of(), HttpBody.NONE);
    }

    private int status(HttpCall call, Courtesy courtesy) throws Exception {
        HttpAnswer answer = transport.send(
                call,
                each -> {
                    signed.incrementAndGet();
                    return each;
                },
                courtesy);
        return answer.status();
    }

    @Test
    void aServiceIsNotAskedBeforeTheTimeThatItNames() throws Exception {
        answers(429, "Retry-After", "3");
        assertEquals(200, status(call("GET"), QUERY));
        assertEquals(1, pauses.size());
        Duration three = Duration.ofSeconds(3);
        assertTrue(pauses.getFirst().compareTo(three) >= 0, "waited " + pauses);
        assertTrue(pauses.getFirst().compareTo(three.plusSeconds(1)) < 0, "waited " + pauses);
    }

    @Test
    void aServiceThatNamesALongerTimeThanWeWaitIsNotAskedBeforeAtAll() throws Exception {
        answers(503, "Retry-After", "3600");
        assertEquals(503, status(call("GET"), QUERY));
        assertEquals(1, asked.get());
        assertEquals(List.of(), pauses);
    }

    @Test
    void aTimeThatIsNamedAsADateIsComparedWithTheServicesOwnClock() {
        HttpAnswer dated = new HttpAnswer(
                503,
                Map.of("Date", "Thu, 26 Nov 2026 10:00:00 GMT", "Retry-After", "Thu, 26 Nov 2026 10:00:07 GMT"),
                new byte[0]);
        assertEquals(Duration.ofSeconds(7), dated.retryAfter());
        assertNull(new HttpAnswer(503, Map.of("Retry-After", "soon"), new byte[0]).retryAfter());
        assertNull(new HttpAnswer(503, Map.of(), new byte[0]).retryAfter());
    }

    @Test
    void aPostThatReadsIsAskedAgainAndSignedAfresh() throws Exception {
        answers(500, "", "");
        assertEquals(200, status(call("POST").reading(), QUERY));
        assertEquals(2, signed.get());
    }

    @Test
    void aChangeThatCannotHappenTwiceIsSentAgainAndAnotherIsNot() throws Exception {
        answers(500, "", "");
        assertEquals(200, status(call("POST").guarded(), QUERY));
        assertEquals(2, asked.get());
        asked.set(0);
        assertEquals(500, status(call("POST"), QUERY));
        assertEquals(1, asked.get());
    }

    @Test
    void aServiceThatSaysItsBusyInTheBodyOfARefusalIsAskedAgain() throws Exception {
        answers(exchange -> {
            byte[] said = (asked.get() < 3 ? "<Code>Throttling</Code>" : "<Code>AccessDenied</Code>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(400, said.length);
            exchange.getResponseBody().write(said);
        });
        assertEquals(400, status(call("GET"), QUERY));
        assertEquals(3, asked.get(), "a refusal that is none of haste ends it");
    }

    @Test
    void aProviderIsAskedInTurnOnceItsBucketIsEmpty() throws Exception {
        answers(200, "", "");
        Courtesy slow = new Courtesy("slow", 1e-3, 2, _ -> false);
        for (int i = 0; i < 3; i++) {
            assertEquals(200, status(call("GET"), slow));
        }
        assertEquals(1, pauses.size(), "two at once, then one in its turn");
        assertTrue(pauses.getFirst().compareTo(Duration.ofMinutes(15)) > 0, "waited " + pauses);
        assertEquals(200, status(call("GET"), QUERY), "another provider has a bucket of its own");
        assertEquals(1, pauses.size());
    }

    @Test
    void aBucketRefillsEvenlyAndIsPouredOutWhenTheOtherSideIsBusy() {
        AtomicLong now = new AtomicLong();
        TokenBucket bucket = new TokenBucket(10, 5, now::get);
        for (int i = 0; i < 5; i++) {
            assertEquals(Duration.ZERO, bucket.take());
        }
        assertEquals(Duration.ofMillis(100), bucket.take());
        assertEquals(Duration.ofMillis(200), bucket.take(), "the next waits for the token after");
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertEquals(Duration.ZERO, bucket.take(), "it never holds more than its burst");
        bucket.drain();
        assertEquals(Duration.ofMillis(100), bucket.take());
    }

    @Test
    void theRequestIdOfAQueryApiIsKept() {
        HttpAnswer answer = new HttpAnswer(400, Map.of("x-amzn-RequestId", "0f1e-22"), new byte[0]);
        assertEquals("0f1e-22", answer.requestId());
        assertEquals("HTTP 400, request 0f1e-22", answer.toString());
    }
}
