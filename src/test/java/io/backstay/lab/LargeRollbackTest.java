package io.backstay.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.copy.Archive;
import io.backstay.connect.s3.copy.CopyLimits;
import io.backstay.connect.s3.copy.UploadBook;
import io.backstay.connect.s3.copy.UploadFile;
import io.backstay.connect.s3.rollback.ArchivedFiles;
import io.backstay.connect.s3.rollback.FileLocks;
import io.backstay.connect.s3.rollback.LockLook;
import io.backstay.connect.s3.rollback.PrefixRollback;
import io.backstay.connect.s3.rollback.RollbackMeans;
import io.backstay.connect.s3.rollback.RollbackPlan;
import io.backstay.connect.s3.rollback.RollbackProblem;
import io.backstay.connect.s3.rollback.RollbackResult;
import io.backstay.connect.s3.rollback.RollbackScope;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.S3Calls;
import io.backstay.lab.objects.LabFaults;
import io.backstay.lab.objects.LabStoreFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects that one copy cannot move, that lie in an archive, or that are locked.
final class LargeRollbackTest {
    private static final TenantPrefix FIRM_1 = new TenantPrefix("firm-1/");
    private static final String LARGE = "0123456789".repeat(25);
    private static final CopyLimits SMALL = new CopyLimits(new ByteSize(100), new ByteSize(60));

    @TempDir
    Path folder;

    private LabStoreFixture lab;
    private ObjectStore store;

