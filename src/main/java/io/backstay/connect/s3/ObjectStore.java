package io.backstay.connect.s3;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.wire.Bytes;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.Precondition;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Calls;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.connect.s3.wire.S3Xml;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// One bucket of an S3-compatible store, seen with all its versions.
///
/// It can write, read and list, and it can bring a version back; it has no way to delete data. The one thing it
/// removes is a delete marker, and only after the store itself has said that it is one.
///
/// Every operation gives up with a [BackstayException] within the transport's limits and ends when its thread is
/// interrupted. Names with a `.` or `..` segment are refused before anything is sent.
public final class ObjectStore {
    /// A single copy moves at most this much; more needs a copy in parts.
    public static final ByteSize COPY_MAX = new ByteSize(5L * 1024 * 1024 * 1024);

    private static final String MARKER_HEADER = "x-amz-delete-marker";
    private static final String VERSION_HEADER = "x-amz-version-id";
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NOT_FOUND = 404;

    private final S3Calls calls;

    /// @param clock what the signatures carry; a store refuses a clock that is minutes off
    public ObjectStore(HttpTransport transport, S3Address address, S3Credentials credentials, InstantSource clock) {
        this.calls = new S3Calls(transport, address, credentials, clock);
    }

    /// The same, signed otherwise than by one key, such as by the session of a role.
    public ObjectStore(HttpTransport transport, S3Address address, HttpTransport.Signing signer, InstantSource clock) {
        this.calls = new S3Calls(transport, address, signer, clock);
    }

    /// Which bucket of which store.
    public S3Address address() {
        return calls.address();
    }

    /// The calls that this room's leaves make themselves, with this store's key.
    public S3Calls calls() {
        return calls;
    }

    /// Whether the bucket keeps versions.
    public Versioning versioning() throws BackstayException, InterruptedException {
        HttpAnswer answer = calls.demand(calls.send(calls.onBucket("GET", "versioning=")), calls.bucket());
        try (S3Xml xml = new S3Xml(answer.body())) {
            if (!xml.root().equals("VersioningConfiguration")) {
                throw calls.nonsense(calls.bucket(), "it is no versioning configuration", null);
            }
            while (xml.next() != XMLStreamReader.END_DOCUMENT) {
                if (xml.opens("Status")) {
                    return switch (xml.text()) {
                        case "Enabled" -> Versioning.ENABLED;
                        case "Suspended" -> Versioning.SUSPENDED;
                        default -> throw calls.nonsense(calls.bucket(), "its versioning status is unknown", null);
                    };
                }
            }
            return Versioning.NEVER;
        } catch (XMLStreamException e) {
            throw calls.nonsense(calls.bucket(), "it is no proper XML", e);
        }
    }

    /// Writes an object; on a bucket with versions the one before stays.
    public StoredVersion put(String key, HttpBody body, String contentType)
            throws BackstayException, InterruptedException {
        return put(key, body, contentType, Precondition.NONE);
    }

    /// The same, if what is at the key is what must be there and the store knows how to mind that.
    public StoredVersion put(String key, HttpBody body, String contentType, Precondition before)
            throws BackstayException, InterruptedException {
        HttpCall call = calls.onObject("PUT", key, null, Map.of("content-type", contentType), body);
        HttpAnswer answer = calls.demand(
                before.headers().isEmpty() ? calls.send(call) : calls.sendOnto(before, call), S3Calls.object(key));
        return new StoredVersion(key, answer.header(VERSION_HEADER), etag(key, answer));
    }

    /// Asks about an object, or one version of it, without its bytes; empty when it is not there or is a delete
    /// marker.
    public Optional<ObjectHead> head(String key, @Nullable String versionId)
            throws BackstayException, InterruptedException {
        HttpAnswer answer = calls.send(calls.onObject("HEAD", key, versionId, Map.of(), HttpBody.NONE));
        if (answer.status() == NOT_FOUND || answer.status() == METHOD_NOT_ALLOWED) {
            return Optional.empty();
        }
        if (S3Calls.isOver(answer)) {
            // It has no body to say so: taken for a refusal of this object, what was done to it would be denied.
            throw new BackstayException(
                    new Failure.Expired(calls.store(), S3Calls.object(key) + ": HTTP " + answer.status()));
        }
        return Optional.of(headOf(key, calls.demand(answer, S3Calls.object(key))));
    }

    /// Copies the bytes of an object, or of one version of it, and compares them with the store's own hash where
    /// that is one.
    ///
    /// @throws IOException when `to` fails; a broken connection is a [BackstayException]
    public ObjectHead get(String key, @Nullable String versionId, OutputStream to)
            throws BackstayException, InterruptedException, IOException {
        HttpCall call = calls.onObject("GET", key, versionId, Map.of(), HttpBody.NONE);
        return calls.receive(call, S3Calls.object(key), (answer, body) -> {
            ObjectHead head = headOf(key, answer);
            String md5 = Bytes.copyHashed(body, to);
            if (head.plainEtag() && !md5.equals(head.etag())) {
                throw new BackstayException(new Failure.Corrupt(
                        S3Calls.object(key), "its bytes do not have the hash that the store names"));
            }
            return head;
        });
    }

