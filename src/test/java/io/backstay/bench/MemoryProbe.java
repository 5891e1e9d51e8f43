package io.backstay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.load.TenantImport;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.fixture.Secrets;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Finds, compares and rehearses the import of one tenant in a process with a small heap, and tells how much of the
/// heap was in use at most, garbage not counted: the heap is swept ten times a second and measured after that.
final class MemoryProbe {
    private static final String HEAP = "-Xmx256m";
    private static final long SWEEP_MILLIS = 100;
    private static final double MEGABYTE = 1 << 20;

    private MemoryProbe() {}

    /// Runs it as a process of its own; the line that it prints.
    static String measure(TenantLab lab, TenantId tenant) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Duser.timezone=UTC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryProbe.class.getName(),
                        String.valueOf(lab.live().port()),
                        lab.live().database(),
                        lab.then().database(),
                        tenant.value()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    /// Does the whole job in this process, and says what it took.
    ///
    /// @param arguments the server's port, both databases and the tenant
    public static void main(String[] arguments) throws Exception {
        Login live = new Login(
                "127.0.0.1",
                Integer.parseInt(arguments[0]),
                arguments[1],
                "postgres",
                Secrets.source("for tests only"));
        TenantId tenant = new TenantId(arguments[3]);
        CountDownLatch done = new CountDownLatch(1);
        long[] peak = new long[1];
        Thread sweeper = Thread.ofPlatform().start(() -> sweep(done, peak));
        long rows;
        long inserted;
        try (Connection session = live.open("bench");
                TenantRows found = Closure.find(live.to(arguments[2]).open("bench"), TenantLab.mapping(), tenant)) {
            rows = found.counts().values().stream().mapToLong(Long::longValue).sum();
            Comparison.run(Question.of(found), session, Progress.NONE);
            inserted = new TenantImport(() -> live.open("bench"), InstantSource.system())
                    .rehearse(session, Question.of(found), TriggerMode.SUPPRESS, Progress.NONE)
                    .proof()
                    .rowsInserted();
        } finally {
            done.countDown();
            sweeper.join();
        }
        System.out.printf(
                Locale.ROOT,
                "| Found, compared, import rehearsed in a heap of 256 MB: %,d rows, %,d written | %.1f MB in use at"
                        + " most | | |%n",
                rows,
                inserted,
                peak[0] / MEGABYTE);
    }

    /// What a sweep left, as the collector says itself: when this thread goes on after one, others have made garbage.
    private static long leftBySweep() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    private static void sweep(CountDownLatch done, long[] peak) {
        try {
            do {
                System.gc();
                peak[0] = Math.max(peak[0], leftBySweep());
            } while (!done.await(SWEEP_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
