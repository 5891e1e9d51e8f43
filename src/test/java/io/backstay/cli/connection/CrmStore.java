package io.backstay.cli.connection;

import io.backstay.base.Lifetime;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.PracticeDeletion;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Calls;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestCertificate;
import io.backstay.fixture.TlsFront;
import io.backstay.lab.objects.LabObjectKey;
import io.backstay.lab.objects.LabObjectKey.Right;
import io.backstay.lab.objects.LabObjectServer;
import io.backstay.seal.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// The CRM's files: the project's own object store behind TLS with an authority of its own, a key for each
/// purpose, of which none may delete, and the product's own.
final class CrmStore implements AutoCloseable {
    static final String SECRET = "an object key of this test only";
    static final String NEW_BUCKET = "crm-restored";
    private static final String BUCKET = "crm-files";

    private final Lifetime lifetime = new Lifetime();
    private final TestCertificate certificate;
    private final TlsFront front;
    private final ObjectStore store;
    private final PracticeDeletion deletion;

    /// The store of the CRM that is in use.
    CrmStore(Path root) throws Exception {
        this(
                root,
                BUCKET,
                "PRODUCT",
                secret -> List.of(
                        new LabObjectKey("READER", secret, Right.READ, List.of("accounts/")),
                        new LabObjectKey("SCRATCH", secret, Right.WRITE, List.of("backstay-restore-tests/")),
                        new LabObjectKey("WRITER", secret, Right.WRITE, List.of("accounts/")),
                        new LabObjectKey("PRODUCT", secret, Right.DELETE)));
    }

    /// Another store with an empty bucket, and one key that may do everything there.
    static CrmStore elsewhere(Path root) throws Exception {
        return new CrmStore(root, NEW_BUCKET, "NEW", secret -> List.of(new LabObjectKey("NEW", secret, Right.WRITE)));
    }

    /// The store into which live's log is copied; nobody but its archiver may write there.
    static CrmStore ofLog(Path root) throws Exception {
        return new CrmStore(
                root,
                "crm-log",
                "ARCHIVER",
                secret -> List.of(
                        new LabObjectKey("LOG", secret, Right.READ, List.of("wal/")),
                        new LabObjectKey("ARCHIVER", secret, Right.DELETE)));
    }

    /// The options with which a connection reads the log from here.
    List<String> logOptions() {
        return List.of(
                "--wal-store=" + endpoint(),
                "--wal-region=" + LabObjectServer.REGION,
                "--wal-bucket=crm-log",
                "--wal-owner=" + LabObjectServer.OWNER,
                "--wal-prefix=wal/",
                "--wal-reader=CRM log, read");
    }

    /// Moves every file of a folder under a prefix.
    void moveIn(Path folder, String prefix) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                store.put(prefix + file.getFileName(), HttpBody.of(Files.readAllBytes(file)), "binary/octet-stream");
                Files.delete(file);
            }
        }
    }

    private CrmStore(Path root, String bucket, String writer, Function<Secret, List<LabObjectKey>> keys)
            throws Exception {
        Path folder = Files.createDirectory(root.resolve(bucket + "-objects"));
        certificate = TestCertificate.make(root, bucket);
        LabObjectServer server;
        try (Secret secret = Secrets.of(SECRET)) {
            server = lifetime.own(
                    LabObjectServer.start(folder, bucket, keys.apply(secret), InstantSource.system(), null));
        }
        front = lifetime.own(
                new TlsFront(certificate.context(), server.address().getPort()));
        HttpTransport transport = lifetime.own(new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(2)));
        S3Address address = new S3Address(
                Endpoint.parse(server.address().toString()), LabObjectServer.REGION, bucket, LabObjectServer.OWNER);
        S3Credentials key = new S3Credentials(writer, Secrets.source(SECRET), null);
        store = new ObjectStore(transport, address, key, InstantSource.system());
        deletion = new PracticeDeletion(transport, address, key, InstantSource.system());
    }

    String endpoint() {
        return "https://127.0.0.1:" + front.port();
    }

    Path certificate() {
        return certificate.certificate();
    }

    /// The options with which a connection reaches it.
    String[] options(String... more) {
        List<String> usual = List.of(
                "--store=" + endpoint(),
                "--store-region=" + LabObjectServer.REGION,
                "--store-bucket=" + BUCKET,
                "--store-owner=" + LabObjectServer.OWNER,
                "--store-prefix=accounts/{tenant}/",
                "--store-rows=crm.attachments:object_key,size_bytes,sha256",
                "--store-reader=CRM files, read",
                "--store-scratch=CRM files, scratch",
                "--store-writer=CRM files, write");
        var all = new ArrayList<>(List.of(more));
        for (String each : usual) {
            String option = each.substring(0, each.indexOf('=') + 1);
            if (all.stream().noneMatch(other -> other.startsWith(option))) {
                all.add(each);
            }
        }
        return all.toArray(String[]::new);
    }

    void put(String key, String text) throws Exception {
        store.put(key, HttpBody.of(text.getBytes(StandardCharsets.UTF_8)), "text/plain");
    }

    /// Into an archive, from which nobody can read it before it is asked for.
    void putAway(String key, String text) throws Exception {
        S3Calls calls = store.calls();
        HttpBody body = HttpBody.of(text.getBytes(StandardCharsets.UTF_8));
        calls.demand(calls.send(calls.onObject("PUT", key, null, Map.of("x-amz-storage-class", "GLACIER"), body)), key);
    }

    void delete(String key) throws Exception {
        deletion.delete(key);
    }

    /// Every file under a prefix as it is now, by key.
    SortedMap<String, String> contents(String prefix) throws Exception {
        SortedMap<String, String> newest = new TreeMap<>();
        store.versions(prefix, version -> newest.putIfAbsent(version.key(), version.marker() ? "" : "there"));
        newest.values().removeIf(String::isEmpty);
        for (String key : List.copyOf(newest.keySet())) {
            var bytes = new ByteArrayOutputStream();
            store.get(key, null, bytes);
            newest.put(key, bytes.toString(StandardCharsets.UTF_8));
        }
        return newest;
    }

    /// What a file was written as.
    String type(String key) throws Exception {
        return Objects.requireNonNull(store.head(key, null).orElseThrow().contentType());
    }

    /// When the newest version or delete marker under a prefix was made, by the store's own clock.
    Instant newest(String prefix) throws Exception {
        Instant[] newest = {Instant.EPOCH};
        store.versions(prefix, version -> {
            Instant at = version.version().lastModified();
            newest[0] = at.isAfter(newest[0]) ? at : newest[0];
        });
        return newest[0];
    }

    @Override
    public void close() {
        lifetime.close();
    }
}
