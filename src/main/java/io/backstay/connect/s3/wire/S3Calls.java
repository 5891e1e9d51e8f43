package io.backstay.connect.s3.wire;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.Effect;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpTransport;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Calls to one bucket: addressed, owner-checked, signed. For the leaves of this room; others ask an [ObjectStore].
public final class S3Calls {
    private static final int BAD_REQUEST = 400;
    private static final String EDIT_ADVICE = "Rename the object with the store's own tools, then list again.";

    private final HttpTransport transport;
    private final S3Address address;
    private final HttpTransport.Signing signer;
    private final InstantSource clock;
    /// Whether the store has not said yet that it knows no conditions of writing.
    private volatile boolean conditions = true;

    /// Calls that are signed by a key, which does not renew itself.
    public S3Calls(HttpTransport transport, S3Address address, S3Credentials credentials, InstantSource clock) {
        this(transport, address, new AwsSigner(credentials, "s3", address.region(), clock), clock);
    }

    /// Calls that are signed in another way, such as by the key of a role.
    public S3Calls(HttpTransport transport, S3Address address, HttpTransport.Signing signer, InstantSource clock) {
        this.transport = transport;
        this.address = address;
        this.signer = signer;
        this.clock = clock;
    }

    /// Which bucket of which store.
    public S3Address address() {
        return address;
    }

    /// What the calls go over.
    public HttpTransport transport() {
        return transport;
    }

    /// What signs them.
    public HttpTransport.Signing signer() {
        return signer;
    }

    /// A call about the bucket itself.
    public HttpCall onBucket(String method, String query) {
        return call(method, inPath() + (virtual() ? "/" : ""), query, Map.of(), HttpBody.NONE);
    }

    /// A call about one object, or one version of it.
    public HttpCall onObject(
            String method, String key, @Nullable String versionId, Map<String, String> headers, HttpBody body)
            throws BackstayException {
        return call(method, inPath() + encoded(key), versionQuery(versionId), headers, body);
    }

    /// A call about a part of an object, such as one upload of it.
    ///
    /// @param query encoded, names in the order of the alphabet
    public HttpCall onPart(String method, String key, String query, Map<String, String> headers, HttpBody body)
            throws BackstayException {
        return call(method, inPath() + encoded(key), query, headers, body);
    }

    /// The bucket's name where it stands in the path of a call, empty where it stands before the host.
    private String inPath() {
        return virtual() ? "" : address.base() + "/" + address.bucket();
    }

    private boolean virtual() {
        return address.addressing() == Addressing.VIRTUAL;
    }

    /// What a copy is made from, `/bucket/key` whatever the style of calls.
    public String source(String key) throws BackstayException {
        return "/" + address.bucket() + encoded(key);
    }

    /// The headers of a copy of a version, of its bytes as they were listed and no others.
    public Map<String, String> copied(ListedVersion from) throws BackstayException {
        Map<String, String> headers = new TreeMap<>();
        headers.put(
                "x-amz-copy-source",
                source(from.key()) + "?" + versionQuery(from.version().versionId()));
        if (!from.etag().isEmpty()) {
            headers.put("x-amz-copy-source-if-match", "\"" + from.etag() + "\"");
        }
        String owner = address.owner();
        if (owner != null) {
            headers.put("x-amz-source-expected-bucket-owner", owner);
        }
        return headers;
    }

    /// A text of an answer to a copy. A store answers 200 before it has copied, and may say in the body that it
    /// failed after all.
    ///
    /// @param root the name of the outermost element
    public String said(HttpAnswer answer, String root, String element, String what) throws BackstayException {
        // It names the object, whose name may have characters that XML cannot carry.
        try (S3Xml xml = new S3Xml(LegibleXml.of(answer.body()))) {
            String found = xml.root();
            if (found.equals("Error")) {
                throw S3Errors.of(S3Error.rest(xml), answer, what, address, clock.instant());
            }
            while (found.equals(root) && xml.next() != XMLStreamReader.END_DOCUMENT) {
                if (xml.opens(element)) {
                    return xml.text();
                }
            }
            throw nonsense(what, "it names no " + element, null);
        } catch (XMLStreamException e) {
            throw nonsense(what, "it is no proper XML", e);
        }
    }

    /// `/key`, encoded; a key that we do not touch is refused here, before anything is signed.
    private String encoded(String key) throws BackstayException {
        String refusal = ObjectKeys.refusal(key);
        if (refusal != null) {
            String sentence = "The object name \"" + ObjectKeys.printable(key) + "\" is refused: " + refusal + ".";
            throw new BackstayException(new Failure.BadInput(sentence, EDIT_ADVICE));
        }
        return "/" + ObjectKeys.encoded(key);
    }

    /// Which version, as a query; empty for the newest.
    public static String versionQuery(@Nullable String versionId) {
        return versionId == null ? "" : "versionId=" + ObjectKeys.encodedValue(versionId);
    }

    /// Sends a call whose answer is small.
    public HttpAnswer send(HttpCall call) throws BackstayException, InterruptedException {
        return renewed(effect(call), effect -> transport.send(call, signer, effect));
    }

    /// Whether the session was over. Without a body, as for a HEAD, a store names no code: S3 answers 400 then, as it
    /// does for other reasons too, so that one more question is all that comes of it.
    public static boolean isOver(HttpAnswer answer) {
        String code = answer.ok() ? "" : code(answer);
        return S3Errors.isExpiry(code) || (answer.status() == BAD_REQUEST && code.isEmpty());
    }

