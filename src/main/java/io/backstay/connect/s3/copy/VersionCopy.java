package io.backstay.connect.s3.copy;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.s3.ObjectHead;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.StoredVersion;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.connect.s3.wire.Precondition;
import io.backstay.connect.s3.wire.S3Calls;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes an older version onto its own name again, whatever its size; everything in between stays as versions.
///
/// What is larger than one copy takes is copied in parts, each part of the very version that was listed, with its
/// headers, metadata and tags. Such a copy that broke off goes on where it was, when its [UploadBook] still knows of
/// it; one that cannot go on is taken away, which is all that is ever taken away here, and holds no object.
///
/// Sources: `CreateMultipartUpload`, `UploadPartCopy`, `ListParts`, `CompleteMultipartUpload` and
/// `AbortMultipartUpload` of the S3 API of 2006-03-01 (botocore 1.43.11).
public final class VersionCopy {
    private static final int NOT_FOUND = 404;
    /// Objects of S3 have 50 TB at most; 10,000 parts of 5 GiB hold as much.
    private static final ByteSize OBJECT_MAX = new ByteSize(CopyLimits.PARTS_MAX * 5L * 1024 * 1024 * 1024);

    private final ObjectStore store;
    private final S3Calls calls;
    private final UploadBook book;
    private final CopyLimits limits;

    public VersionCopy(ObjectStore store, UploadBook book, CopyLimits limits) {
        this.store = store;
        this.calls = store.calls();
        this.book = book;
        this.limits = limits;
    }

    /// Copies.
    ///
    /// @param before what must be at the key when the copy takes its place, where the store knows how to mind that
    public StoredVersion run(ListedVersion from, Precondition before) throws BackstayException, InterruptedException {
        if (from.marker()) {
            throw new IllegalArgumentException("a delete marker has no bytes to copy");
        }
        ByteSize size = from.version().size();
        if (size.compareTo(limits.single()) <= 0) {
            return store.copyForward(from, before);
        }
        if (size.compareTo(OBJECT_MAX) > 0) {
            throw new BackstayException(new Failure.TooLarge(S3Calls.object(from.key()), OBJECT_MAX));
        }
        return inParts(from, before);
    }

    private StoredVersion inParts(ListedVersion from, Precondition before)
            throws BackstayException, InterruptedException {
        String copy = String.join(
                "\n",
                calls.store(),
                calls.address().bucket(),
                from.key(),
                from.version().versionId());
        Origin origin = Origin.of(calls, from);
        String upload = book.open(copy);
        UploadedParts there = upload == null ? null : UploadedParts.of(calls, from.key(), upload);
        if (upload == null || there == null) {
            upload = begin(copy, from, origin);
            there = new UploadedParts(Map.of());
        }
        try {
            fill(from, upload, there);
            StoredVersion stored = complete(from, upload, before);
            origin.tag(calls, from.key(), stored.versionId());
            requireSame(stored, origin);
            book.ended(copy);
            return stored;
        } catch (BackstayException e) {
            boolean goesOn = book.lasts() && S3Calls.isOfTheStore(e.failure());
            if (!goesOn && takenAway(from.key(), upload, e)) {
                book.ended(copy);
            }
            throw e;
        }
    }

    private String begin(String copy, ListedVersion from, Origin origin)
            throws BackstayException, InterruptedException {
        String what = S3Calls.object(from.key());
        HttpAnswer answer = calls.send(calls.onPart("POST", from.key(), "uploads=", origin.headers(), HttpBody.NONE));
        String upload = calls.said(calls.demand(answer, what), "InitiateMultipartUploadResult", "UploadId", what);
        if (upload.isBlank()) {
            throw calls.nonsense(what, "it does not name the upload", null);
        }
        try {
            book.begun(copy, upload);
        } catch (BackstayException e) {
            takenAway(from.key(), upload, e);
            throw e;
        }
        return upload;
    }

    private void fill(ListedVersion from, String upload, UploadedParts there)
            throws BackstayException, InterruptedException {
        long size = from.version().size().bytes();
        long each = limits.partBytes(size);
        int count = Math.toIntExact((size + each - 1) / each);
        for (int number = 1; number <= count; number++) {
            long first = (number - 1) * each;
            long last = Math.min(size, first + each) - 1;
            if (!there.has(number, last - first + 1)) {
                part(from, upload, number, "bytes=" + first + "-" + last);
            }
        }
    }

