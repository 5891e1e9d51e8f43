package io.backstay.lab.objects;

import com.sun.net.httpserver.Filter;
import io.backstay.base.BackstayException;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.PracticeDeletion;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Calls;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.S3Checked;
import io.backstay.fixture.Secrets;
import io.backstay.seal.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A practice store and our client for it, with a clock that tests turn. What the two say to each other is held
/// against the model of S3.
public final class LabStoreFixture implements AutoCloseable {
    static final String BUCKET = "practice-documents";
    static final String KEY_ID = "LABKEY";
    static final String KEEPER_ID = "LABKEEPER";
    static final String SECRET = "not-a-real-secret";

    private final HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(3));
    private final S3Checked checked = S3Checked.both();
    private final Path folder;
    private LabObjectServer server;
    private Instant now = Instant.parse("2026-11-20T12:00:00.003Z");

    public LabStoreFixture(Path folder) throws BackstayException {
        this.folder = folder;
        this.server = started();
    }

    InstantSource clock() {
        return () -> now;
    }

    public Instant now() {
        return now;
    }

    public void tick(long millis) {
        now = now.plusMillis(millis);
    }

    void restart() throws BackstayException {
        server.close();
        server = started();
    }

    private LabObjectServer started() throws BackstayException {
        try (Secret secret = Secrets.of(SECRET)) {
            LabObjectServer started = LabObjectServer.start(
                    folder,
                    BUCKET,
                    List.of(
                            new LabObjectKey(KEY_ID, secret, LabObjectKey.Right.DELETE),
                            new LabObjectKey(KEEPER_ID, secret, LabObjectKey.Right.WRITE)),
                    clock(),
                    null);
            started.interpose(checked);
            return started;
        }
    }

    /// What holds it against the model.
    public S3Checked checked() {
        return checked;
    }

    LabObjectServer server() {
        return server;
    }

    HttpTransport transport() {
        return transport;
    }

    S3Address address() throws BackstayException {
        return new S3Address(
                Endpoint.parse(server.address().toString()), LabObjectServer.REGION, BUCKET, LabObjectServer.OWNER);
    }

    public ObjectStore store() throws BackstayException {
        return store(address(), KEY_ID, SECRET, clock());
    }

    /// The same with a key that may delete nothing, not even a delete marker.
    public ObjectStore keeper() throws BackstayException {
        return store(address(), KEEPER_ID, SECRET, clock());
    }

    ObjectStore store(S3Address address, String keyId, String secret, InstantSource clock) {
        return new ObjectStore(transport, address, new S3Credentials(keyId, Secrets.source(secret), null), clock);
    }

    public PracticeDeletion deletion() throws BackstayException {
        return new PracticeDeletion(
                transport, address(), new S3Credentials(KEY_ID, Secrets.source(SECRET), null), clock());
    }

    public void put(String key, String text) throws BackstayException, InterruptedException {
        store().put(key, HttpBody.of(text.getBytes(StandardCharsets.UTF_8)), "text/plain");
    }

    /// Sets the bucket up; the document is what the store answers to the question of that name.
    public void setting(String subresource, String document) {
        server.operations().settings().set(subresource, document);
    }

    /// Writes under any name, past our own client, which refuses some; a delete marker where there is no text.
    public void lay(String key, @Nullable String text) throws IOException {
        lay(key, text, Map.of());
    }

    /// The same with what else it is written with, by the names of S3's headers.
    public void lay(String key, @Nullable String text, Map<String, String> traits) throws IOException {
        server.operations().lay(key, text, traits);
    }

    /// Hears the path of every request, as it was sent.
    public void watch(Consumer<String> paths) {
        server.interpose(Filter.beforeHandler(
                "hears paths", exchange -> paths.accept(exchange.getRequestURI().getRawPath())));
    }

    /// Hears path and query of every request, as they were sent.
    public void watchAll(Consumer<URI> requests) {
        server.interpose(Filter.beforeHandler("hears requests", exchange -> requests.accept(exchange.getRequestURI())));
    }

    /// Hears what every copy is made from, as it was sent.
    public void watchSources(Consumer<String> sources) {
        server.interpose(Filter.beforeHandler("hears sources", exchange -> {
            String source = exchange.getRequestHeaders().getFirst("x-amz-copy-source");
            if (source != null) {
                sources.accept(source);
            }
        }));
    }

    /// Every answer takes so long, as from far away.
    public void delay(Duration each) {
        server.interpose(Filter.beforeHandler("is far away", _ -> LockSupport.parkNanos(each.toNanos())));
    }

    /// Faults on demand.
    public LabFaults faults() {
        LabFaults faults = new LabFaults();
        server.interpose(faults);
        return faults;
    }

    /// The store over a transport that asks nothing again.
    public ObjectStore once(HttpTransport patient) throws BackstayException {
        return new ObjectStore(patient, address(), new S3Credentials(KEY_ID, Secrets.source(SECRET), null), clock());
    }

    /// Makes one copy move less, so that what is larger is copied in parts.
    public void copyMax(long bytes) {
        server.operations().copyMax(bytes);
    }

    /// How many uploads in parts are open.
    public int uploads() {
        return server.operations().parts().count();
    }

    /// What was asked for out of the archive is there.
    public void arrive() {
        server.operations().archive().arrive();
    }

    /// Writes with more headers than the store of the program writes.
    public void put(String key, String text, Map<String, String> headers)
            throws BackstayException, InterruptedException {
        S3Calls calls = store().calls();
        HttpBody body = HttpBody.of(text.getBytes(StandardCharsets.UTF_8));
        calls.demand(calls.send(calls.onObject("PUT", key, null, headers, body)), key);
    }

    @Override
    public void close() {
        transport.close();
        server.close();
        checked.requireFitting();
    }
}
