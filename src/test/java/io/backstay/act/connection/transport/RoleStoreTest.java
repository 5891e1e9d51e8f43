package io.backstay.act.connection.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Who;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.RoleSession;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.http.Witness;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.current.CurrentObjects;
import io.backstay.connect.s3.wire.Addressing;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.AwsModel;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.S3Model;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.fixture.StandIn.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a stand-in of S3 and of AWS's token service, written from the official models; not against AWS.
final class RoleStoreTest {
    private static final S3Model MODEL = new S3Model();
    private static final String PAGE = "<ListVersionsResult><IsTruncated>%s</IsTruncated>%s<Version><Key>a/%s</Key>"
            + "<VersionId>v</VersionId><IsLatest>true</IsLatest><LastModified>2026-11-20T12:00:00.000Z</LastModified>"
            + "<ETag>&quot;e&quot;</ETag><Size>1</Size><StorageClass>STANDARD</StorageClass></Version>"
            + "</ListVersionsResult>";
    private static final String NOW = "<ListBucketResult><IsTruncated>%s</IsTruncated>%s<Contents><Key>a/%s</Key>"
            + "<LastModified>2026-11-20T12:00:00.000Z</LastModified><ETag>&quot;e&quot;</ETag><Size>1</Size>"
            + "<StorageClass>STANDARD</StorageClass></Contents></ListBucketResult>";

    private final List<String> pages = new ArrayList<>();
    private int sessions;
    private int over;

