package io.backstay.act.test;

import io.backstay.act.connection.ObjectSettings;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.rollback.PrefixRollback;
import io.backstay.connect.s3.rollback.RollbackPlan;
import io.backstay.connect.s3.rollback.RollbackResult;
import io.backstay.connect.s3.rollback.RollbackScope;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.restore.Site;
import io.backstay.restore.environment.Check;
import io.backstay.restore.environment.ObjectsAt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Copies of some files under a prefix of the test's own, overwritten and deleted there, and brought back by
/// version.
///
/// The files themselves are only read; nothing outside the prefix is written.
final class ObjectTrial implements Trial {
    private static final int COPIES_MAX = 24;
    private static final long COPY_BYTES_MAX = 1L << 20;
    private static final Duration POLL = Duration.ofMillis(25);
    private static final byte[] OVERWRITTEN = {'o', 'v', 'e', 'r'};

    private final TestGround ground;
    private final String run;
    private final long seed;
    private final InstantSource clock;

    /// @param run names the prefix, so that no two tests share one
    ObjectTrial(TestGround ground, String run, long seed, InstantSource clock) {
        this.ground = ground;
        this.run = run;
        this.seed = seed;
        this.clock = clock;
    }

    @Override
    public Measured run(Progress progress) throws BackstayException, InterruptedException {
        Site.Objects objects = ground.site().objects();
        if (objects == null) {
            throw new BackstayException(new Failure.Unsupported(
                    "A rollback of objects on a connection without an object store",
                    "Name a connection that has one."));
        }
        var prefix = new TenantPrefix(
                ObjectSettings.TEST_COPIES + run + "-" + clock.instant().toEpochMilli() + "/");
        ObjectStore store = objects.scratch();
        progress.step("Copying some files under " + prefix);
        Map<String, byte[]> copies = copy(objects, prefix);
        Instant moment = settled(store, prefix);
        progress.step("Overwriting and deleting the copies");
        Damage damage = damage(store, prefix, copies.keySet());
        progress.step("Bringing the copies back by version");
        Instant begunAt = clock.instant();
        var rollback = new PrefixRollback(store, prefix, moment, RollbackScope.DELETED_AND_OVERWRITTEN);
        RollbackPlan plan = rollback.plan();
        RollbackResult result = rollback.run(plan, progress);
        progress.step("Reading every copy again");
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("Files that were copied", "at least 1", Counts.of(copies.size()), !copies.isEmpty()));
        checks.add(Check.count(
                "Copies that were overwritten or deleted, and came back",
                damage.overwritten() + damage.deleted(),
                result.counts().broughtBack()));
        checks.add(Check.count(
                "A copy that was made later and was kept", 1, result.counts().createdLater()));
        checks.add(Check.none("Copies whose bytes are not what they were", unlike(store, copies)));
        checks.add(Check.none(
                "Problems that the store told of",
                result.problems().stream().map(Object::toString).toList()));
        Duration took = Duration.between(begunAt, clock.instant());
        erase(copies.keySet(), prefix, progress);
        return new Measured(null, moment, took, Duration.ZERO, checks);
    }

    /// What was done to the copies.
    private record Damage(long overwritten, long deleted) {}

    private Map<String, byte[]> copy(Site.Objects objects, TenantPrefix prefix)
            throws BackstayException, InterruptedException {
        List<ListedVersion> all = new ArrayList<>(
                ObjectsAt.list(objects.reader(), objects.root(), Instant.MAX).values());
        all.removeIf(each -> each.key().startsWith(ObjectSettings.TEST_COPIES)
                || each.version().size().bytes() > COPY_BYTES_MAX);
        var random = new SplittableRandom(seed);
        Map<String, byte[]> copies = new LinkedHashMap<>();
        while (!all.isEmpty() && copies.size() < COPIES_MAX) {
            ListedVersion chosen = all.remove(random.nextInt(all.size()));
            byte[] bytes = read(objects.reader(), chosen.key());
            String key = prefix + "copy-" + copies.size();
            objects.scratch().put(key, HttpBody.of(bytes), "application/octet-stream");
            copies.put(key, bytes);
        }
        return copies;
    }

    /// A whole second after the newest copy, once the next has begun: a store that dates in whole seconds cannot
    /// tell
    /// two writes within one of them apart.
    private Instant settled(ObjectStore store, TenantPrefix prefix) throws BackstayException, InterruptedException {
        Instant[] newest = {Instant.EPOCH};
        store.versions(prefix.value(), version -> {
            Instant at = version.version().lastModified();
            newest[0] = at.isAfter(newest[0]) ? at : newest[0];
        });
        Instant moment = newest[0].truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        while (clock.instant().isBefore(moment.plusSeconds(1))) {
            Thread.sleep(POLL);
        }
        return moment;
    }

    /// Every second copy is overwritten; the others are deleted where something may be deleted, else overwritten
    /// too.
    private Damage damage(ObjectStore store, TenantPrefix prefix, Iterable<String> keys)
            throws BackstayException, InterruptedException {
        TestGround.Eraser eraser = ground.eraser();
        long overwritten = 0;
        long deleted = 0;
        for (String key : keys) {
            if (eraser != null && overwritten > deleted) {
                eraser.delete(key);
                deleted++;
            } else {
                store.put(key, HttpBody.of(OVERWRITTEN), "text/plain");
                overwritten++;
            }
        }
        store.put(prefix + "later", HttpBody.of(OVERWRITTEN), "text/plain");
        return new Damage(overwritten, deleted);
    }

    private static List<String> unlike(ObjectStore store, Map<String, byte[]> copies)
            throws BackstayException, InterruptedException {
        List<String> unlike = new ArrayList<>();
        for (Map.Entry<String, byte[]> copy : copies.entrySet()) {
            if (!Arrays.equals(copy.getValue(), read(store, copy.getKey()))) {
                unlike.add(copy.getKey());
            }
        }
        return unlike;
    }

    private static byte[] read(ObjectStore store, String key) throws BackstayException, InterruptedException {
        var bytes = new ByteArrayOutputStream();
        try {
            store.get(key, null, bytes);
        } catch (IOException e) {
            throw new IllegalStateException("a stream in memory failed", e);
        }
        return bytes.toByteArray();
    }

    private void erase(Iterable<String> keys, TenantPrefix prefix, Progress progress)
            throws BackstayException, InterruptedException {
        TestGround.Eraser eraser = ground.eraser();
        if (eraser == null) {
            progress.note("The copies under " + prefix + " stay: nothing may be deleted here.");
            return;
        }
        for (String key : keys) {
            eraser.delete(key);
        }
        eraser.delete(prefix + "later");
    }
}
