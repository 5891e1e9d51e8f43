package io.backstay.connect.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.s3.posture.BucketLook;
import io.backstay.connect.s3.posture.BucketPosture;
import io.backstay.connect.s3.posture.LockDefault;
import io.backstay.connect.s3.posture.Setting;
import io.backstay.connect.s3.rollback.FileLocks;
import io.backstay.connect.s3.rollback.LockLook;
import io.backstay.connect.s3.rollback.PrefixRollback;
import io.backstay.connect.s3.rollback.RollbackResult;
import io.backstay.connect.s3.rollback.RollbackScope;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.fixture.HostileNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Ceph keeps the contract of object stores; what is Ceph's own way is said here.
@Tag("gateway")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RadosGatewayContractTest extends ObjectStoreContract {
    private static final long SEED = 20_261_127;
    private static final int PART = 250;

    private RadosGateway gateway;
    private String bucket = "";
    private int buckets;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        gateway = RadosGateway.start(folder);
    }

    @AfterAll
    void stop() throws IOException {
        gateway.close();
    }

    @BeforeEach
    void make() throws BackstayException, InterruptedException {
        bucket = "contract-" + ++buckets;
        gateway.make(bucket, Map.of());
    }

    @Override
    protected ObjectStore store() {
        return gateway.store(bucket);
    }

    @Override
    protected PracticeDeletion deletion() {
        return gateway.deletion(bucket);
    }

    @Override
    protected ObjectStore elsewhere(String other, S3Address real) {
        return gateway.store(other);
    }

    /// Ceph 16 does not look at `x-amz-copy-source-if-match` when an object is copied onto itself.
    @Override
    protected boolean comparesSources() {
        return false;
    }

    /// Nor at `if-match` and `if-none-match` where versions are kept: between our last look and the copy nothing guards
    /// the key, and what somebody wrote in between stays as the version before.
    @Override
    protected boolean comparesDestinations() {
        return false;
    }

    @Test
    void aWrongSecretIsRefused() {
        BackstayException e = assertThrows(
                BackstayException.class, () -> gateway.store(bucket, "another").versioning());
        assertInstanceOf(Failure.Refused.class, e.failure());
        assertTrue(e.failure().message().contains("SignatureDoesNotMatch"), e.failure()::message);
    }

    @Test
    void whatIsNotConfiguredIsKnownAndWhatCephDoesNotKnowIsNot() throws Exception {
        BucketPosture posture = new BucketLook(store(), "").run();
        assertEquals(true, posture.kept());
        assertEquals(null, posture.encrypted(), "Ceph 16 answers with a listing");
        assertEquals(false, posture.immutable());
        assertEquals(null, posture.retention());
        assertInstanceOf(Setting.Absent.class, posture.lifecycle());
        assertInstanceOf(Setting.Absent.class, posture.replication());
        assertEquals(null, posture.exposure().open(), "access lists of objects count");
        assertEquals(Set.of(), posture.missing(), posture::toString);
    }

    @Test
    void whatIsConfiguredIsRead() throws Exception {
        ObjectStore locked = gateway.make(bucket + "-locked", Map.of("x-amz-bucket-object-lock-enabled", "true"));
        gateway.set(
                locked,
                "object-lock",
                "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>"
                        + "<Mode>COMPLIANCE</Mode><Days>1</Days></DefaultRetention></Rule></ObjectLockConfiguration>");
        gateway.set(
                locked,
                "lifecycle",
                "<LifecycleConfiguration><Rule><ID>a</ID><Filter><Prefix>firm-1/</Prefix></Filter><Status>Enabled"
                        + "</Status><NoncurrentVersionExpiration><NoncurrentDays>9</NoncurrentDays>"
                        + "</NoncurrentVersionExpiration></Rule></LifecycleConfiguration>");
        BucketPosture posture = new BucketLook(locked, "").run();
        assertEquals(
                new LockDefault("COMPLIANCE", Duration.ofDays(1)),
                posture.lock().value());
        assertEquals(Duration.ofDays(9), posture.retention());

        byte[] bytes = "kept".getBytes(StandardCharsets.UTF_8);
        StoredVersion kept = locked.put("firm-1/a", HttpBody.of(bytes), "text/plain");
        BackstayException e = assertThrows(
                BackstayException.class,
                () -> gateway.deletion(bucket + "-locked").remove("firm-1/a", String.valueOf(kept.versionId())));
        assertInstanceOf(Failure.Refused.class, e.failure());
        ObjectKeeping keeping = locked.head("firm-1/a", null).orElseThrow().keeping();
        assertEquals("COMPLIANCE", keeping.lockMode(), keeping::toString);
    }

    /// Ceph gives whole seconds, so that what happened within the wanted second is listed for a person's eye.
    @Test
    void aTenantsPrefixIsRolledBack() throws Exception {
        for (int i = 0; i < 20; i++) {
            store().put("firm-1/" + i, HttpBody.of(new byte[] {(byte) i}), "text/plain");
        }
        Instant good = later();
        for (int i = 0; i < 20; i += 2) {
            deletion().delete("firm-1/" + i);
        }
        store().put("firm-1/1", HttpBody.of(new byte[] {9}), "text/plain");
        var rollback =
                new PrefixRollback(store(), new TenantPrefix("firm-1/"), good, RollbackScope.DELETED_AND_OVERWRITTEN);
        RollbackResult result = rollback.run(rollback.plan(), Progress.NONE);
        assertTrue(result.complete(), result::toString);
        assertEquals(10, result.counts().undeleted());
        assertEquals(1, result.counts().copied());
        assertEquals(0, rollback.plan().counts().broughtBack());
    }

    /// A thousand names that somebody made up to lead a restore out of its tenant, which a browser can give a gateway
    /// that takes forms; the gateway cuts spaces off their ends. In buckets of a page each: Ceph 16 repeats a page
    /// behind some of these names.
    @Test
    void noHostileNameLeadsOutOfTheTenant() throws Exception {
        List<String> names = HostileNames.of(SEED, 1_000);
        int taken = 0;
        int strange = 0;
        for (int from = 0; from < names.size(); from += PART) {
            make();
            for (String each : names.subList(from, from + PART)) {
                gateway.post(bucket, each, "good");
            }
            Set<String> laid = new TreeSet<>();
            store().versions(HostileNames.PREFIX, version -> laid.add(version.key()));
            taken += laid.size();
            strange += rolledBack(laid);
        }
        assertTrue(taken > 900, "seed " + SEED + ": the gateway takes " + taken);
        assertTrue(strange > 50 && strange < taken, "seed " + SEED + " gives " + strange + " names to refuse");
    }

    /// @return how many of them are refused by their names
    private int rolledBack(Set<String> laid) throws Exception {
        for (String each : List.of("firm-2/a", "firm-10/a", "a")) {
            assertTrue(gateway.post(bucket, each, "another's"));
        }
        Instant good = later();
        Set<String> allowed = new TreeSet<>();
        for (String each : laid) {
            if (ObjectKeys.refusal(each) == null) {
                allowed.add(each);
            }
            if (allowed.contains(each) && each.length() % 2 == 0) {
                deletion().delete(each);
            } else {
                assertTrue(gateway.post(bucket, each, "bad"), each);
            }
        }
        List<String> before = others();
        var firm = new TenantPrefix(HostileNames.PREFIX);
        var rollback = new PrefixRollback(store(), firm, good, RollbackScope.DELETED_AND_OVERWRITTEN);
        RollbackResult result = rollback.run(rollback.plan(), Progress.NONE);
        assertEquals(laid.size() - allowed.size(), result.counts().notRestored(), result::toString);
        assertEquals(allowed.size(), result.counts().broughtBack(), result::toString);
        assertEquals(before, others(), "no neighbour was touched");
        for (String each : allowed) {
            assertEquals(4, store().head(each, null).orElseThrow().size().bytes(), each);
        }
        FileLocks locks = new LockLook(store(), firm, good).run(Progress.NONE);
        assertEquals(laid.size(), locks.files());
        assertEquals(laid.size() - allowed.size(), locks.refused());
        return laid.size() - allowed.size();
    }

    private Instant later() throws BackstayException, InterruptedException {
        Instant good = lastModified().plusSeconds(1);
        while (Instant.now().isBefore(good.plusSeconds(1))) {
            Thread.onSpinWait();
        }
        return good;
    }

    /// Every version outside of the tenant's prefix.
    private List<String> others() throws BackstayException, InterruptedException {
        List<String> found = new ArrayList<>();
        store().versions("", version -> {
            if (!version.key().startsWith(HostileNames.PREFIX)) {
                found.add(version.key() + " " + version.version().versionId());
            }
        });
        return found;
    }

    private Instant lastModified() throws BackstayException, InterruptedException {
        Instant[] newest = {Instant.EPOCH};
        store().versions("", version -> {
            Instant at = version.version().lastModified();
            newest[0] = at.isAfter(newest[0]) ? at : newest[0];
        });
        return newest[0];
    }
}
