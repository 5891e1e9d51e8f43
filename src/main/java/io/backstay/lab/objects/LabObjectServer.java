package io.backstay.lab.objects;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An object store for practice: the part of S3 that a restore needs, on this machine only.
///
/// It is test ground, not a product feature: one bucket with versions, access keys that may write or only read, no
/// TLS, nothing flushed to the platter. What it does, it does as S3 does: versions and delete markers, listings in
/// pages, retention locks, and signatures checked from the specification with nothing of the program's own client,
/// so that the two check each other. It answers on the loopback address only, at a port that the system chooses.
public final class LabObjectServer implements AutoCloseable {
    /// The region that signatures must name.
    public static final String REGION = "practice-1";

    /// The account that owns the bucket; a request that expects another owner is refused.
    public static final String OWNER = "000000000000";

    private static final String HOST = "127.0.0.1";
    private static final int BACKLOG = 64;

    private final HttpServer http;
    private final ExecutorService workers;
    private final LabObjectIndex index;
    private final LabSignature signature;
    private final Bucket bucket;

    /// The bucket, and what its requests go through before.
    private record Bucket(LabObjectBucket operations, List<Filter> filters) {}

    private LabObjectServer(
            HttpServer http, ExecutorService workers, LabObjectIndex index, LabSignature signature, Bucket bucket) {
        this.http = http;
        this.workers = workers;
        this.index = index;
        this.signature = signature;
        this.bucket = bucket;
    }

    /// Starts the store over a folder, which keeps everything for the next start.
    ///
    /// @param bucket    the one bucket, always with versions
    /// @param keys      copies are kept until the store stops, to check signatures with
    /// @param clock     dates versions, locks and the check of signatures
    /// @param retention every new version is locked for so long, in compliance mode; none where absent
    public static LabObjectServer start(
            Path folder, String bucket, List<LabObjectKey> keys, InstantSource clock, @Nullable Duration retention)
            throws BackstayException {
        LabObjectIndex index = open(folder, clock);
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(HOST), 0), BACKLOG);
            ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
            http.setExecutor(workers);
            LabObjectBucket operations = new LabObjectBucket(
                    index,
                    folder.resolve("incoming"),
                    bucket,
                    retention == null ? null : new LabObjectBucket.Retention(retention, clock));
            LabSignature signature = new LabSignature(keys, REGION);
            HttpContext context = http.createContext("/", new LabObjectRequests(operations, signature, clock));
            http.start();
            return new LabObjectServer(http, workers, index, signature, new Bucket(operations, context.getFilters()));
        } catch (IOException e) {
            close(index);
            throw new BackstayException(
                    new Failure.Unreachable("the loopback address", "the practice object store cannot listen there"),
                    e);
        }
    }

    /// Where it answers, such as `http://127.0.0.1:40123`.
    public URI address() {
        return URI.create("http://" + HOST + ":" + http.getAddress().getPort());
    }

    /// The one bucket.
    public String bucket() {
        return bucket.operations().bucket();
    }

    /// The operations of its bucket, for those who practise with them.
    LabObjectBucket operations() {
        return bucket.operations();
    }

    /// Lets every request go through something else first, such as a fault.
    void interpose(Filter filter) {
        bucket.filters().add(filter);
    }

    /// Stops answering; what was acknowledged stays on disk.
    @Override
    public void close() {
        http.stop(0);
        workers.shutdownNow();
        signature.close();
        close(index);
    }

    private static LabObjectIndex open(Path folder, InstantSource clock) throws BackstayException {
        try {
            Files.createDirectories(folder);
            Path incoming = Files.createDirectories(folder.resolve("incoming"));
            try (Stream<Path> leftovers = Files.list(incoming)) {
                for (Path leftover : (Iterable<Path>) leftovers::iterator) {
                    Files.delete(leftover);
                }
            }
            return new LabObjectIndex(folder, clock);
        } catch (IOException e) {
            throw new BackstayException(new Failure.Unwritable(folder.toString(), String.valueOf(e.getMessage())), e);
        }
    }

    private static void close(LabObjectIndex index) {
        try {
            index.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