    private Answer answer(Request request) throws Exception {
        if (request.header("authorization").contains("/sts/")) {
            return session(request);
        }
        if (request.target().contains("/a/file")) {
            return object(request);
        }
        var question = new S3Model.Question(request.method(), request.target(), request.headers(), new byte[0]);
        String operation = MODEL.operation(question);
        MODEL.checkAsked(operation, question);
        int page = request.target()
                        .replaceAll(".*(key-marker=a%2F|continuation-token=)", "")
                        .charAt(0)
                - '0';
        page = page < 0 || page > 2 ? 0 : page;
        if (page > 0 && over > 0) {
            over--;
            return Answer.xml(400, "<Error><Code>ExpiredToken</Code><Message>m</Message></Error>");
        }
        pages.add(page + " with " + request.header("x-amz-security-token"));
        boolean versions = operation.equals("ListObjectVersions");
        String next = versions
                ? "<NextKeyMarker>a/%s</NextKeyMarker><NextVersionIdMarker>v</NextVersionIdMarker>"
                : "<NextContinuationToken>%s</NextContinuationToken>";
        boolean last = page == 2;
        String body = (versions ? PAGE : NOW).formatted(!last, last ? "" : next.formatted(page + 1), page + "x");
        MODEL.checkAnswered(operation, 200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        return Answer.xml(200, body);
    }

    /// As S3 answers for an object: to a HEAD without a body, whatever it refuses.
    private Answer object(Request request) {
        boolean head = request.method().equals("HEAD");
        if (over > 0) {
            over--;
            return Answer.xml(400, head ? "" : "<Error><Code>ExpiredToken</Code><Message>m</Message></Error>");
        }
        pages.add(request.method() + " with " + request.header("x-amz-security-token"));
        String held = "what it holds";
        Map<String, String> headers = Map.of("ETag", "\"e-2\"", "x-amz-version-id", "v");
        if (!head) {
            return new Answer(200, "text/plain", held, headers);
        }
        Map<String, String> sized = new TreeMap<>(headers);
        sized.put("Content-Length", Integer.toString(held.length()));
        return new Answer(200, "text/plain", "", sized);
    }

    private Answer session(Request request) throws Exception {
        AwsModel model = new AwsModel("sts");
        Map<String, String> form = new TreeMap<>(request.form());
        String action = String.valueOf(form.remove("Action"));
        form.remove("Version");
        model.checkAsked(action, form.keySet());
        sessions++;
        String result = "<Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>key" + sessions
                + "</SecretAccessKey><SessionToken>session" + sessions + "</SessionToken><Expiration>"
                + Instant.now().plus(Duration.ofHours(1)) + "</Expiration></Credentials>";
        model.checkAnswered(action, "<x>" + result + "</x>");
        return Answer.xml(
                200, "<AssumeRoleResponse><AssumeRoleResult>" + result + "</AssumeRoleResult></AssumeRoleResponse>");
    }

    private interface Work {
        void with(ObjectStore store) throws Exception;
    }

    private void with(@Nullable String role, Work work) throws Exception {
        with(role, Witness.practice(), work);
    }

    private void with(@Nullable String role, Witness witness, Work work) throws Exception {
        try (StandIn aws = new StandIn(this::answer);
                Stores stores = new Stores(new Random(3), InstantSource.system(), witness)) {
            var address = new S3Address(Endpoint.parse(aws.address()), "eu-central-1", "files", null, Addressing.PATH);
            var token = role == null ? Secrets.source("session0") : null;
            var key = new S3Credentials(AwsRds.ID, Secrets.source(AwsRds.SECRET), token);
            work.with(
                    role == null
                            ? stores.open(address, key, (Path) null)
                            : stores.open(address, key, new RoleSession.Role(role, null, "backstay-files")));
        }
    }

    private static List<String> versions(ObjectStore store) throws Exception {
        List<String> keys = new ArrayList<>();
        store.versions("a/", version -> keys.add(version.key()));
        return keys;
    }

    @Test
    void aListingOfVersionsGoesOnWithTheNextSessionWhereTheOneBeforeEnded() throws Exception {
        over = 1;
        with(
                "arn:aws:iam::123456789012:role/files",
                store -> assertEquals(List.of("a/0x", "a/1x", "a/2x"), versions(store)));
        assertEquals(List.of("0 with session1", "1 with session2", "2 with session2"), pages);
    }

    @Test
    void soDoesAListingOfWhatIsThere() throws Exception {
        over = 1;
        List<String> keys = new ArrayList<>();
        with(
                "arn:aws:iam::123456789012:role/files",
                store -> new CurrentObjects(store, "a/").forEach(each -> keys.add(each.key())));
        assertEquals(List.of("a/0x", "a/1x", "a/2x"), keys);
        assertEquals(List.of("0 with session1", "1 with session2", "2 with session2"), pages);
    }

    @Test
    void anObjectIsAskedAboutAndReadWithTheNextSession() throws Exception {
        with("arn:aws:iam::123456789012:role/files", store -> {
            over = 1;
            assertTrue(store.head("a/file", "v").isPresent());
            over = 1;
            assertEquals("what", new String(store.beginning("a/file", 4), StandardCharsets.UTF_8));
            over = 1;
            var bytes = new ByteArrayOutputStream();
            store.get("a/file", "v", bytes);
            assertEquals("what it holds", bytes.toString(StandardCharsets.UTF_8));
        });
        assertEquals(List.of("HEAD with session2", "GET with session3", "GET with session4"), pages);
    }

    /// What was refused for a session that was over, and was done with the next, is done.
    @Test
    void aWritingThatWasSentAgainIsOneInTheRecord(@TempDir Path folder) throws Exception {
        Who who = new Who("jonas", "administrator", "test");
        try (AuditLog log = AuditLog.open(folder.resolve("audit.db"), InstantSource.system(), who, new Random(3))) {
            for (int refused : new int[] {1, 2}) {
                over = refused;
                try (CallRecord record = CallRecord.of(() -> log, () -> folder)) {
                    with("arn:aws:iam::123456789012:role/files", record, store -> {
                        if (refused == 1) {
                            store.put("a/file", HttpBody.NONE, "text/plain");
                        } else {
                            assertThrows(
                                    BackstayException.class, () -> store.put("a/file", HttpBody.NONE, "text/plain"));
                        }
                    });
                }
                AuditEntry last = log.entries(null).getLast();
                assertEquals(
                        refused == 1 ? AuditEntry.Outcome.DONE : AuditEntry.Outcome.FAILED,
                        last.outcome(),
                        last::toString);
                assertEquals("1", last.detail().get("sentAgain"));
            }
        }
    }

    /// Taken for a refusal of the object, a rollback would report a file that it brought back as one that it did not.
    @Test
    void aSessionThatIsOverWhereNoBodyCanSaySoIsTheStoresAndNotTheObjects() throws Exception {
        over = 100;
        for (String role : new String[] {null, "arn:aws:iam::123456789012:role/files"}) {
            with(role, store -> {
                BackstayException e = assertThrows(BackstayException.class, () -> store.head("a/file", "v"));
                assertInstanceOf(Failure.Expired.class, e.failure());
            });
        }
    }

    @Test
    void whoIsRefusedWithKeysThatWereReplacedMeanwhileEndsNoneOfTheNewOnes() throws Exception {
        try (StandIn aws = new StandIn(this::answer);
                HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(3));
                ExecutorService one = Executors.newSingleThreadExecutor();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            var key = new S3Credentials(AwsRds.ID, Secrets.source(AwsRds.SECRET), null);
            Endpoint endpoint = Endpoint.parse(aws.address());
            AwsRegion region = new AwsRegion("eu-central-1");
            var role = new RoleSession.Role("arn:aws:iam::123456789012:role/files", null, "backstay-files");
            HttpTransport.Signing signing = new AwsAccess(transport, key, InstantSource.system(), endpoint)
                    .as(role, region)
                    .signer(region, "s3");
            HttpCall call = new HttpCall("GET", endpoint, "/files/a/file", "", Map.of(), HttpBody.NONE);
            Callable<String> signed = () -> signing.sign(call).headers().get("x-amz-security-token");
            assertEquals("session1", one.submit(signed).get());
            assertEquals("session1", other.submit(signed).get());
            one.submit(signing::renews).get();
            assertEquals("session2", one.submit(signed).get());
            other.submit(signing::renews).get();
            assertEquals("session2", other.submit(signed).get());
            other.submit(signing::renews).get();
            assertEquals("session3", one.submit(signed).get());
        }
    }

