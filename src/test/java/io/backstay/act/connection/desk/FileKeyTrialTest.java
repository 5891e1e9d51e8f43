package io.backstay.act.connection.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.connection.Connections.Line;
import io.backstay.act.connection.TestLines;
import io.backstay.act.connection.reach.ObjectWay;
import io.backstay.base.Progress;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsIam;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import io.backstay.lab.objects.LabObjectKey;
import io.backstay.lab.objects.LabObjectKey.Right;
import io.backstay.lab.objects.LabObjectServer;
import io.backstay.seal.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keys that write, looked at in the practice store over its real protocol; and what their policies come to, from
/// a stand-in of IAM that is held against the official model, not from AWS.
final class FileKeyTrialTest {
    private static final String SECRET = "a key of this test only";
    private static final String LIST = "writer, s3:ListBucketVersions";
    private static final String READ = "writer, s3:GetObjectVersion";

    @TempDir
    Path folder;

    private final HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(5));
    private LabObjectServer server;

    @BeforeEach
    void start() throws Exception {
        try (Secret secret = Secrets.of(SECRET)) {
            server = LabObjectServer.start(
                    folder,
                    "files",
                    List.of(
                            new LabObjectKey("ALL", secret, Right.WRITE),
                            new LabObjectKey("ONE", secret, Right.WRITE, List.of("accounts/1/"))),
                    InstantSource.system(),
                    null);
        }
        store("ALL").put("accounts/1/a", HttpBody.of("a".getBytes(StandardCharsets.UTF_8)), "text/plain");
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    private S3Address address() throws Exception {
        return new S3Address(
                Endpoint.parse(server.address().toString()), LabObjectServer.REGION, "files", LabObjectServer.OWNER);
    }

    private ObjectStore store(String key) throws Exception {
        return new ObjectStore(
                transport, address(), new S3Credentials(key, Secrets.source(SECRET), null), InstantSource.system());
    }

    private record Tried(Map<String, Line> lines, String statements) {
        @Nullable
        Boolean holds(String part) {
            Line line = lines.get(part);
            assertTrue(line != null, () -> part + " is not in " + lines.keySet());
            return line == null ? null : line.holds();
        }
    }

    private Tried tried(String key, String prefix, boolean certain, ObjectWay.@Nullable Asking asking)
            throws Exception {
        TestLines lines = new TestLines(Progress.NONE);
        FileKeyTrial trial = new FileKeyTrial(address(), lines);
        ObjectStore store = store(key);
        trial.run(new FileKeyTrial.Key("writer", prefix, certain, false, "a restore"), () -> store, () -> asking);
        Map<String, Line> all = new LinkedHashMap<>();
        lines.all().forEach(each -> all.put(each.part(), each));
        return new Tried(all, String.join("\n", trial.statements()));
    }

    @Test
    void whatAKeyMayReadIsTriedAndWhatItMayWriteIsNot() throws Exception {
        Tried tried = tried("ALL", "accounts/1/", true, null);
        assertEquals(true, tried.holds("writer"));
        assertEquals(true, tried.holds(LIST));
        assertEquals(true, tried.holds(READ));
        assertTrue(tried.lines().toString().contains("a restore shows it"), tried.lines()::toString);
        assertEquals("", tried.statements());
        Tried nothing = tried("ALL", "accounts/2/", true, null);
        assertEquals(true, nothing.holds(LIST));
        assertFalse(nothing.lines().containsKey(READ), "there is none that could be read");
    }

    @Test
    void whatAKeyMayNotReadIsNamedWithTheStatementUnlessItMayBeForOthers() throws Exception {
        Tried tried = tried("ONE", "accounts/2/", true, null);
        assertEquals(false, tried.holds(LIST));
        assertTrue(tried.statements().contains("s3:ListBucketVersions"), tried.statements());
        assertTrue(tried.statements().contains("arn:aws:s3:::files"), tried.statements());
        Tried open = tried("ONE", "accounts/", false, null);
        assertNull(open.holds(LIST));
        assertEquals("", open.statements());
    }

    @Test
    void awsIsAskedWhatTheKeyMayWrite() throws Exception {
        AwsIam iam = new AwsIam().says("allowed").says("s3:PutObject", "implicitDeny");
        AwsCloud cloud = AwsCloud.empty();
        try (StandIn aws = new StandIn(request ->
                request.header("authorization").contains("/iam/aws4_request") ? iam.to(request) : cloud.to(request))) {
            var key = new S3Credentials(AwsRds.ID, Secrets.source(AwsRds.SECRET), null);
            var access = new AwsAccess(transport, key, InstantSource.system(), Endpoint.parse(aws.address()));
            var asking = new ObjectWay.Asking(access, new AwsRegion("eu-central-1"));
            Tried tried = tried("ALL", "accounts/1/", true, asking);
            assertEquals(true, tried.holds("writer, by its policies, s3:GetBucketVersioning"));
            assertEquals(true, tried.holds("writer, by its policies, s3:PutObjectTagging"));
            assertEquals(false, tried.holds("writer, by its policies, s3:PutObject"));
            assertTrue(tried.statements().contains("\"CopyATenantsVersionOnTop\""), tried.statements());
            assertTrue(tried.statements().contains("\"/files/accounts/1/*\""), tried.statements());
            iam.denies();
            assertNull(tried("ALL", "accounts/1/", true, asking).holds("writer, by its policies, rights"));
        }
    }
}