    /// Sends a call whose answer may be large, and hands it on while it arrives; once more where the session of the key
    /// was over, before anything was taken.
    ///
    /// @param what the object that is asked for
    public <T> T receive(HttpCall call, String what, HttpTransport.Receiver<T> receiver)
            throws BackstayException, InterruptedException, IOException {
        HttpTransport.Receiver<T> whole = (answer, body) -> {
            if (!answer.ok()) {
                throw refused(answer, body, what);
            }
            return receiver.receive(answer, body);
        };
        try {
            return transport.receive(call, signer, whole);
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.Expired && signer.renews()) {
                return transport.receive(call, signer, whole);
            }
            throw e;
        }
    }

    /// Sends a call in its way.
    @FunctionalInterface
    private interface Sending {
        HttpAnswer send(Effect effect) throws BackstayException, InterruptedException;
    }

    /// Once more where the session of the key was over and there is another now: what is refused for that was not
    /// done, and a listing goes on with the very page that was refused.
    private HttpAnswer renewed(Effect effect, Sending sending) throws BackstayException, InterruptedException {
        HttpAnswer answer = sending.send(effect);
        return isOver(answer) && signer.renews() ? sending.send(effect.sentAgain()) : answer;
    }

    /// Sends a call that writes only where that is there which must be. A store that knows no such conditions says so
    /// (`NotImplemented`) and has done nothing: it is asked without, then and from then on.
    public HttpAnswer sendOnto(Precondition before, HttpCall call) throws BackstayException, InterruptedException {
        if (before.headers().isEmpty() || !conditions) {
            return sendLong(call);
        }
        HttpAnswer answer = sendLong(call.with(before.headers()));
        if (!answer.ok() && code(answer).equals("NotImplemented")) {
            conditions = false;
            return sendLong(call, effect(call).sentAgain());
        }
        return answer;
    }

    /// Sends a call that keeps the store busy, though its answer is small.
    public HttpAnswer sendLong(HttpCall call) throws BackstayException, InterruptedException {
        return sendLong(call, effect(call));
    }

    private HttpAnswer sendLong(HttpCall call, Effect first) throws BackstayException, InterruptedException {
        return renewed(first, effect -> transport.sendLong(call, signer, effect));
    }

    /// What the record calls it, whether the bucket's name stands in the path of a call or before the host.
    private Effect effect(HttpCall call) {
        return Effect.many(call, operation(call), address.endpoint() + "/" + address.bucket());
    }

    /// As S3 names what changes something.
    private static String operation(HttpCall call) {
        boolean ofUpload = call.query().contains("uploadId=");
        return switch (call.method()) {
            case "PUT" -> {
                boolean copies = call.headers().containsKey("x-amz-copy-source");
                yield call.query().startsWith("tagging=")
                        ? "PutObjectTagging"
                        : ofUpload ? (copies ? "UploadPartCopy" : "UploadPart") : copies ? "CopyObject" : "PutObject";
            }
            case "POST" ->
                call.query().startsWith("restore=")
                        ? "RestoreObject"
                        : ofUpload ? "CompleteMultipartUpload" : "CreateMultipartUpload";
            case "DELETE" -> ofUpload ? "AbortMultipartUpload" : "DeleteObject";
            default -> call.method();
        };
    }

    /// The answer, when it is a success.
    public HttpAnswer demand(HttpAnswer answer, String what) throws BackstayException {
        if (!answer.ok()) {
            throw refused(answer, what);
        }
        return answer;
    }

    /// The failure for an answer that is none.
    public BackstayException refused(HttpAnswer answer, String what) {
        return refused(answer, answer.body(), what);
    }

    /// The same of an answer whose body comes as a stream.
    BackstayException refused(HttpAnswer answer, InputStream body, String what) {
        return S3Errors.of(S3Error.read(body), answer, what, address, clock.instant());
    }

    /// The code of an answer that is an error document, empty when it is none.
    public static String code(HttpAnswer answer) {
        return S3Error.read(answer.body()).code();
    }

    /// The answer makes no sense.
    public BackstayException nonsense(String what, String why, @Nullable Throwable cause) {
        return new BackstayException(new Failure.Malformed("The answer of " + store() + " about " + what, why), cause);
    }

    /// Where the store answers.
    public String store() {
        return address.endpoint().toString();
    }

    /// The bucket, for a sentence.
    public String bucket() {
        return "bucket " + address.bucket();
    }

    /// Whether the store as a whole is meant: every other object would meet the same now, and this one may go
    /// better later.
    public static boolean isOfTheStore(Failure failure) {
        return switch (failure) {
            case Failure.Unreachable _,
                    Failure.TimedOut _,
                    Failure.Throttled _,
                    Failure.Expired _,
                    Failure.WrongRegion _,
                    Failure.ClockOff _ -> true;
            default -> false;
        };
    }

    /// The headers of a call that sends a document, whose MD5 some of S3's operations demand.
    public static Map<String, String> document(byte[] bytes) {
        byte[] md5 = Bytes.digest("MD5").digest(bytes);
        return Map.of(
                "content-type",
                "application/xml",
                "content-md5",
                Base64.getEncoder().encodeToString(md5));
    }

    /// An object, for a sentence.
    public static String object(String key) {
        return "object " + ObjectKeys.printable(key);
    }

    /// An ETag without its quotes, which some stores leave out.
    public static String unquoted(String etag) {
        boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
        return quoted ? etag.substring(1, etag.length() - 1) : etag;
    }

    private HttpCall call(String method, String path, String query, Map<String, String> headers, HttpBody body) {
        Map<String, String> all = new TreeMap<>(headers);
        if (address.owner() != null) {
            all.put("x-amz-expected-bucket-owner", address.owner());
        }
        return new HttpCall(method, address.called(), path, query, all, body);
    }
}