    @Test
    void aRegionThatIsNoneOfAwsIsBadInput() {
        try (Stores stores = new Stores(new Random(3), InstantSource.system(), Witness.practice())) {
            var key = new S3Credentials(AwsRds.ID, Secrets.source(AwsRds.SECRET), null);
            BackstayException e = assertThrows(BackstayException.class, () -> {
                var address = new S3Address(Endpoint.parse("http://127.0.0.1:9"), "garage", "files", null);
                stores.open(
                        address, key, new RoleSession.Role("arn:aws:iam::123456789012:role/files", null, "backstay"));
            });
            assertInstanceOf(Failure.BadInput.class, e.failure());
        }
    }

    @Test
    void aSessionThatStaysOverIsToldAndNotAskedForEver() throws Exception {
        over = 100;
        with("arn:aws:iam::123456789012:role/files", RoleStoreTest::expires);
        assertEquals(2, sessions);
    }

    @Test
    void aTemporaryKeyThatEndsOnTheSecondPageIsToldAsEnded() throws Exception {
        over = 1;
        with(null, RoleStoreTest::expires);
        assertEquals(List.of("0 with session0"), pages);
    }

    private static void expires(ObjectStore store) {
        BackstayException e = assertThrows(BackstayException.class, () -> versions(store));
        assertInstanceOf(Failure.Expired.class, e.failure());
    }

    @Test
    void aStoreThatIsNotOfAwsKnowsNoRoles() {
        try (Stores stores = new Stores(new Random(3), InstantSource.system(), Witness.practice())) {
            var key = new S3Credentials(AwsRds.ID, Secrets.source(AwsRds.SECRET), null);
            BackstayException e = assertThrows(BackstayException.class, () -> {
                var address = new S3Address(Endpoint.parse("https://s3.example"), "eu-1", "files", null);
                stores.open(
                        address, key, new RoleSession.Role("arn:aws:iam::123456789012:role/files", null, "backstay"));
            });
            assertInstanceOf(Failure.Unsupported.class, e.failure());
        }
    }
}
