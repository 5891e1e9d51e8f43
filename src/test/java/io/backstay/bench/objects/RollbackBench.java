package io.backstay.bench.objects;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Progress;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.copy.CopyLimits;
import io.backstay.connect.s3.copy.UploadBook;
import io.backstay.connect.s3.rollback.PrefixRollback;
import io.backstay.connect.s3.rollback.RollbackMeans;
import io.backstay.connect.s3.rollback.RollbackResult;
import io.backstay.connect.s3.rollback.RollbackScope;
import io.backstay.lab.objects.LabStoreFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many objects come back in a second with 1, 8 and 32 under way, from the practice store in the same process,
/// which
/// answers at once, and as one that takes 20 ms for each call. It prints a table and judges nothing.
@Tag("bench")
class RollbackBench {
    private static final int OBJECTS = Integer.getInteger("backstay.objects", 2000);

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

    private void run(int atOnce, int millis, int objects) throws Exception {
        Path store = folder.resolve(atOnce + "-" + millis + "-" + objects);
        try (LabStoreFixture lab = new LabStoreFixture(store)) {
            for (int i = 0; i < objects; i++) {
                lab.lay("firm-1/" + i, "good " + i);
            }
            lab.tick(10);
            Instant good = lab.now();
            lab.tick(10);
            for (int i = 0; i < objects; i++) {
                lab.lay("firm-1/" + i, i % 2 == 0 ? null : "bad");
            }
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
        }
    }
}
