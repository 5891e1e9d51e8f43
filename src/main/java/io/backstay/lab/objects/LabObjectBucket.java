package io.backstay.lab.objects;

import com.sun.net.httpserver.Headers;
import io.backstay.seal.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The operations of the practice store's one bucket.
final class LabObjectBucket {
    static final long OBJECT_BYTES_MAX = 64L * 1024 * 1024;
    private static final int PAGE_MAX = 1000;
    private static final int BUFFER_BYTES = 65_536;
    private static final long COPY_BYTES_MAX = 5L * 1024 * 1024 * 1024;
    private static final int COMPLETE_BYTES_MAX = 1024 * 1024;
    private static final LabCondition ANYTHING = new LabCondition(null, null);
    private static final String ANY = "binary/octet-stream";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String SPACE = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    private final @Nullable Retention retention;
    private final LabObjectIndex index;
    private final Path incoming;
    private final String bucket;
    private final LabBucketSettings settings;
    private final AtomicLong uploads = new AtomicLong();
    private final LabUploads parts;
    private final LabArchive archive = new LabArchive();
    private volatile long copyMax = COPY_BYTES_MAX;

    /// @param retention locks every new version for so long, as a bucket's default retention does; null for none
    LabObjectBucket(LabObjectIndex index, Path incoming, String bucket, @Nullable Retention retention) {
        this.retention = retention;
        this.index = index;
        this.incoming = incoming;
        this.bucket = bucket;
        this.parts = new LabUploads(incoming, SPACE);
        this.settings = new LabBucketSettings(retention == null ? null : retention.length());
    }

    /// Makes one copy move less than S3's 5 GiB, so that copies in parts can be practised with small objects.
    void copyMax(long bytes) {
        copyMax = bytes;
    }

    LabUploads parts() {
        return parts;
    }

    LabArchive archive() {
        return archive;
    }

    /// How the bucket is set up.
    LabBucketSettings settings() {
        return settings;
    }

    /// How long new versions are locked, in compliance mode, which nobody can undo.
    record Retention(Duration length, InstantSource clock) {}

    String bucket() {
        return bucket;
    }

    /// One of the bucket's settings, or one page of its versions.
    void describe(LabRequest request) throws LabFault, IOException {
        String setting = settings.answer(request.query());
        if (setting != null) {
            LabObjectRequests.send(request.exchange(), 200, XML + setting);
        } else if (request.query().containsKey("versions")) {
            LabObjectRequests.send(request.exchange(), 200, XML + page(request));
        } else if ("2".equals(request.query().get("list-type"))) {
            LabObjectRequests.send(request.exchange(), 200, XML + objects(request));
        } else {
            throw LabFault.notImplemented("this question about a bucket");
        }
    }

    private String page(LabRequest request) throws LabFault {
        if (request.query().containsKey("delimiter")) {
            throw LabFault.notImplemented("a delimiter");
        }
        String prefix = request.query().getOrDefault("prefix", "");
        String keyMarker = present(request.query().get("key-marker"));
        String versionMarker = present(request.query().get("version-id-marker"));
        if (versionMarker != null && keyMarker == null) {
            throw LabFault.invalid("a version-id-marker needs a key-marker");
        }
        int max = pageMax(request.query().get("max-keys"));
        List<LabObject> found = index.list(prefix, keyMarker, versionMarker, max + 1);
        boolean truncated = found.size() > max;
        boolean encoded = "url".equals(request.query().get("encoding-type"));
        return new LabVersionsXml(bucket, SPACE, encoded)
                .page(prefix, truncated ? found.subList(0, max) : found, truncated, index::latest);
    }

