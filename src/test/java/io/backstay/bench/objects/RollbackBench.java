package io.backstay.bench.objects;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Progress;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.copy.CopyLimits;
import io.backstay.connect.s3.copy.UploadBook;
import io.backstay.connect.s3.rollback.PrefixRollback;
import io.backstay.connect.s3.rollback.RollbackMeans;
import io.backstay.connect.s3.rollback.RollbackResult;
import io.backstay.connect.s3.rollback.RollbackScope;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.Precondition;
import io.backstay.lab.objects.LabStoreFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many objects come back in a second with 1, 8 and 32 under way, from the practice store in the same process,
/// which answers at once, and as one that takes 20 ms for each call. And many, beside the bare calls that they take.
/// It prints tables and judges nothing.
@Tag("bench")
class RollbackBench {
    private static final int OBJECTS = Integer.getInteger("backstay.objects", 2000);
    private static final int MANY = Integer.getInteger("backstay.objects.many", 100_000);
    private static final int AT_ONCE = 32;

    @TempDir
    Path folder;

    @Test
    void objectsASecond() throws Exception {
        run(8, 0, 400);
        for (int millis : new int[] {0, 20}) {
            for (int atOnce : new int[] {1, 8, 32, 64}) {
                run(atOnce, millis, millis > 0 && atOnce == 1 ? OBJECTS / 10 : OBJECTS);
            }
        }
    }

    /// The peer makes the same calls, with the list of what to do already in its hands, and looks at nothing.
    @Test
    void manyObjectsBesideTheBareCalls() throws Exception {
        run(AT_ONCE, 0, OBJECTS);
        double ours = run(AT_ONCE, 0, MANY);
        double bare = bare(MANY);
        System.out.println(String.format(
                Locale.ROOT, "%d objects: %.1f s, the bare calls %.1f s, ratio %.2f", MANY, ours, bare, ours / bare));
    }

    private double bare(int objects) throws Exception {
        try (LabStoreFixture lab = new LabStoreFixture(folder.resolve("bare"))) {
            lay(lab, objects);
            ObjectStore store = lab.store();
            // Of each key the marker on top, or else the version under the one on top.
            Map<String, ListedVersion> work = new LinkedHashMap<>();
            store.versions("firm-1/", version -> {
                ListedVersion above = work.get(version.key());
                if (above == null || !above.marker()) {
                    work.put(version.key(), version);
                }
            });
            long begun = System.nanoTime();
            try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
                for (Future<?> each : threads.invokeAll(work.values().stream()
                        .map(version -> call(store, version))
                        .toList())) {
                    each.get();
                }
            }
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    private static Callable<Object> call(ObjectStore store, ListedVersion version) {
        return () -> {
            if (version.marker()) {
                store.undelete(version);
            } else {
                store.copyForward(version, Precondition.NONE);
            }
            return store.head(version.key(), null);
        };
    }

    private static Instant lay(LabStoreFixture lab, int objects) throws Exception {
        for (int i = 0; i < objects; i++) {
            lab.lay("firm-1/" + i, "good " + i);
        }
        lab.tick(10);
        Instant good = lab.now();
        lab.tick(10);
        for (int i = 0; i < objects; i++) {
            lab.lay("firm-1/" + i, i % 2 == 0 ? null : "bad");
        }
        return good;
    }

    private double run(int atOnce, int millis, int objects) throws Exception {
        Path store = folder.resolve(atOnce + "-" + millis + "-" + objects);
        try (LabStoreFixture lab = new LabStoreFixture(store)) {
            Instant good = lay(lab, objects);
            lab.delay(Duration.ofMillis(millis));
            var rollback = new PrefixRollback(
                    lab.store(),
                    new TenantPrefix("firm-1/"),
                    good,
                    RollbackScope.DELETED_AND_OVERWRITTEN,
                    new RollbackMeans(UploadBook.passing(), CopyLimits.S3, atOnce));
            var plan = rollback.plan();
            long begun = System.nanoTime();
            RollbackResult result = rollback.run(plan, Progress.NONE);
            double seconds = (System.nanoTime() - begun) / 1e9;
            assertTrue(result.complete(), result::toString);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%d at once, %d ms a call: %d objects in %.2f s, %.0f a second",
                    atOnce,
                    millis,
                    objects,
                    seconds,
                    objects / seconds));
            return seconds;
        }
    }
}
