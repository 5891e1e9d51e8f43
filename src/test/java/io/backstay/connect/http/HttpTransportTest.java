package io.backstay.connect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpTransportTest {
    private static final HttpLimits LIMITS = new HttpLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            new ByteSize(1000),
            4,
            Duration.ofSeconds(2));

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private HttpTransport transport;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.start();
        transport = transport(LIMITS);
    }

    @AfterEach
    void stop() {
        transport.close();
        server.stop(0);
        workers.shutdownNow();
    }

    private HttpTransport transport(HttpLimits limits) {
        return new HttpTransport(limits, pauses::add, new Random(7));
    }

    private void answers(HttpHandler handler) {
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private HttpCall call(String method, String path) {
        Endpoint endpoint =
                new Endpoint("http", "127.0.0.1", server.getAddress().getPort());
        return new HttpCall(method, endpoint, path, "", Map.of("x-secret", "s3cr3t-value"), HttpBody.NONE);
    }

    private Failure failureOf(HttpCall call) {
        BackstayException e =
                assertThrows(BackstayException.class, () -> transport.send(call, HttpTransport.Signing.NONE));
        assertFalse(e.toString().contains("s3cr3t-value"), e.toString());
        return e.failure();
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Test
    void aRedirectIsAnAnswerAndIsNotFollowed() throws Exception {
        answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            say(exchange, 307, "");
        });
        assertEquals(
                307,
                transport.send(call("GET", "/a"), HttpTransport.Signing.NONE).status());
        assertEquals(1, asked.get());
    }

    @Test
    void aReadIsAskedAgainWhileTheServiceIsBusyAndSignedAfreshEachTime() throws Exception {
        answers(exchange -> say(exchange, asked.get() < 3 ? 503 : 200, "yes"));
        AtomicInteger signed = new AtomicInteger();
        HttpAnswer answer = transport.send(call("GET", "/a"), call -> {
            signed.incrementAndGet();
            return call;
        });
        assertEquals(200, answer.status());
        assertEquals("yes", new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(3, signed.get());
        assertEquals(2, pauses.size());
        for (Duration pause : pauses) {
            assertTrue(pause.compareTo(LIMITS.pauseMax()) <= 0, "pause " + pause);
        }
    }

    @Test
    void theLastBusyAnswerIsHandedOver() throws Exception {
        answers(exchange -> say(exchange, 503, "busy"));
        assertEquals(
                503,
                transport.send(call("GET", "/a"), HttpTransport.Signing.NONE).status());
        assertEquals(LIMITS.attemptsMax(), asked.get());
    }

    @Test
    void aChangeIsSentOnceOnly() throws Exception {
        answers(exchange -> say(exchange, 503, ""));
        assertEquals(
                503,
                transport.send(call("PUT", "/a"), HttpTransport.Signing.NONE).status());
        assertEquals(
                503,
                transport.send(call("DELETE", "/a"), HttpTransport.Signing.NONE).status());
        assertEquals(2, asked.get());
    }

    @Test
    void anAnswerOverTheLimitIsRefused() {
        answers(exchange -> say(exchange, 200, "x".repeat(1001)));
        assertInstanceOf(Failure.TooLarge.class, failureOf(call("GET", "/a")));
    }

    @Test
    void anAnswerAtTheLimitIsTaken() throws Exception {
        answers(exchange -> say(exchange, 200, "x".repeat(1000)));
        HttpAnswer answer = transport.send(call("GET", "/a"), HttpTransport.Signing.NONE);
        assertEquals(1000, answer.body().readAllBytes().length);
    }

    @Test
    void halfAnAnswerIsAskedAgainAndThenABrokenConnection() {
        answers(exchange -> {
            exchange.sendResponseHeaders(200, 500);
            exchange.getResponseBody().write(new byte[100]);
            exchange.getResponseBody().flush();
        });
        assertInstanceOf(Failure.Unreachable.class, failureOf(call("GET", "/a")));
        assertEquals(LIMITS.attemptsMax(), asked.get());
    }

    @Test
    void aStreamThatBreaksIsNotTakenTwice() {
        answers(exchange -> {
            exchange.sendResponseHeaders(200, 500);
            exchange.getResponseBody().write(new byte[100]);
            exchange.getResponseBody().flush();
        });
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        BackstayException e = assertThrows(
                BackstayException.class,
                () -> transport.receive(
                        call("GET", "/a"), HttpTransport.Signing.NONE, (_, body) -> body.transferTo(sink)));
        assertInstanceOf(Failure.Unreachable.class, e.failure());
        assertEquals(1, asked.get());
        assertTrue(sink.size() <= 100, "taken " + sink.size());
    }

    @Test
    void aReceiverThatFailsIsToldApartFromABrokenConnection() {
        answers(exchange -> say(exchange, 200, "abc"));
        IOException e = assertThrows(
                IOException.class,
                () -> transport.receive(call("GET", "/a"), HttpTransport.Signing.NONE, (_, _) -> {
                    throw new IOException("disk full");
                }));
        assertEquals("disk full", e.getMessage());
        assertEquals(1, asked.get());
    }

    @Test
    void aServiceThatNeverAnswersIsGivenUp() {
        CountDownLatch over = new CountDownLatch(1);
        answers(_ -> await(over));
        transport.close();
        transport = transport(new HttpLimits(
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                new ByteSize(1000),
                2,
                Duration.ofSeconds(2)));
        assertInstanceOf(Failure.TimedOut.class, failureOf(call("GET", "/a")));
        over.countDown();
        assertEquals(2, asked.get());
    }

    @Test
    void anAnswerThatTricklesEndlesslyIsGivenUpAtTheDeadline() {
        CountDownLatch over = new CountDownLatch(1);
        answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 10_000 && !waited(over, Duration.ofMillis(20)); i++) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
            }
        });
        transport.close();
        transport = transport(new HttpLimits(
                Duration.ofSeconds(5),
                Duration.ofMillis(300),
                Duration.ofSeconds(30),
                new ByteSize(1_000_000),
                1,
                Duration.ofSeconds(2)));
        assertInstanceOf(Failure.TimedOut.class, failureOf(call("GET", "/a")));
        over.countDown();
    }

    private static boolean waited(CountDownLatch latch, Duration max) {
        try {
            return latch.await(max.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Test
    void aFileThatVanishedIsNotBlamedOnTheNetwork() {
        Endpoint endpoint =
                new Endpoint("http", "127.0.0.1", server.getAddress().getPort());
        HttpCall put = new HttpCall("PUT", endpoint, "/a", "", Map.of(), HttpBody.NONE);
        BackstayException e = assertThrows(
                BackstayException.class,
                () -> transport.send(put, _ -> {
                    throw new IOException("gone");
                }));
        assertInstanceOf(Failure.BadInput.class, e.failure());
    }

    @Test
    void interruptingTheCallerEndsTheCall() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        answers(_ -> {
            arrived.countDown();
            await(over);
        });
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                transport.send(call("GET", "/a"), HttpTransport.Signing.NONE);
            } catch (BackstayException | InterruptedException e) {
                seen.set(e);
            }
        });
        arrived.await();
        caller.interrupt();
        caller.join();
        over.countDown();
        assertInstanceOf(InterruptedException.class, seen.get());
    }

    @Test
    void nothingListeningIsSaidSo() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        HttpCall call = new HttpCall("GET", new Endpoint("http", "127.0.0.1", port), "/", "", Map.of(), HttpBody.NONE);
        Failure failure = failureOf(call);
        assertInstanceOf(Failure.Unreachable.class, failure);
        assertTrue(failure.message().contains("127.0.0.1:" + port), failure.message());
    }

    @Test
    void aServerWithoutTlsIsNotSpokenToAsIfItHadIt() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            workers.execute(() -> sayNoTls(plain));
            Endpoint tls = new Endpoint("https", "localhost", plain.getLocalPort());
            Failure failure = failureOf(new HttpCall("GET", tls, "/", "", Map.of(), HttpBody.NONE));
            assertInstanceOf(Failure.Unreachable.class, failure);
            assertTrue(failure.message().contains("TLS"), failure.message());
        }
    }

    private static void sayNoTls(ServerSocket plain) {
        for (int i = 0; i < 100; i++) {
            try (Socket socket = plain.accept()) {
                socket.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return;
            }
        }
    }

    @Test
    void theRequestIdIsKept() throws Exception {
        answers(exchange -> {
            exchange.getResponseHeaders().set("X-Amz-Request-Id", "req-1");
            say(exchange, 200, "");
        });
        assertEquals(
                "req-1",
                transport.send(call("GET", "/a"), HttpTransport.Signing.NONE).requestId());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