    /// The token is the end of the page before, hidden as S3 hides it.
    private String objects(LabRequest request) throws LabFault {
        String delimiter = present(request.query().get("delimiter"));
        String prefix = request.query().getOrDefault("prefix", "");
        String place = present(request.query().get("continuation-token"));
        String after = present(request.query().get("start-after"));
        if (place != null) {
            try {
                after = new String(Base64.getUrlDecoder().decode(place), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException _) {
                throw LabFault.invalid("the continuation token provided is incorrect");
            }
        }
        int max = pageMax(request.query().get("max-keys"));
        LabPage page = LabPage.of(index, prefix, delimiter, after, max);
        String end = page.end();
        String next = end == null ? null : Base64.getUrlEncoder().encodeToString(end.getBytes(StandardCharsets.UTF_8));
        boolean encoded = "url".equals(request.query().get("encoding-type"));
        return new LabVersionsXml(bucket, SPACE, encoded).objects(prefix, page, next);
    }

    private static int pageMax(@Nullable String maxKeys) throws LabFault {
        if (maxKeys == null) {
            return PAGE_MAX;
        }
        if (!maxKeys.matches("[1-9][0-9]{0,8}")) {
            throw LabFault.invalid("max-keys is no positive number");
        }
        return Math.min(Integer.parseInt(maxKeys), PAGE_MAX);
    }

    private static @Nullable String present(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    /// GET and HEAD.
    void read(LabRequest request) throws LabFault, IOException {
        if (request.query().containsKey("uploadId")) {
            LabObjectRequests.send(request.exchange(), 200, XML + parts.list(request));
            return;
        }
        Headers headers = request.exchange().getResponseHeaders();
        LabObject version = found(request, request.key(), request.versionId());
        if (request.query().containsKey("tagging")) {
            LabObjectRequests.send(request.exchange(), 200, XML + LabTraits.tagging(version, SPACE));
            return;
        }
        String keeping = LabKeeping.answer(request, version, SPACE);
        if (keeping != null) {
            LabObjectRequests.send(request.exchange(), 200, XML + keeping);
            return;
        }
        LabTraits.describe(headers, version, "ENABLED".equals(request.header("x-amz-checksum-mode")));
        archive.describe(headers, version);
        describe(headers, version);
        lock(headers, version);
        headers.set("Content-Type", version.contentType());
        headers.set(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(version.at().atOffset(ZoneOffset.UTC)));
        if (request.method().equals("HEAD")) {
            headers.set("Content-Length", Long.toString(version.bytes()));
            request.exchange().sendResponseHeaders(200, -1);
            return;
        }
        archive.requireReadable(version);
        try (InputStream in = Files.newInputStream(index.file(version))) {
            LabRange range = LabRange.of(request.header("range"), version.bytes());
            range.describe(headers, version.bytes());
            request.exchange().sendResponseHeaders(range.status(), range.length() == 0 ? -1 : range.length());
            in.skipNBytes(range.from());
            try (OutputStream out = request.exchange().getResponseBody()) {
                range.copy(in, out);
            }
        } catch (NoSuchFileException e) {
            throw new LabFault(404, "NoSuchVersion", "it was removed just now");
        }
    }

    private LabObject found(LabRequest request, String key, @Nullable String versionId) throws LabFault {
        LabObject version = index.find(key, versionId);
        if (version == null) {
            throw versionId == null
                    ? new LabFault(404, "NoSuchKey", "there is no such object")
                    : new LabFault(404, "NoSuchVersion", "there is no such version");
        }
        if (version.marker()) {
            Headers headers = request.exchange().getResponseHeaders();
            headers.set("x-amz-delete-marker", "true");
            headers.set("x-amz-version-id", version.versionId());
            throw versionId == null
                    ? new LabFault(404, "NoSuchKey", "the object is deleted")
                    : new LabFault(405, "MethodNotAllowed", "a delete marker cannot be read");
        }
        return version;
    }

    /// PUT of bytes.
    void write(LabRequest request) throws LabFault, IOException {
        Path upload = incoming.resolve(Long.toString(uploads.incrementAndGet()));
        try {
            LabObject stored = index.put(received(request, upload), upload, LabCondition.of(request));
            describe(request.exchange().getResponseHeaders(), stored);
            request.exchange().sendResponseHeaders(200, -1);
        } finally {
            Files.deleteIfExists(upload);
        }
    }

    private LabObject received(LabRequest request, Path upload) throws LabFault, IOException {
        if (!request.payload().equals(UNSIGNED) && !request.payload().matches("[0-9a-f]{64}")) {
            throw LabFault.notImplemented("a body signed in chunks");
        }
        MessageDigest sha = Digest.begin();
        MessageDigest md5 = md5();
        LabChecksum checksum = new LabChecksum();
        long bytes = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        InputStream in = request.exchange().getRequestBody();
        try (OutputStream out = Files.newOutputStream(upload)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes += n;
                if (bytes > OBJECT_BYTES_MAX) {
                    throw new LabFault(400, "EntityTooLarge", "an object has 64 MiB at most here");
                }
                sha.update(buffer, 0, n);
                md5.update(buffer, 0, n);
                checksum.update(buffer, n);
                out.write(buffer, 0, n);
            }
        }
        String hash = HexFormat.of().formatHex(sha.digest());
        if (!request.payload().equals(UNSIGNED) && !request.payload().equals(hash)) {
            throw new LabFault(400, "XAmzContentSHA256Mismatch", "the body is another one than was signed");
        }
        String type = request.header("Content-Type");
        Map<String, String> traits = LabTraits.of(request.exchange().getRequestHeaders());
        traits.put(LabTraits.CHECKSUM, checksum.text());
        String etag = HexFormat.of().formatHex(md5.digest());
        return draft(request, bytes, etag, type == null ? ANY : type, traits);
    }

    /// What S3's entity tags are made of.
    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private LabObject draft(LabRequest request, long bytes, String etag, String type, Map<String, String> traits)
            throws LabFault {
        String mode = request.header("x-amz-object-lock-mode");
        String until = request.header("x-amz-object-lock-retain-until-date");
        if ((mode == null) != (until == null)) {
            throw LabFault.invalid("a lock needs a mode and a date");
        }
        if (mode != null && !mode.equals("GOVERNANCE") && !mode.equals("COMPLIANCE")) {
            throw LabFault.invalid("unknown lock mode");
        }
        try {
            Instant retained = until == null ? null : Instant.parse(until);
            if (retained == null && retention != null) {
                mode = "COMPLIANCE";
                retained = retention.clock().instant().plus(retention.length());
            }
            return new LabObject(request.key(), 0, false, Instant.EPOCH, bytes, etag, type, mode, retained, traits);
        } catch (DateTimeException e) {
            throw LabFault.invalid("the lock's date makes no sense");
        }
    }

    /// PUT of another version's bytes, its own included.
    void copy(LabRequest request) throws LabFault, IOException {
        LabObject source = source(request);
        archive.requireReadable(source);
        if (request.query().containsKey("uploadId")) {
            LabObjectRequests.send(request.exchange(), 200, XML + parts.part(request, source, index.file(source)));
            return;
        }
        if (source.bytes() > copyMax) {
            throw new LabFault(400, "InvalidRequest", "one copy moves " + copyMax + " bytes at most");
        }
        Path upload = incoming.resolve(Long.toString(uploads.incrementAndGet()));
        try {
            Files.copy(index.file(source), upload);
            String etag = source.etag().contains("-") ? md5(upload) : source.etag();
            LabObject stored = index.put(
                    draft(request, source.bytes(), etag, source.contentType(), LabTraits.carried(source.traits())),
                    upload,
                    LabCondition.of(request));
            Headers headers = request.exchange().getResponseHeaders();
            describe(headers, stored);
            headers.set("x-amz-copy-source-version-id", source.versionId());
            String body = "<CopyObjectResult " + SPACE + "><LastModified>" + stored.at() + "</LastModified><ETag>&quot;"
                    + stored.etag() + "&quot;</ETag></CopyObjectResult>";
            LabObjectRequests.send(request.exchange(), 200, XML + body);
        } catch (NoSuchFileException e) {
            throw new LabFault(404, "NoSuchVersion", "it was removed just now");
        } finally {
            Files.deleteIfExists(upload);
        }
    }

    private LabObject source(LabRequest request) throws LabFault {
        String header = String.valueOf(request.header("x-amz-copy-source"));
        int question = header.indexOf("?versionId=");
        String path = LabEscapes.plain(question < 0 ? header : header.substring(0, question));
        String versionId = question < 0 ? null : LabEscapes.plain(header.substring(question + "?versionId=".length()));
        String plain = path.startsWith("/") ? path.substring(1) : path;
        if (!plain.startsWith(bucket + "/")) {
            throw new LabFault(404, "NoSuchBucket", "there is no such bucket to copy from");
        }
        LabObject source = found(request, plain.substring(bucket.length() + 1), versionId);
        String wanted = request.header("x-amz-copy-source-if-match");
        if (wanted != null && !wanted.replace("\"", "").equals(source.etag())) {
            throw new LabFault(412, "PreconditionFailed", "the source is another one by now");
        }
        return source;
    }

    /// POST: uploads in parts, and asking for a version in an archive.
    void post(LabRequest request) throws LabFault, IOException {
        if (request.query().containsKey("uploads")) {
            String type = request.header("Content-Type");
            Map<String, String> traits = LabTraits.of(request.exchange().getRequestHeaders());
            LabObject draft = draft(request, 0, "", type == null ? ANY : type, traits);
            LabObjectRequests.send(request.exchange(), 200, XML + parts.begin(draft, bucket));
        } else if (request.query().containsKey("uploadId")) {
            complete(request);
        } else if (request.query().containsKey("restore")) {
            LabObject version = found(request, request.key(), request.versionId());
            request.exchange().sendResponseHeaders(archive.ask(version), -1);
        } else {
            throw LabFault.notImplemented("this request about an object");
        }
    }

    private void complete(LabRequest request) throws LabFault, IOException {
        byte[] body = request.exchange().getRequestBody().readNBytes(COMPLETE_BYTES_MAX);
        LabUploads.Whole whole = parts.complete(request, new String(body, StandardCharsets.UTF_8));
        LabObject stored = index.put(whole.draft(), whole.file(), LabCondition.of(request));
        describe(request.exchange().getResponseHeaders(), stored);
        LabObjectRequests.send(
                request.exchange(),
                200,
                XML + "<CompleteMultipartUploadResult " + SPACE + "><Key>" + LabEscapes.xml(stored.key())
                        + "</Key><ETag>&quot;" + stored.etag() + "&quot;</ETag></CompleteMultipartUploadResult>");
    }

    /// Lays a version, or a delete marker where there is no text, under a name that no client of ours would send.
    ///
    /// @param traits that it is written with, see [LabTraits]
    void lay(String key, @Nullable String text, Map<String, String> traits) throws IOException {
        try {
            if (text == null) {
                index.delete(key);
                return;
            }
            Path upload = incoming.resolve(Long.toString(uploads.incrementAndGet()));
            Files.writeString(upload, text);
            String etag = md5(upload);
            long bytes = Files.size(upload);
            var version = new LabObject(key, 0, false, Instant.EPOCH, bytes, etag, ANY, null, null, traits);
            index.put(version, upload, ANYTHING);
        } catch (LabFault e) {
            throw new IOException(e);
        }
    }

    private static String md5(Path file) throws IOException {
        return HexFormat.of().formatHex(md5().digest(Files.readAllBytes(file)));
    }

    /// Lays a delete marker, or removes the named version for good.
    void delete(LabRequest request) throws LabFault, IOException {
        if (request.query().containsKey("uploadId")) {
            parts.abort(request);
            request.exchange().sendResponseHeaders(204, -1);
            return;
        }
        String versionId = request.versionId();
        LabObject gone = versionId == null ? index.delete(request.key()) : index.remove(request.key(), versionId);
        Headers headers = request.exchange().getResponseHeaders();
        if (gone != null) {
            headers.set("x-amz-version-id", gone.versionId());
            if (gone.marker()) {
                headers.set("x-amz-delete-marker", "true");
            }
        }
        request.exchange().sendResponseHeaders(204, -1);
    }

    private static void describe(Headers headers, LabObject version) {
        headers.set("ETag", "\"" + version.etag() + "\"");
        headers.set("x-amz-version-id", version.versionId());
    }

    /// Said of what is read alone; who writes is not told.
    private static void lock(Headers headers, LabObject version) {
        if (version.lockMode() != null && version.retainUntil() != null) {
            headers.set("x-amz-object-lock-mode", version.lockMode());
            headers.set(
                    "x-amz-object-lock-retain-until-date", version.retainUntil().toString());
        }
    }
}
