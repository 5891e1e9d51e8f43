package io.backstay.connect.s3.posture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.S3Checked;
import io.backstay.fixture.Secrets;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stores answer about a bucket's settings, AWS and others; element names and codes are those of the model of
/// botocore 1.43.11 and of AWS's API reference.
final class BucketLookTest {
    private static final String NS = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
    private static final Map<String, String> AWS_NONE = Map.of(
            "replication", "ReplicationConfigurationNotFoundError",
            "encryption", "ServerSideEncryptionConfigurationNotFoundError",
            "lifecycle", "NoSuchLifecycleConfiguration",
            "object-lock", "ObjectLockConfigurationNotFoundError",
            "publicAccessBlock", "NoSuchPublicAccessBlockConfiguration",
            "policyStatus", "NoSuchBucketPolicy",
            "ownershipControls", "OwnershipControlsNotFoundError");

    private final S3Checked checked = S3Checked.both();
    private final HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(5));
    private final Map<String, Said> says = new HashMap<>();
    private HttpServer server;
    private ObjectStore store;

    private record Said(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
                    try (exchange) {
                        String query = String.valueOf(exchange.getRequestURI().getRawQuery())
                                .replace("=", "");
                        Said said = says.getOrDefault(query, new Said(500, ""));
                        byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(said.status(), bytes.length == 0 ? -1 : bytes.length);
                        try (OutputStream out = exchange.getResponseBody()) {
                            out.write(bytes);
                        }
                    }
                })
                .getFilters()
                .add(checked);
        server.start();
        Endpoint endpoint =
                new Endpoint("http", "127.0.0.1", server.getAddress().getPort());
        store = new ObjectStore(
                transport,
                new S3Address(endpoint, "eu-west-1", "bucket", null),
                new S3Credentials("KEY", Secrets.source("s3cr3t-value"), null),
                () -> Instant.parse("2026-11-20T12:00:00Z"));
        say("versioning", "VersioningConfiguration", "");
        say("acl", "AccessControlPolicy", "<Owner><ID>o</ID></Owner><AccessControlList></AccessControlList>");
        AWS_NONE.forEach((query, code) -> error(query, 404, code));
    }

    @AfterEach
    void stop() {
        transport.close();
        server.stop(0);
        checked.requireFitting();
    }

    private void say(String query, String root, String inside) {
        says.put(query, new Said(200, "<" + root + " " + NS + ">" + inside + "</" + root + ">"));
    }

    private void error(String query, int status, String code) {
        says.put(query, new Said(status, "<Error><Code>" + code + "</Code></Error>"));
    }

    private BucketPosture look() throws BackstayException, InterruptedException {
        return new BucketLook(store, "tenants/").run();
    }

    @Test
    void aBucketOfAwsWithNothingConfiguredIsKnownToHaveNothing() throws Exception {
        BucketPosture posture = look();
        assertEquals(List.of(), posture.missing().stream().toList());
        assertEquals(false, posture.kept());
        assertEquals(Duration.ZERO, posture.retention());
        assertEquals(false, posture.immutable());
        assertEquals("none", posture.encrypted());
        assertInstanceOf(Setting.Absent.class, posture.replication());
        assertNull(posture.exposure().open(), "lists of single objects count, and nobody has looked at them");
        assertEquals(List.of(), posture.unread());
    }

    @Test
    void anEmptyAnswerMeansNothingConfiguredToo() throws Exception {
        AWS_NONE.keySet().forEach(query -> says.put(query, new Said(200, "")));
        says.put("versioning", new Said(200, ""));
        says.put("lifecycle", new Said(204, ""));
        BucketPosture posture = look();
        assertEquals(List.of(), posture.unread());
        assertEquals(false, posture.kept());
        assertEquals("none", posture.encrypted());
    }

    @Test
    void whatProtectsIsRead() throws Exception {
        say("versioning", "VersioningConfiguration", "<Status>Enabled</Status><MfaDelete>Enabled</MfaDelete>");
        say(
                "lifecycle",
                "LifecycleConfiguration",
                rule("Enabled", "<Filter><Prefix>tenants/1/</Prefix></Filter>", 90, "")
                        + rule(
                                "Enabled",
                                "<Filter><And><Prefix/><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>",
                                30,
                                "<NewerNoncurrentVersions>3</NewerNoncurrentVersions>")
                        + rule("Disabled", "<Filter/>", 1, "")
                        + rule("Enabled", "<Prefix>logs/</Prefix>", 2, "")
                        + "<Rule><ID>a</ID><Status>Enabled</Status><Filter/><NoncurrentVersionTransition>"
                        + "<NoncurrentDays>7</NoncurrentDays><StorageClass>GLACIER</StorageClass>"
                        + "</NoncurrentVersionTransition><NoncurrentVersionTransition>"
                        + "<NoncurrentDays>20</NoncurrentDays>"
                        + "<StorageClass>DEEP_ARCHIVE</StorageClass></NoncurrentVersionTransition></Rule>");
        say(
                "object-lock",
                "ObjectLockConfiguration",
                "<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode>"
                        + "<Years>1</Years></DefaultRetention></Rule>");
        say(
                "encryption",
                "ServerSideEncryptionConfiguration",
                "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>k"
                        + "</KMSMasterKeyID></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true"
                        + "</BucketKeyEnabled></Rule>");
        say(
                "replication",
                "ReplicationConfiguration",
                "<Role>r</Role><Rule><Status>Enabled</Status><DeleteMarkerReplication><Status>Disabled</Status>"
                        + "</DeleteMarkerReplication><Destination><Bucket>arn:aws:s3:::copies</Bucket></Destination>"
                        + "</Rule>");
        BucketPosture posture = look();
        assertEquals(true, posture.kept());
        VersionsKept kept = posture.versions().value();
        assertTrue(kept != null && kept.secondFactor());
        assertEquals(Duration.ofDays(30), posture.retention());
        Lifecycle rules = posture.lifecycle().value();
        assertEquals(3, rules == null ? 0 : rules.newerKept());
        assertEquals(
                List.of(
                        "overwritten and deleted versions to GLACIER after 7 d",
                        "overwritten and deleted versions to DEEP_ARCHIVE after 20 d"),
                rules == null ? List.of() : rules.archived());
        assertEquals(true, posture.immutable());
        assertEquals(
                new LockDefault("COMPLIANCE", Duration.ofDays(365)),
                posture.lock().value());
        assertEquals("aws:kms", posture.encrypted());
        assertEquals(
                new Replication(List.of("copies"), false), posture.replication().value());
    }

    private static String rule(String status, String filter, int days, String more) {
        return "<Rule><ID>x</ID><Status>" + status + "</Status>" + filter + "<NoncurrentVersionExpiration>"
                + "<NoncurrentDays>" + days + "</NoncurrentDays>" + more + "</NoncurrentVersionExpiration></Rule>";
    }

    @Test
    void whatTheKeyMayNotAskIsUnknownAndNamed() throws Exception {
        AWS_NONE.keySet().forEach(query -> error(query, 403, "AccessDenied"));
        error("acl", 403, "AccessDenied");
        error("versioning", 403, "AccessDenied");
        BucketPosture posture = look();
        assertNull(posture.kept());
        assertNull(posture.retention());
        assertNull(posture.immutable());
        assertNull(posture.encrypted());
        assertNull(posture.exposure().open());
        assertEquals(
                Set.of(
                        "s3:GetBucketAcl",
                        "s3:GetBucketObjectLockConfiguration",
                        "s3:GetBucketOwnershipControls",
                        "s3:GetBucketPolicyStatus",
                        "s3:GetBucketPublicAccessBlock",
                        "s3:GetBucketVersioning",
                        "s3:GetEncryptionConfiguration",
                        "s3:GetLifecycleConfiguration",
                        "s3:GetReplicationConfiguration"),
                posture.missing());
    }

    @ParameterizedTest
    @CsvSource({
        "501, <Error><Code>NotImplemented</Code></Error>",
        "405, <Error><Code>MethodNotAllowed</Code></Error>",
        "501, <html><body>no</body></html>",
        "200, <html><body>welcome</body></html>",
        "200, <html><br>never closed",
        "404, <html>nothing here</html>",
        "409, <Error><Code>SomethingOfThisStoresOwn</Code></Error>",
        "200, <!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"
    })
    void aStoreThatDoesNotKnowTheQuestionLeavesItOpen(int status, String body) throws Exception {
        checked.strange();
        for (String query : AWS_NONE.keySet()) {
            says.put(query, new Said(status, body));
        }
        BucketPosture posture = look();
        assertNull(posture.encrypted());
        assertNull(posture.immutable());
        assertNull(posture.exposure().open());
        assertEquals(Set.of(), posture.missing(), "no permission helps");
        assertEquals(7, posture.unread().size());
    }

    @ParameterizedTest
    @CsvSource({
        "lifecycle, LifecycleConfiguration, <Rule><Status>Enabled</Status><NoncurrentVersionExpiration>"
                + "<NoncurrentDays>x"
                + "</NoncurrentDays></NoncurrentVersionExpiration></Rule>",
        "lifecycle, LifecycleConfiguration, <Rule><Status>Enabled</Status><NoncurrentVersionExpiration>"
                + "<NoncurrentDays>-1"
                + "</NoncurrentDays></NoncurrentVersionExpiration></Rule>",
        "object-lock, ObjectLockConfiguration, <ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>"
                + "<Mode>FOREVER</Mode><Days>1</Days></DefaultRetention></Rule>",
        "versioning, VersioningConfiguration, <Status>Perhaps</Status>"
    })
    void aValueThatMakesNoSenseIsNotKnown(String query, String root, String inside) throws Exception {
        checked.strange();
        say(query, root, inside);
        assertEquals(1, look().unread().size());
    }

    @Test
    void aKeyThatExpiredEndsTheLook() {
        error("encryption", 400, "ExpiredToken");
        BackstayException e = assertThrows(BackstayException.class, this::look);
        assertInstanceOf(Failure.Expired.class, e.failure());
    }

    @Test
    void aBucketThatIsNotThereIsNoBucketWithoutSettings() {
        error("encryption", 404, "NoSuchBucket");
        BackstayException e = assertThrows(BackstayException.class, this::look);
        assertInstanceOf(Failure.NotFound.class, e.failure());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "unknown",
            value = {
                // lists blocked, policies blocked, policy public, owner enforced, list public: open
                "true, true, true, false, true, false",
                "false, false, true, true, false, true",
                "false, true, true, true, false, false",
                "false, false, false, true, true, false",
                "false, false, false, false, true, true",
                "true, false, false, false, true, false",
                "true, false, true, false, false, true",
                "false, false, false, false, false, unknown",
                "unknown, unknown, true, true, false, unknown",
                "unknown, unknown, false, true, false, false"
            })
    void whoCanReadWithoutACredentialIsJudgedFromAllFour(
            Boolean lists, Boolean policies, boolean policy, boolean enforced, boolean list, Boolean open)
            throws Exception {
        if (lists == null || policies == null) {
            error("publicAccessBlock", 403, "AccessDenied");
        } else {
            say(
                    "publicAccessBlock",
                    "PublicAccessBlockConfiguration",
                    "<BlockPublicAcls>false</BlockPublicAcls><IgnorePublicAcls>" + lists + "</IgnorePublicAcls>"
                            + "<RestrictPublicBuckets>" + policies + "</RestrictPublicBuckets>");
        }
        say("policyStatus", "PolicyStatus", "<IsPublic>" + (policy ? "TRUE" : "false") + "</IsPublic>");
        String owner = enforced ? "BucketOwnerEnforced" : "ObjectWriter";
        say("ownershipControls", "OwnershipControls", "<Rule><ObjectOwnership>" + owner + "</ObjectOwnership></Rule>");
        String group = list ? "AllUsers" : "LogDelivery";
        say(
                "acl",
                "AccessControlPolicy",
                "<AccessControlList><Grant><Grantee><URI>http://acs.amazonaws.com/groups/global/" + group
                        + "</URI></Grantee><Permission>READ</Permission></Grant></AccessControlList>");
        assertEquals(open, look().exposure().open());
        assertFalse(look().exposure().why().isBlank());
    }
}
