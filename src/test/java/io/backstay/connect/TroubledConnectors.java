package io.backstay.connect;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsIdentity;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.RoleSession;
import io.backstay.connect.aws.backup.BackupAccount;
import io.backstay.connect.aws.ebs.EbsAccount;
import io.backstay.connect.aws.rds.RdsAccount;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.bucket.BucketService;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.Precondition;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.connect.supabase.StoredFiles;
import io.backstay.connect.supabase.SupabaseAccess;
import io.backstay.connect.supabase.SupabaseAccount;
import io.backstay.estate.Environment;
import io.backstay.estate.ObjectVersion;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.AwsTokenService;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.fixture.StandIn.Answering;
import io.backstay.fixture.StandIn.Request;
import io.backstay.fixture.SupabaseApi;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Everybody who is asked in [TroubledConnectorsTest], with what each answers when nothing is wrong.
final class TroubledConnectors {
    private static final String HERE = "eu-central-1";
    private static final String S3_SECRET = "the secret of a store";
    private static final Listing.Occasion OCCASION =
            new Listing.Occasion("connection test", Environment.PRODUCTION, Instant.parse("2026-11-26T12:00:00Z"));
    private static final ListedVersion VERSION = new ListedVersion(
            new ObjectVersion("a/1", "v1", false, false, Instant.EPOCH, new ByteSize(3)), "0".repeat(32));

    private TroubledConnectors() {}

    /// How a service says no.
    enum Protocol {
        QUERY,
        EC2,
        REST,
        S3,
        SUPABASE;

        /// @param code as S3 and the token service have it
        Answer error(String code, String date) {
            Map<String, String> headers = Map.of("date", date);
            String own = own(code);
            return switch (this) {
                case QUERY, S3 -> {
                    String error = "<Error><Code>" + own + "</Code><Message>it repeats what was sent</Message></Error>";
                    yield new Answer(
                            status(code),
                            "application/xml",
                            this == S3 ? error : "<ErrorResponse>" + error + "</ErrorResponse>",
                            headers);
                }
                case EC2 ->
                    new Answer(
                            status(code),
                            "text/xml",
                            "<Response><Errors><Error><Code>" + own + "</Code></Error></Errors></Response>",
                            headers);
                case REST ->
                    new Answer(
                            status(code),
                            "application/json",
                            "{\"message\":\"it repeats\"}",
                            Map.of("date", date, "x-amzn-errortype", own));
                case SUPABASE ->
                    code.equals("SlowDown")
                            ? new Answer(429, "application/json", "{\"message\":\"Too many requests\"}", headers)
                            : new Answer(
                                    401,
                                    "application/json",
                                    code.equals("ExpiredToken")
                                            ? "{\"message\":\"JWT expired\"}"
                                            : "{\"message\":\"Unauthorized\"}",
                                    headers);
            };
        }

        private String own(String code) {
            return switch (code) {
                case "SlowDown" -> this == S3 ? code : this == EC2 ? "RequestLimitExceeded" : "ThrottlingException";
                case "ExpiredToken" -> this == EC2 ? "RequestExpired" : this == REST ? "ExpiredTokenException" : code;
                case "SignatureDoesNotMatch" ->
                    this == REST ? "InvalidSignatureException" : this == EC2 ? "AuthFailure" : code;
                default -> code;
            };
        }

        private static int status(String code) {
            return code.equals("SlowDown") ? 503 : 403;
        }
    }

    /// Who is asked, and how many answers of it are troubled in turn.
    enum Connector {
        RDS(Protocol.QUERY, 2),
        EBS(Protocol.EC2, 2),
        BACKUP(Protocol.REST, 2),
        STS_IDENTITY(Protocol.QUERY, 1),
        STS_ROLE(Protocol.QUERY, 1),
        S3_VERSIONS(Protocol.S3, 2),
        S3_BUCKETS(Protocol.S3, 2),
        S3_READING(Protocol.S3, 1),
        S3_WRITING(Protocol.S3, 1),
        S3_COPYING(Protocol.S3, 1),
        SUPABASE(Protocol.SUPABASE, 2),
        SUPABASE_FILES(Protocol.S3, 2);

        private final Protocol protocol;
        private final int calls;

        Connector(Protocol protocol, int calls) {
            this.protocol = protocol;
            this.calls = calls;
        }

        Protocol protocol() {
            return protocol;
        }

        int calls() {
            return calls;
        }

        /// The bytes of an object have no limit of their own, and come with their length.
        boolean isSpared(String trouble) {
            return this == S3_READING && (trouble.equals("TOO_LARGE") || trouble.equals("HALF_CLOSED_BETWEEN_CHUNKS"));
        }

