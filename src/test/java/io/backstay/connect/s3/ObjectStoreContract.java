package io.backstay.connect.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.s3.copy.CopyLimits;
import io.backstay.connect.s3.copy.UploadBook;
import io.backstay.connect.s3.copy.VersionCopy;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.Precondition;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Calls;
import io.backstay.estate.ObjectVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every store that we speak to must do; each kind of store has a test class that hands its own to this one.
public abstract class ObjectStoreContract {
    private static final int MEBI = 1024 * 1024;

    /// An empty bucket that keeps versions.
    protected abstract ObjectStore store();

    /// Deletes like the application that owns the bucket.
    protected abstract PracticeDeletion deletion();

    /// Whether a copy of a version whose ETag is another one is refused.
    protected boolean comparesSources() {
        return true;
    }

    private StoredVersion put(String key, String text) throws BackstayException, InterruptedException {
        return store().put(key, HttpBody.of(text.getBytes(StandardCharsets.UTF_8)), "text/plain");
    }

    private String text(String key, @Nullable String versionId)
            throws BackstayException, InterruptedException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store().get(key, versionId, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private List<ListedVersion> listed(String prefix, int pageMax) throws BackstayException, InterruptedException {
        List<ListedVersion> all = new ArrayList<>();
        store().versions(prefix, pageMax, all::add);
        return all;
    }

    @Test
    void theBucketSaysThatItKeepsVersions() throws Exception {
        assertEquals(Versioning.ENABLED, store().versioning());
    }

    @Test
    void whatIsPutIsReadBackByteForByte() throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        StoredVersion stored = store().put("firm-1/scan.bin", HttpBody.of(bytes), "application/octet-stream");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ObjectHead head = store().get("firm-1/scan.bin", null, out);
        assertArrayEquals(bytes, out.toByteArray());
        assertEquals(stored.versionId(), head.versionId());
        assertEquals(stored.etag(), head.etag());
        assertEquals(new ByteSize(bytes.length), head.size());
        assertTrue(head.plainEtag());
    }

    @Test
    void anEmptyObjectIsAnObject() throws Exception {
        put("firm-1/empty", "");
        assertEquals("", text("firm-1/empty", null));
        assertEquals(
                new ByteSize(0),
                store().head("firm-1/empty", null).orElseThrow().size());
    }

    @Test
    void everyVersionStaysReadable() throws Exception {
        StoredVersion first = put("firm-1/a", "first");
        StoredVersion second = put("firm-1/a", "second");
        assertNotEquals(first.versionId(), second.versionId());
        assertEquals("second", text("firm-1/a", null));
        assertEquals("first", text("firm-1/a", first.versionId()));
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertTrue(store().head("firm-1/none", null).isEmpty());
        BackstayException e = assertThrows(BackstayException.class, () -> text("firm-1/none", null));
        assertInstanceOf(Failure.NotFound.class, e.failure());
    }

    @Test
    void aDeletedObjectIsCoveredByAMarkerAndComesBackWithoutIt() throws Exception {
        StoredVersion kept = put("firm-1/a", "kept");
        deletion().delete("firm-1/a");
        assertTrue(store().head("firm-1/a", null).isEmpty());
        assertEquals("kept", text("firm-1/a", kept.versionId()));
        ListedVersion marker = listed("firm-1/", 1000).getFirst();
        assertTrue(marker.marker());
        assertTrue(marker.version().latest());
        store().undelete(marker);
        assertEquals("kept", text("firm-1/a", null));
        assertEquals(1, listed("firm-1/", 1000).size());
    }

    @Test
    void aVersionWithBytesIsNeverTakenForAMarker() throws Exception {
        StoredVersion kept = put("firm-1/a", "kept");
        ListedVersion listed = listed("firm-1/", 1000).getFirst();
        assertThrows(IllegalArgumentException.class, () -> store().undelete(listed));
        ObjectVersion lie = new ObjectVersion(
                "firm-1/a",
                String.valueOf(kept.versionId()),
                true,
                true,
                listed.version().lastModified(),
                new ByteSize(0));
        BackstayException e = assertThrows(BackstayException.class, () -> store().undelete(new ListedVersion(lie, "")));
        assertInstanceOf(Failure.Malformed.class, e.failure());
        assertEquals("kept", text("firm-1/a", kept.versionId()));
    }

