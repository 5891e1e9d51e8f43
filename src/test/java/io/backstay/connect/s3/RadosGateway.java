package io.backstay.connect.s3;

import io.backstay.base.BackstayException;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.fixture.Secrets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;

/// A Ceph RADOS gateway of this machine (Debian: radosgw, ceph-mon, ceph-osd), which checks signatures and locks truly.
final class RadosGateway implements AutoCloseable {
    private static final Path SCRIPT = Path.of("src/test/resources/peers/rados_gateway.sh");
    private static final String KEY = "GATEWAYKEY";
    private static final String SECRET = "a-gateway-secret-of-this-test-only";

    private final HttpTransport transport = new HttpTransport(HttpLimits.USUAL, Thread::sleep, new Random(3));
    private final Process process;
    private final OutputStream alive;
    private final int port;

    private RadosGateway(Process process, int port) {
        this.process = process;
        this.alive = process.getOutputStream();
        this.port = port;
    }

    /// Starts one, in ten to thirty seconds.
    static RadosGateway start(Path folder) throws IOException {
        int monitor = free();
        int port = free();
        Path said = folder.resolve("gateway.log");
        Process process = new ProcessBuilder(
                        "bash",
                        SCRIPT.toAbsolutePath().toString(),
                        folder.resolve("ceph").toString(),
                        Integer.toString(monitor),
                        Integer.toString(port),
                        KEY)
                .redirectError(said.toFile())
                .start();
        RadosGateway gateway = new RadosGateway(process, port);
        gateway.alive.write((SECRET + "\n").getBytes(StandardCharsets.UTF_8));
        gateway.alive.flush();
        BufferedReader out = process.inputReader();
        String up = out.readLine();
        if (!"up".equals(up)) {
            gateway.close();
            throw new IOException("the gateway did not start: " + Files.readString(said));
        }
        return gateway;
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    S3Address address(String bucket) {
        return new S3Address(new Endpoint("http", "127.0.0.1", port), "default", bucket, null);
    }

    ObjectStore store(String bucket, String secret) {
        return new ObjectStore(
                transport,
                address(bucket),
                new S3Credentials(KEY, Secrets.source(secret), null),
                InstantSource.system());
    }

    ObjectStore store(String bucket) {
        return store(bucket, SECRET);
    }

    PracticeDeletion deletion(String bucket) {
        return new PracticeDeletion(
                transport,
                address(bucket),
                new S3Credentials(KEY, Secrets.source(SECRET), null),
                InstantSource.system());
    }

    /// Makes a bucket that keeps versions.
    ///
    /// @param headers such as that it can lock
    ObjectStore make(String bucket, Map<String, String> headers) throws BackstayException, InterruptedException {
        ObjectStore store = store(bucket);
        S3Calls calls = store.calls();
        calls.demand(calls.send(calls.onBucket("PUT", "").with(headers)), bucket);
        set(store, "versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        return store;
    }

    /// Sets a bucket up.
    void set(ObjectStore store, String subresource, String document) throws BackstayException, InterruptedException {
        S3Calls calls = store.calls();
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        var plain = calls.onBucket("PUT", subresource + "=");
        var call = new HttpCall(
                "PUT", plain.endpoint(), plain.path(), plain.query(), S3Calls.document(bytes), HttpBody.of(bytes));
        calls.demand(calls.send(call), subresource);
    }

    @Override
    public void close() throws IOException {
        transport.close();
        alive.close();
        process.onExit().join();
    }
}