        List<String> secrets() {
            return List.of(AwsRds.SECRET, S3_SECRET, SupabaseApi.TOKEN);
        }

        Answering answering() throws Exception {
            return switch (this) {
                case RDS, EBS, BACKUP, STS_IDENTITY, STS_ROLE -> AwsCloud.twoOfEach(HERE);
                case SUPABASE -> new SupabaseApi();
                default -> TroubledConnectors::store;
            };
        }

        Object ask(HttpTransport transport, Endpoint endpoint) throws BackstayException, InterruptedException {
            AwsAccess access = new AwsAccess(
                    transport,
                    new S3Credentials(AwsRds.ID, Secrets.source(AwsRds.SECRET), null),
                    InstantSource.system(),
                    endpoint);
            AwsRegion region = new AwsRegion(HERE);
            return switch (this) {
                case RDS -> new RdsAccount(access).list(region, OCCASION);
                case EBS -> new EbsAccount(access).list(region, OCCASION);
                case BACKUP -> new BackupAccount(access).list(region, OCCASION);
                case STS_IDENTITY -> AwsIdentity.of(access, region);
                case STS_ROLE ->
                    AwsIdentity.of(
                            access.as(new RoleSession.Role(AwsTokenService.ROLE, null, "backstay"), region), region);
                case SUPABASE -> {
                    SupabaseAccount account = new SupabaseAccount(new SupabaseAccess(
                            transport, Secrets.source(SupabaseApi.TOKEN), InstantSource.system(), endpoint));
                    yield account.list(account.projects().getFirst(), OCCASION);
                }
                default -> asked(store(transport, endpoint));
            };
        }

        private Object asked(ObjectStore store) throws BackstayException, InterruptedException {
            return switch (this) {
                case S3_VERSIONS -> store.versionsWhile("", _ -> true);
                case S3_BUCKETS -> new BucketService(store).names();
                case S3_WRITING -> store.put("a/1", HttpBody.of("abc".getBytes(StandardCharsets.UTF_8)), "text/plain");
                case S3_COPYING -> store.copyForward(VERSION, Precondition.NONE);
                case S3_READING -> {
                    try {
                        yield store.get("a/1", null, OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        throw new IllegalStateException("nothing takes every byte", e);
                    }
                }
                default -> new StoredFiles(store, "ref").list(OCCASION);
            };
        }
    }

    static ObjectStore store(HttpTransport transport, Endpoint endpoint) {
        return new ObjectStore(
                transport,
                new S3Address(endpoint, HERE, "bucket", null),
                new S3Credentials("STOREKEY", Secrets.source(S3_SECRET), null),
                InstantSource.system());
    }

    /// A store with two pages of everything, as the API reference of S3 has them.
    private static Answer store(Request request) {
        String target = request.target();
        boolean second = target.contains("-marker=") || target.contains("continuation-token=");
        if (request.method().equals("PUT")) {
            return request.header("x-amz-copy-source").isEmpty()
                    ? new Answer(200, "text/plain", "", Map.of("etag", "\"" + "0".repeat(32) + "\""))
                    : Answer.xml(200, "<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>");
        }
        if (target.startsWith("/?")) {
            return Answer.xml(
                    200,
                    "<ListAllMyBucketsResult><Buckets><Bucket><Name>" + (second ? "two" : "one")
                            + "</Name></Bucket></Buckets>"
                            + (second ? "" : "<ContinuationToken>next</ContinuationToken>")
                            + "</ListAllMyBucketsResult>");
        }
        String line = "<Key>a/" + (second ? 2 : 1) + "</Key><LastModified>2026-11-20T11:00:00.000Z</LastModified>"
                + "<ETag>\"e\"</ETag><Size>3</Size>";
        String more = "<IsTruncated>" + !second + "</IsTruncated>";
        if (target.contains("versions=")) {
            return Answer.xml(
                    200,
                    "<ListVersionsResult><Version><VersionId>v</VersionId><IsLatest>true</IsLatest>" + line
                            + "</Version>" + more
                            + (second ? "" : "<NextKeyMarker>a/1</NextKeyMarker>")
                            + "</ListVersionsResult>");
        }
        if (target.contains("list-type=2")) {
            return Answer.xml(
                    200,
                    "<ListBucketResult><Contents>" + line + "</Contents>" + more
                            + (second ? "" : "<NextContinuationToken>next</NextContinuationToken>")
                            + "</ListBucketResult>");
        }
        return new Answer(200, "text/plain", "abc", Map.of("etag", "\"" + "0".repeat(32) + "\""));
    }
}
