package io.backstay.connect.s3;

import io.backstay.base.BackstayException;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Calls;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.Secrets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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

    /// Writes an object under any name, past our own client, which refuses some: the name stands in a form, as a
    /// browser sends it (`POST Object` of S3, with a signed policy).
    ///
    /// @return whether the gateway takes such a name
    boolean post(String bucket, String key, String text) throws Exception {
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.now(ZoneOffset.UTC));
        String moment = day + "T000000Z";
        String scope = KEY + "/" + day + "/default/s3/aws4_request";
        String allowed = """
                {"expiration": "2099-01-01T00:00:00.000Z", "conditions": [{"bucket": "%s"},
                ["starts-with", "$key", ""], {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
                {"x-amz-credential": "%s"}, {"x-amz-date": "%s"}]}
                """.formatted(bucket, scope, moment);
        byte[] asked = allowed.getBytes(StandardCharsets.UTF_8);
        String policy = Base64.getEncoder().encodeToString(asked);
        byte[] signing = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String each : List.of(day, "default", "s3", "aws4_request")) {
            signing = hmac(signing, each);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", key);
        fields.put("policy", policy);
        fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
        fields.put("x-amz-credential", scope);
        fields.put("x-amz-date", moment);
        fields.put("x-amz-signature", HexFormat.of().formatHex(hmac(signing, policy)));
        fields.put("file", text);
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append("--part\r\nContent-Disposition: form-data; name=\"" + name + "\"")
                .append(name.equals("file") ? "; filename=\"file\"" : "")
                .append("\r\n\r\n" + value + "\r\n"));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + bucket + "/"))
                .header("Content-Type", "multipart/form-data; boundary=part")
                .POST(HttpRequest.BodyPublishers.ofString(body + "--part--\r\n"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
        }
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        transport.close();
        alive.close();
        process.onExit().join();
    }
}
