package io.backstay.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.copy.CopyLimits;
import io.backstay.connect.s3.copy.UploadBook;
import io.backstay.connect.s3.copy.UploadFile;
import io.backstay.connect.s3.rollback.PrefixRollback;
import io.backstay.connect.s3.rollback.RollbackMeans;
import io.backstay.connect.s3.rollback.RollbackResult;
import io.backstay.connect.s3.rollback.RollbackScope;
import io.backstay.fixture.NthCall;
import io.backstay.lab.objects.LabFaults;
import io.backstay.lab.objects.LabStoreFixture;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A rollback in which one call fails, for every call there is: what is left is done by the next run, with the same
/// bytes, and no version is lost.
final class FaultyRollbackTest {
    private static final TenantPrefix FIRM_1 = new TenantPrefix("firm-1/");
    private static final int CALLS_MAX = 200;
    private static final int RUNS_MAX = 4;

    private static HttpLimits once(Duration patience) {
        return new HttpLimits(
                HttpLimits.USUAL.connectMax(),
                patience,
                patience,
                HttpLimits.USUAL.answerMax(),
                1,
                HttpLimits.USUAL.pauseMax());
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @Tag("deep")
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LOST_AFTER", "HALF_AN_ANSWER", "BUSY", "EXPIRED"})
    void andSoForEveryOtherWayToFail(LabFaults.Kind kind) throws Exception {
        aRunAfterAnyFailedCallEndsWithTheSameBytesAndNoLostVersion(kind);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_AFTER", "HALF_AN_ANSWER", "BUSY", "EXPIRED"})
    void aRunAfterAnyFailedCallEndsWithTheSameBytesAndNoLostVersion(LabFaults.Kind kind) throws Exception {
        try (LabStoreFixture lab = new LabStoreFixture(folder.resolve("store"));
                HttpTransport patient = new HttpTransport(once(patience(kind)), _ -> {}, new Random(7))) {
            lab.copyMax(100);
            LabFaults faults = lab.faults();
            ObjectStore store = lab.once(patient);
            int n = 1;
            for (boolean reached = true; reached; n++) {
                assertTrue(n < CALLS_MAX, "a rollback of three keys takes no end of calls");
                int call = n;
                var failing = new Failing(
                        kind + " of call " + n,
                        book -> {
                            faults.arm(kind, call);
                            return book;
                        },
                        () -> faults.seen() >= call,
                        () -> faults.arm(kind, 0));
                reached = oneFault(lab, store, failing, n);
            }
            assertTrue(n > 15, "only " + n + " calls were failed");
        }
    }

    /// The book of copies in parts is a port of its own: each of its calls fails in a way that a disk does.
    @Test
    void aRunWhoseBookOfCopiesFailsAnywhereIsMadeGoodByTheNext() throws Exception {
        try (LabStoreFixture lab = new LabStoreFixture(folder.resolve("store"))) {
            lab.copyMax(100);
            int n = 1;
            for (boolean reached = true; reached; n++) {
                assertTrue(n < CALLS_MAX, "a rollback of three keys takes no end of calls");
                int call = n;
                NthCall[] nth = new NthCall[1];
                var failing = new Failing(
                        "call " + n + " of the book",
                        book -> {
                            nth[0] = new NthCall(call, new Failure.Unwritable("uploads.log", "read-only file system"));
                            return nth[0].before(UploadBook.class, book);
                        },
                        () -> nth[0].reached(),
                        () -> {});
                reached = oneFault(lab, lab.store(), failing, n);
            }
            assertTrue(n > 3, "only " + n + " calls were failed");
        }
    }

    /// What fails of a rollback.
    ///
    /// @param armed   makes it fail from now on, and gives the book that the run works with
    /// @param reached whether the call that fails was made
    /// @param mended  lets nothing fail any more
    private record Failing(String name, UnaryOperator<UploadBook> armed, BooleanSupplier reached, Runnable mended) {}

    /// An answer that trickles is given up soon, so that waiting for it is not most of the test.
    private static Duration patience(LabFaults.Kind kind) {
        return kind == LabFaults.Kind.TRICKLE ? Duration.ofMillis(700) : HttpLimits.USUAL.callMax();
    }

    /// Whether that many calls were made at all.
    private boolean oneFault(LabStoreFixture lab, ObjectStore store, Failing failing, int n) throws Exception {
        Map<String, String> good = new TreeMap<>(Map.of(
                "firm-1/deleted", "deleted " + n,
                "firm-1/large", ("large " + n + " ").repeat(13),
                "firm-1/overwritten", "overwritten " + n));
        for (var each : good.entrySet()) {
            lab.put(each.getKey(), each.getValue());
        }
        lab.tick(10);
        Instant at = lab.now();
        lab.tick(10);
        lab.deletion().delete("firm-1/deleted");
        lab.deletion().delete("firm-1/large");
        lab.deletion().delete("firm-1/large");
        lab.put("firm-1/overwritten", "bad " + n);
        Set<String> before = withBytes(lab.store());

        UploadBook book = failing.armed().apply(new UploadFile(folder.resolve("uploads.log")));
        RollbackMeans means = new RollbackMeans(book, new CopyLimits(new ByteSize(100), new ByteSize(100)), 1);
        PrefixRollback rollback = new PrefixRollback(store, FIRM_1, at, RollbackScope.DELETED_AND_OVERWRITTEN, means);
        boolean done = false;
        boolean reached = false;
        for (int run = 0; run < RUNS_MAX && !done; run++) {
            done = ran(rollback);
            reached |= failing.reached().getAsBoolean();
        }
        failing.mended().run();
        assertTrue(done, () -> failing.name() + " is not made good");
        assertEquals(good, state(lab.store()), failing.name());
        assertTrue(withBytes(lab.store()).containsAll(before), () -> failing.name() + " lost a version");
        return reached;
    }

    private static boolean ran(PrefixRollback rollback) throws InterruptedException {
        try {
            RollbackResult result = rollback.run(rollback.plan(), Progress.NONE);
            return result.complete();
        } catch (BackstayException e) {
            return false;
        }
    }

    private static Set<String> withBytes(ObjectStore store) throws Exception {
        Set<String> all = new HashSet<>();
        store.versions("", version -> {
            if (!version.marker()) {
                all.add(version.version().versionId());
            }
        });
        return all;
    }

    private static Map<String, String> state(ObjectStore store) throws Exception {
        Map<String, String> state = new TreeMap<>();
        Set<String> keys = new HashSet<>();
        store.versions("", version -> {
            if (version.version().latest() && !version.marker()) {
                keys.add(version.key());
            }
        });
        for (String key : keys) {
            var out = new ByteArrayOutputStream();
            store.get(key, null, out);
            state.put(key, out.toString(StandardCharsets.UTF_8));
        }
        return state;
    }
}
