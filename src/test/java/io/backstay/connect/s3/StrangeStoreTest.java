package io.backstay.connect.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.rollback.PrefixRollback;
import io.backstay.connect.s3.rollback.RollbackPlan;
import io.backstay.connect.s3.rollback.RollbackResult;
import io.backstay.connect.s3.rollback.RollbackScope;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.connect.s3.wire.Precondition;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.estate.ObjectVersion;
import io.backstay.fixture.S3Checked;
import io.backstay.fixture.Secrets;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Stores that answer wrongly, by mistake or on purpose.
final class StrangeStoreTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final ListedVersion VERSION =
            new ListedVersion(new ObjectVersion("firm-1/a", "v1", false, false, AT, new ByteSize(3)), "0".repeat(32));
    private static final ListedVersion MARKER =
            new ListedVersion(new ObjectVersion("firm-1/a", "m1", true, true, AT, new ByteSize(0)), "");

    private final S3Checked checked = S3Checked.questions();
    private final HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(5));
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        Endpoint endpoint =
                new Endpoint("http", "127.0.0.1", server.getAddress().getPort());
        S3Address address = new S3Address(endpoint, "eu-west-1", "bucket", null);
        store = new ObjectStore(
                transport, address, new S3Credentials("KEY", Secrets.source("s3cr3t-value"), null), () -> AT);
    }

    @AfterEach
    void stop() {
        transport.close();
        server.stop(0);
        checked.requireFitting();
    }

    private void answers(HttpHandler handler) {
        server.createContext("/", exchange -> {
                    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                    try (exchange) {
                        handler.handle(exchange);
                    }
                })
                .getFilters()
                .add(checked);
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean body = !exchange.getRequestMethod().equals("HEAD") && bytes.length > 0;
        exchange.sendResponseHeaders(status, body ? bytes.length : -1);
        if (body) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    private static Failure failureOf(Executable action) {
        BackstayException e = assertThrows(BackstayException.class, action);
        assertFalse(e.toString().contains("s3cr3t-value"), e.toString());
        return e.failure();
    }

    private Failure listingFailure() {
        return failureOf(() -> store.versions("firm-1/", _ -> {}));
    }

    private static String entry(String key, String version) {
        return "<Version><Key>" + key + "</Key><VersionId>" + version + "</VersionId><IsLatest>true</IsLatest>"
                + "<LastModified>2026-11-20T11:00:00.000Z</LastModified><ETag>&quot;" + "0".repeat(32)
                + "&quot;</ETag><Size>3</Size></Version>";
    }

    private static String page(String inside) {
        return "<?xml version=\"1.0\"?><ListVersionsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "<EncodingType>url</EncodingType>" + inside + "</ListVersionsResult>";
    }

    @Test
    void anErrorBehindStatus200IsAFailedCopy() {
        answers(exchange ->
                say(exchange, 200, "<?xml version=\"1.0\"?>\n   <Error><Code>InternalError</Code><Message/></Error>"));
        Failure failure = failureOf(() -> store.copyForward(VERSION, Precondition.NONE));
        assertTrue(failure.message().contains("InternalError"), failure.message());
        assertEquals(1, asked.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<CopyObjectResult/>", "<CopyObjectResult><ETag>x", "done", "<Other/>"})
    void aCopyWithoutAProperResultIsAFailedCopy(String body) {
        answers(exchange -> say(exchange, 200, body));
        assertInstanceOf(Failure.Malformed.class, failureOf(() -> store.copyForward(VERSION, Precondition.NONE)));
    }

    @Test
    void aMarkerThatHasBytesIsNotRemoved() {
        answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Length", "3");
            exchange.getResponseHeaders().set("ETag", "x");
            exchange.sendResponseHeaders(200, -1);
        });
        assertInstanceOf(Failure.Malformed.class, failureOf(() -> store.undelete(MARKER)));
        assertEquals(List.of("HEAD /bucket/firm-1/a?versionId=m1"), asked);
    }

    @Test
    void aRemovalThatWasNotOfAMarkerIsAFailure() {
        answers(exchange -> say(exchange, exchange.getRequestMethod().equals("HEAD") ? 405 : 204, ""));
        assertInstanceOf(Failure.Malformed.class, failureOf(() -> store.undelete(MARKER)));
    }

    @Test
    void nothingIsRemovedWhenTheStoreDoesNotSayWhetherItIsAMarker() {
        answers(exchange -> say(exchange, 403, ""));
        assertInstanceOf(Failure.Refused.class, failureOf(() -> store.undelete(MARKER)));
        assertEquals(1, asked.size());
    }

    @Test
    void aPageThatRepeatsEndsTheListing() {
        String same = page("<IsTruncated>true</IsTruncated><NextKeyMarker>firm-1/a</NextKeyMarker>"
                + "<NextVersionIdMarker>v1</NextVersionIdMarker>" + entry("firm-1/a", "v1"));
        answers(exchange -> say(exchange, 200, same));
        Failure failure = listingFailure();
        assertInstanceOf(Failure.Malformed.class, failure);
        assertTrue(failure.message().contains("repeat"), failure.message());
        assertEquals(2, asked.size());
    }

    @Test
    void aNameOutsideThePrefixEndsTheListing() {
        answers(exchange -> say(exchange, 200, page(entry("firm-2/a", "v1"))));
        assertTrue(listingFailure().message().contains("outside"));
    }

    @Test
    void namesOutOfOrderEndTheListing() {
        answers(exchange -> say(exchange, 200, page(entry("firm-1/b", "v1") + entry("firm-1/a", "v2"))));
        assertTrue(listingFailure().message().contains("order"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<ListVersionsResult><Version><Key>firm-1/a</Key></Version></ListVersionsResult>",
                "<ListVersionsResult><IsTruncated>true</IsTruncated></ListVersionsResult>",
                "<ListVersionsResult><Version><Key>firm-1/a</Key>",
                "<ListVersionsResult><Version><Size>-1</Size></Version></ListVersionsResult>",
                "<ListVersionsResult><Version><Size>many</Size></Version></ListVersionsResult>",
                "<ListVersionsResult><Version><LastModified>yesterday</LastModified></Version></ListVersionsResult>",
                "<ListBucketResult/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                        + "<ListVersionsResult>&x;</ListVersionsResult>",
                "<!DOCTYPE ListVersionsResult><ListVersionsResult></ListVersionsResult>",
                "<ListVersionsResult><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a>"
                        + "</a></a></a></a></a></a></a></a></a></ListVersionsResult>"
            })
    void anAnswerThatIsNoListingIsRefused(String body) {
        answers(exchange -> say(exchange, 200, body));
        assertInstanceOf(Failure.Malformed.class, listingFailure());
    }

    @Test
    void namesAreDecodedWhicheverWayASpaceIsWritten() throws Exception {
        answers(exchange ->
                say(exchange, 200, page(entry("firm-1/a%20b%2Bc", "v1") + entry("firm-1/b+c%2Bd%C3%BC", "v2"))));
        List<String> keys = new ArrayList<>();
        store.versions("firm-1/", version -> keys.add(version.key() + " " + version.etag()));
        String etag = " " + "0".repeat(32);
        assertEquals(List.of("firm-1/a b+c" + etag, "firm-1/b c+dü" + etag), keys);
    }

    @Test
    void namesOfAStoreThatDoesNotEncodeAreTakenAsTheyAre() throws Exception {
        String plain = page(entry("firm-1/50%+x", "v1")).replace("<EncodingType>url</EncodingType>", "");
        answers(exchange -> say(exchange, 200, plain));
        List<String> keys = new ArrayList<>();
        store.versions("firm-1/", version -> keys.add(version.key()));
        assertEquals(List.of("firm-1/50%+x"), keys);
    }

    @Test
    void bytesThatDoNotMatchTheStoresOwnHashAreRefused() {
        answers(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"" + "0".repeat(32) + "\"");
            say(exchange, 200, "abc");
        });
        assertInstanceOf(Failure.Corrupt.class, failureOf(() -> store.get("a", null, OutputStream.nullOutputStream())));
    }

    @Test
    void aRedirectIsSaidToBeOneAndNotFollowed() {
        answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
            exchange.getResponseHeaders().set("x-amz-bucket-region", "ap-south-2");
            say(exchange, 307, "");
        });
        Failure failure = failureOf(store::versioning);
        assertInstanceOf(Failure.WrongRegion.class, failure);
        assertTrue(failure.message().contains("the bucket is in ap-south-2"), failure.message());
        assertTrue(failure.advice().contains("region"), failure.advice());
        assertEquals(1, asked.size());
    }

    @Test
    void aBrokenStoreIsReportedAfterSomeTries() {
        answers(exchange -> say(exchange, 503, "<Error><Code>SlowDown</Code></Error>"));
        Failure failure = failureOf(store::versioning);
        assertTrue(failure.message().contains("SlowDown"), failure.message());
        assertEquals(HttpLimits.USUAL.attemptsMax(), asked.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Suspended", ""})
    void aBucketThatDoesNotKeepVersionsNowIsNotRolledBack(String status) {
        String state = status.isEmpty() ? "" : "<Status>" + status + "</Status>";
        answers(exchange -> say(exchange, 200, "<VersioningConfiguration>" + state + "</VersioningConfiguration>"));
        PrefixRollback rollback = new PrefixRollback(store, new TenantPrefix("firm-1/"), AT, RollbackScope.DELETED);
        assertInstanceOf(Failure.Unsupported.class, failureOf(rollback::plan));
        assertEquals(1, asked.size());
    }

    @Test
    void namesThatCouldLeaveThePrefixAreProblemsAndAreLeftAlone() throws Exception {
        answers(exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            String marker = "<DeleteMarker><Key>firm-1/../firm-2/a</Key><VersionId>m</VersionId>"
                    + "<IsLatest>true</IsLatest><LastModified>2026-11-20T12:30:00Z</LastModified></DeleteMarker>";
            say(
                    exchange,
                    200,
                    query.contains("versioning")
                            ? "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
                            : page(marker + entry("firm-1/../firm-2/a", "v1")));
        });
        PrefixRollback rollback = new PrefixRollback(store, new TenantPrefix("firm-1/"), AT, RollbackScope.DELETED);
        RollbackResult result = rollback.run(rollback.plan(), Progress.NONE);
        assertEquals(1, result.counts().notRestored());
        assertFalse(result.complete());
        assertTrue(
                result.problems().getFirst().problem().contains(".."),
                result.problems().toString());
        assertTrue(asked.stream().allMatch(call -> call.startsWith("GET /bucket?")), asked.toString());
    }

    @Test
    void aStoreWithWholeSecondsCannotTellTheOrderWithinTheWantedSecond() throws Exception {
        answers(exchange -> say(
                exchange,
                200,
                String.valueOf(exchange.getRequestURI().getRawQuery()).contains("versioning")
                        ? "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
                        : page(entry("firm-1/a", "v1"))));
        Instant within = Instant.parse("2026-11-20T11:00:00.400Z");
        RollbackPlan plan =
                new PrefixRollback(store, new TenantPrefix("firm-1/"), within, RollbackScope.DELETED).plan();
        assertEquals(1, plan.problems().size());
        assertEquals(1, plan.counts().unchanged());
    }

    /// Ceph 16 encodes the names in a listing, but not the one that a page ends with.
    @ParameterizedTest
    @ValueSource(strings = {"firm-1/a b+%41", "firm-1/100%", "firm-1/&#x1;"})
    void aMarkerThatIsNotEncodedIsTheLastNameOfThePage(String marker) throws Exception {
        String name = marker.replace("&#x1;", "\u0001");
        String first = entry(ObjectKeys.encoded(name), "v1");
        answers(exchange -> {
            boolean second =
                    String.valueOf(exchange.getRequestURI().getRawQuery()).contains("key-marker=");
            String more = "<IsTruncated>true</IsTruncated><NextKeyMarker>" + marker
                    + "</NextKeyMarker><NextVersionIdMarker>v1</NextVersionIdMarker>";
            say(exchange, 200, page(second ? entry("firm-1/z", "v2") : more + first));
        });
        List<String> keys = new ArrayList<>();
        store.versions("firm-1/", version -> keys.add(version.key()));
        assertEquals(List.of(name, "firm-1/z"), keys);
        assertTrue(asked.getLast().contains("key-marker=" + ObjectKeys.encodedValue(name) + "&"), asked.getLast());
    }

    @Test
    void anObjectLargerThanOneCopyIsNotCopied() {
        ByteSize size = new ByteSize(ObjectStore.COPY_MAX.bytes() + 1);
        ListedVersion large =
                new ListedVersion(new ObjectVersion("firm-1/a", "v1", false, false, AT, size), "0".repeat(32));
        assertInstanceOf(Failure.TooLarge.class, failureOf(() -> store.copyForward(large, Precondition.NONE)));
    }

    /// As compatible stores do that have no conditions of writing.
    @Test
    void aStoreThatKnowsNoConditionsIsAskedWithoutAndNeverWithOneAgain() throws Exception {
        List<String> conditions = new ArrayList<>();
        answers(exchange -> {
            String condition = exchange.getRequestHeaders().getFirst("if-match");
            conditions.add(String.valueOf(condition));
            if (condition == null) {
                say(exchange, 200, "<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>");
            } else {
                say(exchange, 501, "<Error><Code>NotImplemented</Code></Error>");
            }
        });
        Precondition still = Precondition.still(VERSION);
        assertEquals("e", store.copyForward(VERSION, still).etag());
        assertEquals("e", store.copyForward(VERSION, still).etag());
        assertEquals(List.of("\"" + "0".repeat(32) + "\"", "null", "null"), conditions);
    }

    @Test
    void aStoreThatCannotCopyAtAllIsNotAskedForever() {
        answers(exchange -> say(exchange, 501, "<Error><Code>NotImplemented</Code></Error>"));
        assertInstanceOf(
                Failure.Unsupported.class, failureOf(() -> store.copyForward(VERSION, Precondition.still(VERSION))));
        assertEquals(2, asked.size());
    }

    @Test
    void puttingNeedsNoContent() throws Exception {
        answers(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"d41d8cd98f00b204e9800998ecf8427e\"");
            say(exchange, 200, "");
        });
        assertEquals(
                "d41d8cd98f00b204e9800998ecf8427e",
                store.put("a", HttpBody.NONE, "text/plain").etag());
    }

    /// As a proxy does that wants a login, for which everything is fine.
    @Test
    void whatIsAnsweredWithoutAnEtagIsNoObjectOfTheStore() {
        answers(exchange -> say(exchange, 200, "<html>Log in</html>"));
        assertInstanceOf(Failure.Malformed.class, failureOf(() -> store.put("a", HttpBody.NONE, "text/plain")));
        assertInstanceOf(
                Failure.Malformed.class, failureOf(() -> store.get("a", null, OutputStream.nullOutputStream())));
    }
}
