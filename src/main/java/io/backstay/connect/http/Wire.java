package io.backstay.connect.http;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.connect.Disbelief;
import io.backstay.connect.http.way.ForbiddenAddress;
import io.backstay.connect.http.way.UnconnectedSockets;
import io.backstay.connect.http.way.Way;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/// Between our words and OkHttp's.
final class Wire {
    private static final String AGENT = "backstay";

    /// As many calls as are ever under way to one store; fewer would open a connection anew for almost every call.
    private static final int IDLE_MAX = 64;

    private static final int IDLE_MINUTES = 5;

    private Wire() {}

    static OkHttpClient client(HttpLimits limits, Way way) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(IDLE_MAX, IDLE_MINUTES, TimeUnit.MINUTES))
                .connectionSpecs(List.of(ConnectionSpec.RESTRICTED_TLS, ConnectionSpec.CLEARTEXT))
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .dns(way.names()::of)
                .socketFactory(new UnconnectedSockets(way.sockets()))
                .connectTimeout(limits.connectMax())
                .readTimeout(limits.callMax())
                .writeTimeout(limits.callMax());
        X509TrustManager trust = way.trust();
        return trust == null
                ? builder.build()
                : builder.sslSocketFactory(trusting(trust), trust).build();
    }

    private static SSLSocketFactory trusting(X509TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    static Request request(HttpCall call) {
        Request.Builder builder = new Request.Builder().url(call.url());
        Map<String, String> headers = new HashMap<>(call.headers());
        // Otherwise OkHttp would ask for gzip and unpack it, and lengths and hashes would no longer be the store's.
        headers.putIfAbsent("accept-encoding", "identity");
        headers.putIfAbsent("user-agent", AGENT);
        headers.forEach(builder::header);
        boolean bodyNeeded = call.method().equals("PUT") || call.method().equals("POST");
        boolean body = bodyNeeded || call.body().length() > 0;
        return builder.method(call.method(), body ? new SentBody(call.body()) : null)
                .build();
    }

    static HttpAnswer whole(HttpAnswer head, InputStream body, ByteSize max, Endpoint endpoint)
            throws IOException, BackstayException {
        int limit = Math.toIntExact(max.bytes());
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new BackstayException(new Failure.TooLarge("The answer of " + endpoint, max));
        }
        return head.withBody(bytes);
    }

    /// What was to be sent could not even be read.
    static BackstayException unsendable(IOException cause) {
        return new BackstayException(
                new Failure.BadInput("What was to be sent cannot be read.", "Check that the file is still there."),
                cause);
    }

    /// @param waited over all attempts
    static BackstayException failed(HttpCall call, Duration waited, ConnectionBroke broke) {
        Throwable cause = broke.getCause();
        String where = call.endpoint().toString();
        Failure failure = switch (cause) {
            case InterruptedIOException _ -> new Failure.TimedOut("A call to " + where, waited);
            case UnknownHostException _ -> new Failure.Unreachable(where, "no name server knows this name");
            case ForbiddenAddress _ ->
                new Failure.Unreachable(where, "its name leads to an address that such a call is not made to");
            case ConnectException _ -> new Failure.Unreachable(where, "nothing accepts connections there");
            case SSLException tls -> unbelieved(where, tls);
            case null, default ->
                new Failure.Unreachable(where, "the connection broke off before the answer was complete");
        };
        return new BackstayException(failure, cause);
    }

    private static Failure unbelieved(String where, SSLException tls) {
        Disbelief disbelief = Disbelief.of(tls);
        return disbelief == null
                ? new Failure.Unreachable(where, "no trusted TLS 1.2 or 1.3 connection came about")
                : disbelief.at(where);
    }

    /// The failure of a call that ran on its own thread, as if it had run on the caller's.
    static IOException unwrapped(ExecutionException e) throws BackstayException {
        return switch (e.getCause()) {
            case BackstayException failure -> throw failure;
            case IOException failure -> failure;
            case RuntimeException defect -> throw defect;
            case Error defect -> throw defect;
            case null, default -> throw new IllegalStateException(e);
        };
    }

    private static final class SentBody extends RequestBody {
        private final HttpBody body;

        SentBody(HttpBody body) {
            this.body = body;
        }

        @Override
        public @Nullable MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return body.length();
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            try (Source source = Okio.source(body.open())) {
                sink.writeAll(source);
            }
        }
    }
}
