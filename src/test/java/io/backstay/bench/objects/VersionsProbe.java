package io.backstay.bench.objects;

import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.Secrets;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.InstantSource;
import java.util.Random;

/// Lists every version of a bucket in a process of its own and says how many there were, how much of the heap was in
/// use at most after a sweep, and how much after the first one.
final class VersionsProbe {
    private static final long SWEEP_EVERY = 50_000;

    private VersionsProbe() {}

    /// Lists.
    ///
    /// @param arguments the store's port
    public static void main(String[] arguments) throws Exception {
        Endpoint endpoint = new Endpoint("http", "127.0.0.1", Integer.parseInt(arguments[0]));
        boolean sweep = arguments.length > 1;
        long[] seen = new long[3];
        try (HttpTransport transport = new HttpTransport(HttpLimits.USUAL, Thread::sleep, new Random(1))) {
            ObjectStore store = new ObjectStore(
                    transport,
                    new S3Address(endpoint, "us-east-1", "synthetic", null),
                    new S3Credentials("KEY", Secrets.source("a secret of a benchmark"), null),
                    InstantSource.system());
            store.versions("tenants/", version -> {
                seen[0]++;
                if (sweep && seen[0] % SWEEP_EVERY == 0) {
                    System.gc();
                    seen[1] = Math.max(seen[1], used());
                    seen[2] = seen[2] == 0 ? used() : seen[2];
                }
            });
        }
        System.out.println(seen[0] + " " + seen[1] + " " + seen[2]);
    }

    private static long used() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
    }
}