    /// All parts, of which none may be missing.
    private List<UploadedParts.Part> whole(ListedVersion from, String upload)
            throws BackstayException, InterruptedException {
        long size = from.version().size().bytes();
        long each = limits.partBytes(size);
        UploadedParts all = UploadedParts.of(calls, from.key(), upload);
        List<UploadedParts.Part> parts = new ArrayList<>();
        for (long first = 0; first < size; first += each) {
            int number = parts.size() + 1;
            UploadedParts.Part part = all == null ? null : all.parts().get(number);
            if (all == null || part == null || !all.has(number, Math.min(each, size - first))) {
                throw new BackstayException(
                        new Failure.Corrupt(S3Calls.object(from.key()), "a part of its copy did not arrive whole"));
            }
            parts.add(part);
        }
        return parts;
    }

    private void part(ListedVersion from, String upload, int number, String range)
            throws BackstayException, InterruptedException {
        Map<String, String> headers = new TreeMap<>(calls.copied(from));
        headers.put("x-amz-copy-source-range", range);
        String query = "partNumber=" + number + "&uploadId=" + ObjectKeys.encodedValue(upload);
        String what = S3Calls.object(from.key());
        // A part that is copied twice is the same part.
        HttpAnswer answer = calls.sendLong(
                calls.onPart("PUT", from.key(), query, headers, HttpBody.NONE).guarded());
        calls.said(calls.demand(answer, what), "CopyPartResult", "ETag", what);
    }

    private StoredVersion complete(ListedVersion from, String upload, Precondition before)
            throws BackstayException, InterruptedException {
        StringBuilder body = new StringBuilder("<CompleteMultipartUpload>");
        int number = 0;
        for (UploadedParts.Part part : whole(from, upload)) {
            body.append("<Part><PartNumber>").append(++number).append("</PartNumber><ETag>&quot;");
            body.append(part.etag().replaceAll("[^0-9A-Za-z-]", ""));
            body.append("&quot;</ETag></Part>");
        }
        byte[] bytes = body.append("</CompleteMultipartUpload>").toString().getBytes(StandardCharsets.UTF_8);
        String what = S3Calls.object(from.key());
        HttpAnswer answer = calls.sendOnto(
                before,
                calls.onPart(
                        "POST",
                        from.key(),
                        "uploadId=" + ObjectKeys.encodedValue(upload),
                        S3Calls.document(bytes),
                        HttpBody.of(bytes)));
        String etag = calls.said(calls.demand(answer, what), "CompleteMultipartUploadResult", "ETag", what);
        String version = answer.header("x-amz-version-id");
        String named = S3Calls.unquoted(etag);
        // Ceph 16 answers with an empty ETag.
        return new StoredVersion(from.key(), version, named.isEmpty() ? etag(from.key(), version) : named);
    }

    private String etag(String key, @Nullable String version) throws BackstayException, InterruptedException {
        return store.head(key, version)
                .map(ObjectHead::etag)
                .orElseThrow(() -> calls.nonsense(S3Calls.object(key), "what was put together is not there", null));
    }

    /// Compares the checksums over all bytes, where the store keeps one of either.
    private void requireSame(StoredVersion stored, Origin origin) throws BackstayException, InterruptedException {
        String wanted = origin.checksum();
        if (wanted == null) {
            return;
        }
        String what = S3Calls.object(stored.key());
        Map<String, String> asked = Map.of("x-amz-checksum-mode", "ENABLED");
        HttpAnswer now = calls.demand(
                calls.send(calls.onObject("HEAD", stored.key(), stored.versionId(), asked, HttpBody.NONE)), what);
        String found = now.header(Origin.CHECKSUM);
        if (found != null && !found.equals(wanted)) {
            throw new BackstayException(new Failure.Corrupt(what, "its copy has another checksum than the version"));
        }
    }

    /// Takes away an upload that was begun here; it never became an object. One that stays is remembered, so that the
    /// next copy goes on with it instead of leaving it behind.
    ///
    /// @return whether it is gone
    private boolean takenAway(String key, String upload, BackstayException because) throws InterruptedException {
        try {
            HttpAnswer answer = calls.send(calls.onPart(
                    "DELETE", key, "uploadId=" + ObjectKeys.encodedValue(upload), Map.of(), HttpBody.NONE));
            if (answer.ok() || answer.status() == NOT_FOUND) {
                return true;
            }
            because.addSuppressed(calls.refused(answer, S3Calls.object(key)));
        } catch (BackstayException e) {
            because.addSuppressed(e);
        }
        return false;
    }
}