    @BeforeEach
    void start() throws BackstayException {
        lab = new LabStoreFixture(folder.resolve("store"));
        lab.copyMax(100);
        store = lab.store();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private Instant pause() {
        lab.tick(10);
        Instant instant = lab.now();
        lab.tick(10);
        return instant;
    }

    private PrefixRollback rollback(Instant at, UploadBook book) {
        RollbackMeans means = new RollbackMeans(book, SMALL, 4);
        return new PrefixRollback(store, FIRM_1, at, RollbackScope.DELETED_AND_OVERWRITTEN, means);
    }

    private RollbackResult run(Instant at, UploadBook book) throws BackstayException, InterruptedException {
        PrefixRollback rollback = rollback(at, book);
        return rollback.run(rollback.plan(), Progress.NONE);
    }

    private String text(String key) throws Exception {
        var out = new ByteArrayOutputStream();
        store.get(key, null, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private HttpAnswer ask(String method, String key, String query) throws Exception {
        S3Calls calls = store.calls();
        return calls.demand(calls.send(calls.onPart(method, key, query, Map.of(), HttpBody.NONE)), key);
    }

    private List<String> withBytes() throws Exception {
        List<String> all = new ArrayList<>();
        store.versions("", version -> {
            if (!version.marker()) {
                all.add(version.version().versionId());
            }
        });
        return all;
    }

    @Test
    void aLargeObjectComesBackInPartsWithMetadataAndTags() throws Exception {
        lab.put(
                "firm-1/large ü",
                LARGE,
                Map.of(
                        "content-type", "video/mp4",
                        "cache-control", "no-store",
                        "x-amz-meta-made-by", "a scanner",
                        "x-amz-tagging", "kind=scan&by=a%20b"));
        Instant good = pause();
        lab.put("firm-1/large ü", "overwritten");
        List<String> before = withBytes();
        RollbackResult result = run(good, UploadBook.passing());
        assertTrue(result.complete(), result::toString);
        assertEquals(1, result.counts().copied());
        assertEquals(LARGE, text("firm-1/large ü"));
        HttpAnswer head = ask("HEAD", "firm-1/large ü", "");
        assertEquals("video/mp4", head.header("content-type"));
        assertEquals("no-store", head.header("cache-control"));
        assertEquals("a scanner", head.header("x-amz-meta-made-by"));
        assertEquals("2", head.header("x-amz-tagging-count"));
        assertTrue(String.valueOf(head.header("etag")).endsWith("-5\""), "five parts of 60 bytes at most");
        String tags =
                new String(ask("GET", "firm-1/large ü", "tagging=").body().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(tags.contains("<Key>by</Key><Value>a b</Value>"), tags);
        assertTrue(withBytes().containsAll(before), "a version is gone");
        assertEquals(0, lab.uploads());
    }

    /// After our last look and before the copy takes its place.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatSomebodyWritesWhileACopyIsUnderWayIsKept(boolean large) throws Exception {
        lab.put("firm-1/a", large ? LARGE : "as it was");
        Instant good = pause();
        lab.put("firm-1/a", "overwritten");
        AtomicBoolean written = new AtomicBoolean();
        lab.watchSources(_ -> {
            if (written.compareAndSet(false, true)) {
                try {
                    lab.lay("firm-1/a", "by somebody else, just now");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        RollbackResult result = run(good, UploadBook.passing());
        assertFalse(result.complete(), result::toString);
        assertEquals("by somebody else, just now", text("firm-1/a"));
        assertTrue(result.toString().contains("changed meanwhile"), result::toString);
        assertEquals(0, lab.uploads(), "nothing is left behind");
        assertTrue(run(good, UploadBook.passing()).complete(), "a new plan sees it");
    }

    @Test
    void aSmallObjectsMetadataAndTagsComeAlongToo() throws Exception {
        lab.put("firm-1/a", "small", Map.of("x-amz-meta-x", "y", "x-amz-tagging", "k=v"));
        Instant good = pause();
        lab.put("firm-1/a", "other");
        assertTrue(run(good, UploadBook.passing()).complete());
        HttpAnswer head = ask("HEAD", "firm-1/a", "");
        assertEquals("y", head.header("x-amz-meta-x"));
        assertEquals("1", head.header("x-amz-tagging-count"));
    }

    @Test
    void aCopyInPartsThatBrokeOffGoesOnWhereItWas() throws Exception {
        lab.put("firm-1/large", LARGE);
        Instant good = pause();
        lab.put("firm-1/large", "overwritten");
        LabFaults faults = lab.faults();
        UploadFile book = new UploadFile(folder.resolve("uploads.log"));
        faults.arm(
                LabFaults.Kind.EXPIRED,
                4,
                exchange -> part(exchange.getRequestURI().getRawQuery()));
        BackstayException e = assertThrows(BackstayException.class, () -> run(good, book));
        assertInstanceOf(Failure.Expired.class, e.failure());
        assertEquals(1, lab.uploads(), "what was begun waits");
        faults.arm(
                LabFaults.Kind.BUSY,
                0,
                exchange -> part(exchange.getRequestURI().getRawQuery()));
        RollbackResult result = run(good, new UploadFile(folder.resolve("uploads.log")));
        assertTrue(result.complete(), result::toString);
        assertEquals(2, faults.seen(), "three of five parts were there already");
        assertEquals(LARGE, text("firm-1/large"));
        assertEquals(0, lab.uploads());
    }

    private static boolean part(String query) {
        return query != null && query.contains("partNumber=");
    }

    @Test
    void aCopyInPartsThatCannotGoOnIsTakenAwayAndNoOtherOne() throws Exception {
        lab.put("firm-1/large", LARGE);
        ask("POST", "firm-1/large", "uploads=");
        assertEquals(1, lab.uploads(), "somebody else's");
        Instant good = pause();
        lab.put("firm-1/large", "overwritten");
        LabFaults faults = lab.faults();
        faults.arm(
                LabFaults.Kind.HTML,
                3,
                exchange -> part(exchange.getRequestURI().getRawQuery()));
        RollbackResult result = run(good, new UploadFile(folder.resolve("uploads.log")));
        assertEquals(1, result.counts().notRestored());
        assertEquals(1, lab.uploads(), "somebody else's is still there, ours is gone");
        assertEquals("overwritten", text("firm-1/large"));
    }

    @Test
    void aLastLineThatWasHalfWrittenCountsAsNone() throws Exception {
        Path file = folder.resolve("uploads.log");
        UploadFile book = new UploadFile(file);
        assertEquals(null, book.open("a"));
        book.begun("a", "1");
        book.begun("b", "2");
        book.ended("a");
        Files.writeString(file, Files.readString(file) + "ended Yg==");
        assertEquals("2", new UploadFile(file).open("b"));
        book.begun("c", "3");
        assertEquals("3", new UploadFile(file).open("c"));
        assertEquals("2", new UploadFile(file).open("b"));
        assertEquals(null, new UploadFile(file).open("a"));
    }

    @Test
    void twoRestoresKeepOneBookTogether() throws Exception {
        Path file = folder.resolve("uploads.log");
        try (var restores = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = new ArrayList<>();
            for (int restore = 0; restore < 8; restore++) {
                int number = restore;
                all.add(restores.submit(() -> {
                    UploadFile book = new UploadFile(file);
                    for (int copy = 0; copy < 25; copy++) {
                        book.begun(number + "-" + copy, "upload " + copy);
                        if (copy % 2 == 0) {
                            book.ended(number + "-" + copy);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        UploadFile book = new UploadFile(file);
        for (int restore = 0; restore < 8; restore++) {
            for (int copy = 0; copy < 25; copy++) {
                assertEquals(copy % 2 == 0 ? null : "upload " + copy, book.open(restore + "-" + copy));
            }
        }
    }

    @Test
    void whatLiesUnderADeleteMarkerInAnArchiveIsNamedAndAskedForToo() throws Exception {
        lab.put("firm-1/old", "archived", Map.of("x-amz-storage-class", "GLACIER"));
        Instant good = pause();
        lab.deletion().delete("firm-1/old");
        PrefixRollback careful = new PrefixRollback(
                lab.keeper(), FIRM_1, good, RollbackScope.DELETED, new RollbackMeans(UploadBook.passing(), SMALL, 4));
        RollbackPlan plan = careful.plan();
        assertEquals(1, plan.archived());
        assertTrue(plan.problems().getFirst().problem().contains("GLACIER"), plan::toString);
        assertEquals(new ArchivedFiles(1, new ByteSize("archived".length())), careful.archived());
        RollbackResult first = careful.run(plan, Progress.NONE);
        assertEquals(1, first.counts().notRestored(), "this key may take no marker off, and there are no bytes yet");
        assertEquals(1, careful.retrieve(1, Archive.Haste.STANDARD, Progress.NONE));
        lab.arrive();
        RollbackResult second = careful.run(careful.plan(), Progress.NONE);
        assertTrue(second.complete(), second::toString);
        assertEquals("archived", text("firm-1/old"));
    }

    @Test
    void whatLiesInAnArchiveIsNamedAskedForAndComesBackLater() throws Exception {
        lab.put("firm-1/old", "archived", Map.of("x-amz-storage-class", "DEEP_ARCHIVE"));
        lab.put("firm-1/b", "at hand");
        Instant good = pause();
        lab.put("firm-1/old", "overwritten");
        lab.put("firm-1/b", "overwritten");
        PrefixRollback rollback = rollback(good, UploadBook.passing());
        RollbackPlan plan = rollback.plan();
        assertEquals(1, plan.archived());
        RollbackProblem named = plan.problems().getFirst();
        assertEquals("firm-1/old", named.key());
        assertTrue(named.problem().contains("DEEP_ARCHIVE"), named::problem);

        RollbackResult first = rollback.run(plan, Progress.NONE);
        assertEquals(1, first.counts().copied());
        assertTrue(first.problems().getFirst().problem().contains("have it asked for"), first::toString);

        assertEquals(1, rollback.retrieve(3, Archive.Haste.BULK, Progress.NONE));
        assertEquals(0, rollback.retrieve(3, Archive.Haste.BULK, Progress.NONE), "it is under way");
        RollbackResult second = run(good, UploadBook.passing());
        assertTrue(second.problems().getFirst().problem().contains("on its way"), second::toString);

        lab.arrive();
        RollbackResult third = run(good, UploadBook.passing());
        assertTrue(third.complete(), third::toString);
        assertEquals(1, third.counts().copied());
        assertEquals("archived", text("firm-1/old"));
        assertEquals("at hand", text("firm-1/b"));
    }

    @Test
    void locksAndHoldsOfTheFilesOfAMomentAreSaid() throws Exception {
        Map<String, String> locked = Map.of(
                "x-amz-object-lock-mode", "COMPLIANCE",
                "x-amz-object-lock-retain-until-date", "2027-03-01T00:00:00Z");
        lab.put("firm-1/a", "held", Map.of("x-amz-object-lock-legal-hold", "ON"));
        lab.put("firm-1/b", "locked", locked);
        lab.put("firm-1/c", "free");
        lab.put("firm-10/b", "another firm's", locked);
        Instant then = pause();
        lab.put("firm-1/d", "locked, but later", locked);
        lab.deletion().delete("firm-1/b");
        FileLocks locks = new LockLook(store, FIRM_1, then).run(Progress.NONE);
        assertEquals(
                new FileLocks(
                        3,
                        1,
                        1,
                        1,
                        0,
                        0,
                        Instant.parse("2027-03-01T00:00:00Z"),
                        List.of(
                                new FileLocks.Kept("firm-1/a", "It is under a legal hold."),
                                new FileLocks.Kept(
                                        "firm-1/b",
                                        "It is locked until 2027-03-01T00:00:00Z in the mode compliance."))),
                locks);
    }

    @Test
    void whatComesBackUnderALockOrAHoldSaysSo() throws Exception {
        lab.put(
                "firm-1/locked",
                "a",
                Map.of(
                        "x-amz-object-lock-mode", "GOVERNANCE",
                        "x-amz-object-lock-retain-until-date", "2027-01-01T00:00:00Z",
                        "x-amz-object-lock-legal-hold", "ON"));
        lab.put("firm-1/free", "b");
        Instant good = pause();
        lab.deletion().delete("firm-1/locked");
        lab.deletion().delete("firm-1/free");
        RollbackResult result = run(good, UploadBook.passing());
        assertTrue(result.complete(), result::toString);
        assertEquals(
                List.of(new RollbackProblem(
                        "firm-1/locked",
                        "It is locked until 2027-01-01T00:00:00Z in the mode governance and under a legal hold.")),
                result.held());
    }

    @Test
    void aStoreThatFailsAfterItAnswered200IsNotBelieved() throws Exception {
        lab.put("firm-1/a", "good");
        Instant good = pause();
        lab.put("firm-1/a", "bad");
        LabFaults faults = lab.faults();
        faults.arm(
                LabFaults.Kind.ERROR_IN_200,
                1,
                exchange -> exchange.getRequestHeaders().containsKey("x-amz-copy-source"));
        RollbackResult result = run(good, UploadBook.passing());
        assertTrue(result.complete(), "asked again, after looking");
        assertEquals("good", text("firm-1/a"));
        ListedVersion[] newest = new ListedVersion[1];
        store.versions("firm-1/a", version -> newest[0] = newest[0] == null ? version : newest[0]);
        assertEquals(3, withBytes().size());
        assertEquals("good".length(), newest[0].version().size().bytes());
    }
}
