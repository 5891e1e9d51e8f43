package io.backstay.lab.objects;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Fails the n-th request to the practice store, in one way.
public final class LabFaults extends Filter {
    private static final int TRICKLE_MAX = 300;
    private static final long TRICKLE_NANOS = 100_000_000;

    private final AtomicInteger seen = new AtomicInteger();
    private volatile int at;
    private volatile Kind kind = Kind.LOST_BEFORE;
    private volatile Predicate<HttpExchange> which = _ -> true;

    /// How a request fails.
    public enum Kind {
        /// The connection breaks before anything was done.
        LOST_BEFORE,
        /// It breaks after all of it was done.
        LOST_AFTER,
        /// All of it was done, and half of the answer comes before the store hangs up.
        HALF_AN_ANSWER,
        /// All of it was done, and the answer comes so slowly that nobody waits for its end.
        TRICKLE,
        /// The store is busy.
        BUSY,
        /// The store answers 200 and says in the body that it failed.
        ERROR_IN_200,
        /// Something between answers with a page for people.
        HTML,
        /// The session of the key is over.
        EXPIRED
    }

    /// Fails the n-th from now, 0 for none.
    public void arm(Kind how, int n) {
        arm(how, n, _ -> true);
    }

    /// Fails the n-th from now of those that count.
    public void arm(Kind how, int n, Predicate<HttpExchange> counted) {
        seen.set(0);
        kind = how;
        which = counted;
        at = n;
    }

    /// How many were counted since.
    public int seen() {
        return seen.get();
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (!which.test(exchange) || seen.incrementAndGet() != at) {
            chain.doFilter(exchange);
            return;
        }
        switch (kind) {
            case LOST_BEFORE -> exchange.close();
            case LOST_AFTER -> {
                chain.doFilter(new Unheard(exchange));
                exchange.close();
            }
            case HALF_AN_ANSWER -> cut(exchange, chain, (body, bytes) -> body.write(bytes, 0, bytes.length / 2));
            case TRICKLE -> cut(exchange, chain, LabFaults::trickle);
            case BUSY -> say(exchange, 503, "<Error><Code>SlowDown</Code></Error>");
            case ERROR_IN_200 -> say(exchange, 200, "<Error><Code>InternalError</Code></Error>");
            case HTML -> say(exchange, 200, "<html><body>Welcome<br>here</body></html>");
            case EXPIRED -> say(exchange, 400, "<Error><Code>ExpiredToken</Code></Error>");
        }
    }

    /// Writes some of an answer.
    @FunctionalInterface
    private interface Cut {
        void write(OutputStream body, byte[] whole) throws IOException;
    }

    private static void cut(HttpExchange exchange, Chain chain, Cut cut) throws IOException {
        Unheard unheard = new Unheard(exchange);
        chain.doFilter(unheard);
        byte[] whole = unheard.body.toByteArray();
        if (whole.length > 0 && !exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().putAll(unheard.headers);
            exchange.sendResponseHeaders(unheard.code, whole.length);
            cut.write(exchange.getResponseBody(), whole);
            exchange.getResponseBody().flush();
        }
        exchange.close();
    }

    /// Until the caller hangs up, for at most half a minute.
    private static void trickle(OutputStream body, byte[] whole) throws IOException {
        for (int i = 0; i < Math.min(whole.length - 1, TRICKLE_MAX); i++) {
            body.write(whole[i]);
            body.flush();
            LockSupport.parkNanos(TRICKLE_NANOS);
        }
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(status, -1);
            } else {
                LabObjectRequests.send(exchange, status, text);
            }
        }
    }

    @Override
    public String description() {
        return "fails the n-th request";
    }

    /// Takes an answer and sends none.
    private static final class Unheard extends HttpExchange {
        private final HttpExchange real;
        private final Headers headers = new Headers();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int code = -1;

        Unheard(HttpExchange real) {
            this.real = real;
        }

        @Override
        public Headers getRequestHeaders() {
            return real.getRequestHeaders();
        }

        @Override
        public Headers getResponseHeaders() {
            return headers;
        }

        @Override
        public URI getRequestURI() {
            return real.getRequestURI();
        }

        @Override
        public String getRequestMethod() {
            return real.getRequestMethod();
        }

        @Override
        public HttpContext getHttpContext() {
            return real.getHttpContext();
        }

        @Override
        public void close() {}

        @Override
        public InputStream getRequestBody() {
            return real.getRequestBody();
        }

        @Override
        public OutputStream getResponseBody() {
            return body;
        }

        @Override
        public void sendResponseHeaders(int status, long length) {
            code = status;
        }

        @Override
        public InetSocketAddress getRemoteAddress() {
            return real.getRemoteAddress();
        }

        @Override
        public int getResponseCode() {
            return code;
        }

        @Override
        public InetSocketAddress getLocalAddress() {
            return real.getLocalAddress();
        }

        @Override
        public String getProtocol() {
            return real.getProtocol();
        }

        @Override
        public Object getAttribute(String name) {
            return real.getAttribute(name);
        }

        @Override
        public void setAttribute(String name, Object value) {
            real.setAttribute(name, value);
        }

        @Override
        public void setStreams(InputStream in, OutputStream out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public HttpPrincipal getPrincipal() {
            return real.getPrincipal();
        }
    }
}