    @Test
    void anOlderVersionIsCopiedOnTopAndNothingIsLost() throws Exception {
        StoredVersion first = put("firm-1/ä +%/a", "first");
        StoredVersion second = put("firm-1/ä +%/a", "second");
        ListedVersion old = listed("firm-1/", 1000).get(1);
        assertEquals(first.versionId(), old.version().versionId());
        StoredVersion copy = store().copyForward(old, Precondition.NONE);
        assertEquals(first.etag(), copy.etag());
        assertEquals("first", text("firm-1/ä +%/a", null));
        assertEquals("second", text("firm-1/ä +%/a", second.versionId()));
        assertEquals(3, listed("firm-1/", 1000).size());
    }

    @Test
    void aVersionThatIsTooLargeForOneCopyIsCopiedInPartsWithItsMetadataAndTags() throws Exception {
        byte[] bytes = new byte[5 * MEBI + 77];
        new Random(2).nextBytes(bytes);
        S3Calls calls = store().calls();
        Map<String, String> headers =
                Map.of("content-type", "video/mp4", "x-amz-meta-by", "scanner", "x-amz-tagging", "kind=scan");
        calls.demand(calls.send(calls.onObject("PUT", "firm-1/large +ü", null, headers, HttpBody.of(bytes))), "put");
        ListedVersion large = listed("firm-1/", 1000).getFirst();
        put("firm-1/large +ü", "small");
        var limits = new CopyLimits(new ByteSize(MEBI), new ByteSize(5 * MEBI));
        StoredVersion stored = new VersionCopy(store(), UploadBook.passing(), limits).run(large, Precondition.NONE);
        assertTrue(stored.etag().endsWith("-2"), stored.etag());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ObjectHead head = store().get("firm-1/large +ü", null, out);
        assertArrayEquals(bytes, out.toByteArray());
        assertEquals("video/mp4", head.contentType());
        HttpAnswer now = calls.send(calls.onObject("HEAD", "firm-1/large +ü", null, Map.of(), HttpBody.NONE));
        assertEquals("scanner", now.header("x-amz-meta-by"));
        HttpAnswer tags = calls.send(calls.onPart("GET", "firm-1/large +ü", "tagging=", Map.of(), HttpBody.NONE));
        assertTrue(new String(tags.body().readAllBytes(), StandardCharsets.UTF_8).contains("<Value>scan</Value>"));
        assertEquals(3, listed("firm-1/", 1000).size());
    }

    @Test
    void aCopyOfAVersionThatIsNotThereFails() throws Exception {
        put("firm-1/a", "first");
        ListedVersion real = listed("firm-1/", 1000).getFirst();
        ListedVersion otherContent = new ListedVersion(real.version(), "0".repeat(32));
        if (comparesSources()) {
            BackstayException e =
                    assertThrows(BackstayException.class, () -> store().copyForward(otherContent, Precondition.NONE));
            assertInstanceOf(Failure.Conflict.class, e.failure());
            assertEquals(1, listed("firm-1/", 1000).size());
        } else {
            assertEquals(
                    real.etag(),
                    store().copyForward(otherContent, Precondition.NONE).etag(),
                    "the version's id counts, the ETag not");
        }
    }

    /// Whether the store minds what must be at the key when something is written there.
    protected boolean comparesDestinations() {
        return true;
    }

    @Test
    void nothingIsWrittenOverWhatSomebodyElseWroteMeanwhile() throws Exception {
        put("firm-1/a", "first");
        put("firm-1/a", "second");
        List<ListedVersion> seen = listed("firm-1/", 1000);
        Precondition still = Precondition.still(seen.getFirst());
        HttpBody body = HttpBody.of("over it".getBytes(StandardCharsets.UTF_8));
        put("firm-1/a", "by somebody else");
        if (comparesDestinations()) {
            assertConflict(() -> store().copyForward(seen.getLast(), still));
            assertEquals("by somebody else", text("firm-1/a", null));
            assertConflict(() -> store().copyForward(seen.getLast(), Precondition.NOTHING_THERE));
            assertConflict(() -> store().put("firm-1/a", body, "text/plain", Precondition.NOTHING_THERE));
            assertEquals("by somebody else", text("firm-1/a", null));
        } else {
            store().copyForward(seen.getLast(), still);
            assertEquals(
                    "by somebody else",
                    text("firm-1/a", listed("firm-1/", 1000).get(1).version().versionId()));
        }
        store().copyForward(
                        seen.getLast(),
                        Precondition.still(listed("firm-1/", 1000).getFirst()));
        assertEquals("first", text("firm-1/a", null));
        store().put("firm-1/b", body, "text/plain", Precondition.NOTHING_THERE);
        assertEquals("over it", text("firm-1/b", null));
    }