    /// The first bytes of an object, and no more of it; fewer where it has fewer. A store that knows no ranges is
    /// listened to until there are enough.
    ///
    /// @param bytes at least one, and few enough to be held
    public byte[] beginning(String key, int bytes) throws BackstayException, InterruptedException {
        Map<String, String> range = Map.of("range", "bytes=0-" + (bytes - 1));
        HttpCall call = calls.onObject("GET", key, null, range, HttpBody.NONE);
        try {
            return calls.receive(call, S3Calls.object(key), (_, body) -> body.readNBytes(bytes));
        } catch (IOException e) {
            throw new IllegalStateException("an array in memory takes every byte", e);
        }
    }

    /// Lists every version and delete marker under a prefix, page by page and never all at once: keys in the
    /// order of their bytes, each key's newest first.
    ///
    /// The visitor may change objects whose last line it has seen; the listing goes on behind them.
    public void versions(String prefix, VersionVisitor visitor) throws BackstayException, InterruptedException {
        new VersionListing(calls, prefix, VersionPage.ENTRIES_MAX).forEach(visitor);
    }

    /// As [#versions(String, VersionVisitor)], until enough was seen.
    ///
    /// @return whether the listing came to its end
    public boolean versionsWhile(String prefix, EnoughVisitor visitor) throws BackstayException, InterruptedException {
        return new VersionListing(calls, prefix, VersionPage.ENTRIES_MAX).forEachWhile(visitor);
    }

    /// As [#versionsWhile(String, EnoughVisitor)], going on where a listing of the prefix ended before, such as when
    /// its key's session was over.
    ///
    /// @param place absent for the first page
    public boolean versionsFrom(String prefix, @Nullable ListingPlace place, PagedVisitor visitor)
            throws BackstayException, InterruptedException {
        return new VersionListing(calls, prefix, VersionPage.ENTRIES_MAX).from(place, visitor, visitor::turned);
    }

    /// As [#versions(String, VersionVisitor)], with smaller pages.
    public void versions(String prefix, int pageMax, VersionVisitor visitor)
            throws BackstayException, InterruptedException {
        new VersionListing(calls, prefix, pageMax).forEach(visitor);
    }

    /// Removes a delete marker, so that the version below it is the object again.
    ///
    /// Looks first whether the store really has no bytes under this version id, because removing a version with
    /// bytes would be for good.
    public void undelete(ListedVersion marker) throws BackstayException, InterruptedException {
        if (!marker.marker()) {
            throw new IllegalArgumentException(
                    "not a delete marker: " + marker.version().versionId());
        }
        String key = marker.key();
        String versionId = marker.version().versionId();
        HttpAnswer look = calls.send(calls.onObject("HEAD", key, versionId, Map.of(), HttpBody.NONE));
        if (look.ok()) {
            throw calls.nonsense(S3Calls.object(key), "a version listed as delete marker has bytes", null);
        }
        if (look.status() != METHOD_NOT_ALLOWED && look.status() != NOT_FOUND) {
            throw calls.refused(look, S3Calls.object(key));
        }
        HttpAnswer gone = calls.send(calls.onObject("DELETE", key, versionId, Map.of(), HttpBody.NONE));
        calls.demand(gone, S3Calls.object(key));
        if (!"true".equals(gone.header(MARKER_HEADER))) {
            throw calls.nonsense(S3Calls.object(key), "it does not say that a delete marker was removed", null);
        }
    }

    /// Writes an older version onto its own name again; everything in between stays as versions.
    ///
    /// @param before what must be at the key, where the store knows how to mind that
    public StoredVersion copyForward(ListedVersion from, Precondition before)
            throws BackstayException, InterruptedException {
        if (from.marker()) {
            throw new IllegalArgumentException("a delete marker has no bytes to copy");
        }
        if (from.version().size().compareTo(COPY_MAX) > 0) {
            throw new BackstayException(new Failure.TooLarge(S3Calls.object(from.key()), COPY_MAX));
        }
        String what = S3Calls.object(from.key());
        HttpCall call = calls.onObject("PUT", from.key(), null, calls.copied(from), HttpBody.NONE);
        HttpAnswer answer = calls.demand(calls.sendOnto(before, call), what);
        String etag = calls.said(answer, "CopyObjectResult", "ETag", what);
        return new StoredVersion(from.key(), answer.header(VERSION_HEADER), S3Calls.unquoted(etag));
    }

    private ObjectHead headOf(String key, HttpAnswer answer) throws BackstayException {
        String length = answer.header("content-length");
        if (length == null || !length.matches("[0-9]{1,18}")) {
            throw calls.nonsense(S3Calls.object(key), "it names no size", null);
        }
        String etag = etag(key, answer);
        String encryption = answer.header("x-amz-server-side-encryption");
        boolean managed = (encryption != null && encryption.startsWith("aws:kms"))
                || answer.header("x-amz-server-side-encryption-customer-algorithm") != null;
        boolean plain = etag.matches("[0-9a-f]{32}") && !managed;
        ByteSize size = new ByteSize(Long.parseLong(length));
        return new ObjectHead(
                key,
                answer.header(VERSION_HEADER),
                size,
                etag,
                plain,
                answer.header("content-type"),
                ObjectKeeping.of(answer));
    }

    /// Every store names one with an object; what answers without is none, such as a proxy that wants a login.
    private String etag(String key, HttpAnswer answer) throws BackstayException {
        String etag = answer.header("etag");
        if (etag == null) {
            throw calls.nonsense(S3Calls.object(key), "it names no ETag", null);
        }
        return S3Calls.unquoted(etag);
    }
}
