package io.backstay.connect.aws.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.Part;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.AwsModel;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.AwsSignature;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.fixture.StandIn.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Every signature is checked with the keys of the session that should have made it.
final class RoleSessionTest {
    private static final AwsRegion HERE = new AwsRegion("eu-central-1");
    private static final String ROLE = "arn:aws:iam::210987654321:role/backup-reader";
    private static final AwsQuery.Dialect RDS = new AwsQuery.Dialect("rds", "2014-10-31", "Marker", "Marker");

    private final AwsModel model;
    private final List<String> asked = new ArrayList<>();
    private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private int sessions;
    private final List<String> pages = new ArrayList<>();
    private boolean revokes;

    RoleSessionTest() throws Exception {
        model = new AwsModel("sts");
    }

    private Answer answer(Request request) throws Exception {
        Map<String, String> form = new TreeMap<>(request.form());
        if (request.header("authorization").contains("/sts/")) {
            boolean ours =
                    new AwsSignature(AwsRds.ID, AwsRds.SECRET).vouchesFor(request, "/eu-central-1/sts/aws4_request");
            String action = String.valueOf(form.remove("Action"));
            form.remove("Version");
            model.checkAsked(action, form.keySet());
            if (!ours || !"of this test".equals(form.get("ExternalId"))) {
                return Answer.xml(403, "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>");
            }
            sessions++;
            asked.add(form.get("RoleArn") + " as " + form.get("RoleSessionName"));
            String result = "<Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>key"
                    + sessions + "</SecretAccessKey><SessionToken>token" + sessions + "</SessionToken><Expiration>"
                    + now.plus(Duration.ofHours(1)) + "</Expiration></Credentials>";
            model.checkAnswered(action, "<x>" + result + "</x>");
            return Answer.xml(
                    200,
                    "<AssumeRoleResponse><AssumeRoleResult>" + result + "</AssumeRoleResult></AssumeRoleResponse>");
        }
        boolean signed = new AwsSignature("ASIAIOSFODNN7EXAMPLE", "key" + sessions)
                .vouchesFor(request, "/eu-central-1/rds/aws4_request");
        boolean right = signed && request.header("x-amz-security-token").equals("token" + sessions);
        if (right && form.containsKey("Marker") && revokes) {
            revokes = false;
            return Answer.xml(403, "<ErrorResponse><Error><Code>ExpiredToken</Code></Error></ErrorResponse>");
        }
        if (right && form.containsKey("MaxRecords")) {
            int page = Integer.parseInt(form.getOrDefault("Marker", "0"));
            pages.add("page " + page + " with the keys of session " + sessions);
            return Answer.xml(
                    200,
                    "<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance/></DBInstances>"
                            + (page < 2 ? "<Marker>" + (page + 1) + "</Marker>" : "")
                            + "</DescribeDBInstancesResult></DescribeDBInstancesResponse>");
        }
        return right
                ? Answer.xml(
                        200,
                        "<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances/>"
                                + "</DescribeDBInstancesResult></DescribeDBInstancesResponse>")
                : Answer.xml(403, "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code></Error></ErrorResponse>");
    }

    private interface Work {
        void with(AwsQuery rds) throws Exception;
    }

    private void with(String externalId, Work work) throws Exception {
        try (StandIn aws = new StandIn(this::answer);
                HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(3))) {
            var key = new S3Credentials(AwsRds.ID, Secrets.source(AwsRds.SECRET), null);
            var own = new AwsAccess(transport, key, () -> now, Endpoint.parse(aws.address()));
            var role = new RoleSession.Role(ROLE, Secrets.source(externalId), "backstay-production");
            work.with(new AwsQuery(own.as(role, HERE), HERE, RDS));
        }
    }

    @Test
    void questionsAreAskedAsTheRoleAndItsKeysAreFetchedOnce() throws Exception {
        with("of this test", rds -> {
            rds.one("DescribeDBInstances", Map.of());
            rds.one("DescribeDBInstances", Map.of());
        });
        assertEquals(List.of(ROLE + " as backstay-production"), asked);
    }

    @Test
    void theKeysAreFetchedAgainBeforeTheyEnd() throws Exception {
        with("of this test", rds -> {
            rds.one("DescribeDBInstances", Map.of());
            now = now.plus(Duration.ofMinutes(54));
            rds.one("DescribeDBInstances", Map.of());
            assertEquals(1, sessions);
            now = now.plus(Duration.ofMinutes(1));
            rds.one("DescribeDBInstances", Map.of());
            assertEquals(2, sessions, "five minutes before the end, and the new keys sign");
        });
    }

    @Test
    void aSessionThatIsOverBeforeItsTimeIsRenewedInTheMiddleOfAListingWhichGoesOnWhereItWas() throws Exception {
        revokes = true;
        with("of this test", rds -> {
            Part<String> listed = rds.list(
                    "DescribeDBInstances", Map.of("MaxRecords", "20"), "DBInstances", element -> element.name());
            assertEquals(3, listed.items().size(), "nothing lost, nothing twice");
        });
        assertEquals(
                List.of(
                        "page 0 with the keys of session 1",
                        "page 1 with the keys of session 2",
                        "page 2 with the keys of session 2"),
                pages);
    }

    @Test
    void aRoleThatMayNotBeAssumedIsToldWithWhereToLook() throws Exception {
        with("another", rds -> {
            BackstayException e = assertThrows(BackstayException.class, () -> rds.one("DescribeDBInstances", Map.of()));
            assertInstanceOf(Failure.Refused.class, e.failure());
            assertTrue(
                    e.failure().message().contains("may not assume " + ROLE),
                    e.failure().message());
            assertTrue(e.failure().advice().contains("trust policy"));
            assertFalse((e + e.failure().message()).contains("another"), e.toString());
        });
    }

    @Test
    void whatIsNoRoleIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new RoleSession.Role("arn:aws:iam::210987654321:user/a", null, "backstay"));
        assertThrows(IllegalArgumentException.class, () -> new RoleSession.Role(ROLE, null, "a session"));
    }
}