    private static void assertConflict(Executable writing) {
        BackstayException e = assertThrows(BackstayException.class, writing);
        assertInstanceOf(Failure.Conflict.class, e.failure());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "firm-1/Steuererklärung 2025.pdf",
                "firm-1/😀/🧾.pdf",
                "firm-1/a+b c%20d%2Fe.txt",
                "firm-1//double//slash",
                "firm-1/trailing/",
                "firm-1/!'()*;:@&=,?#[]$^`{}|<>\"",
                "firm-1/...",
                "firm-1/..a/.b",
                "firm-1/\u0001control\u007f",
                "firm-1/\u202egnp.exe",
                "firm-1/e\u0301 is not \u00e9"
            })
    void unusualNamesGoThereAndBack(String key) throws Exception {
        put(key, key);
        assertEquals(key, text(key, null));
        assertEquals(
                List.of(key),
                listed("firm-1/", 1000).stream().map(ListedVersion::key).toList());
        deletion().delete(key);
        store().undelete(listed(key, 1).getFirst());
        assertEquals(key, text(key, null));
    }

    @Test
    void aNameMayHave1024BytesAndNoMore() throws Exception {
        String longest = "firm-1/" + "ü".repeat(508) + "x";
        put(longest, "long");
        assertEquals("long", text(longest, null));
        assertEquals(longest, listed("firm-1/", 1000).getFirst().key());
        BackstayException e = assertThrows(BackstayException.class, () -> put(longest + "y", "longer"));
        assertInstanceOf(Failure.BadInput.class, e.failure());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "firm-1/../firm-2/x",
                "firm-1/./x",
                "..",
                "firm-1/%2e%2E/firm-2/x",
                "firm-1\\..\\firm-2",
                "firm-1/..%2ffirm-2",
                "firm-1/..%5Cfirm-2",
                "firm-1/\ud800",
                ""
            })
    void namesThatCouldLeaveTheirPlaceAreRefusedBeforeAnythingIsSent(String key) throws Exception {
        BackstayException put = assertThrows(BackstayException.class, () -> put(key, "x"));
        assertInstanceOf(Failure.BadInput.class, put.failure());
        assertThrows(BackstayException.class, () -> text(key, null));
        assertThrows(BackstayException.class, () -> store().head(key, null));
        assertThrows(BackstayException.class, () -> deletion().delete(key));
        assertEquals(List.of(), listed("firm-1", 1000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void pagesOfAnySizeGiveTheSameListing(int pageMax) throws Exception {
        List<String> expected = new ArrayList<>();
        for (String key : List.of("firm-1/a", "firm-1/a b+ü", "firm-1/b", "firm-1/\uffee", "firm-1/😀")) {
            StoredVersion first = put(key, "1");
            String marker = deletion().delete(key);
            StoredVersion second = put(key, "2");
            String top = deletion().delete(key);
            expected.addAll(List.of("-" + top, "+" + second.versionId(), "-" + marker, "+" + first.versionId()));
        }
        put("firm-0/x", "before");
        put("firm-10/x", "neighbour");
        List<ListedVersion> found = listed("firm-1/", pageMax);
        assertEquals(
                expected,
                found.stream()
                        .map(v -> (v.marker() ? "-" : "+") + v.version().versionId())
                        .toList());
        assertEquals(5, found.stream().filter(v -> v.version().latest()).count());
    }

    @Test
    void theVisitorMayBringObjectsBackWhileListing() throws Exception {
        for (int i = 0; i < 7; i++) {
            put("firm-1/" + i, "x");
            deletion().delete("firm-1/" + i);
        }
        ListedVersion[] open = new ListedVersion[1];
        store().versions("firm-1/", 3, version -> {
            if (version.marker()) {
                open[0] = version;
            } else {
                store().undelete(open[0]);
                store().copyForward(version, Precondition.NONE);
            }
        });
        assertEquals(14, listed("firm-1/", 1000).size());
        for (int i = 0; i < 7; i++) {
            assertEquals("x", text("firm-1/" + i, null));
        }
    }

    @Test
    void aListingOfNothingIsEmpty() throws Exception {
        assertEquals(List.of(), listed("firm-9/", 1000));
    }

    @Test
    void aBucketThatIsNotThereIsNotFound() {
        S3Address real = store().address();
        assertNotNull(real);
        BackstayException e = assertThrows(
                BackstayException.class, () -> elsewhere("no-such-bucket", real).versioning());
        assertInstanceOf(Failure.NotFound.class, e.failure());
        assertFalse(e.failure().message().isBlank());
    }

    /// The same store and key, another bucket.
    protected abstract ObjectStore elsewhere(String bucket, S3Address real);
}
