package io.backstay.connect.aws.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.S3Credentials;
import io.backstay.fixture.AwsIam;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a key may, from what IAM would say, by a stand-in that is held against the official model; not by AWS.
final class JobRightsTest {
    private static Map<String, JobRights.Answer> answers(AwsIam iam) throws Exception {
        try (StandIn aws = new StandIn(iam);
                HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(3))) {
            var key = new S3Credentials(AwsRds.ID, Secrets.source(AwsRds.SECRET), null);
            var access = new AwsAccess(transport, key, InstantSource.system(), Endpoint.parse(aws.address()));
            var rights = new JobRights(access, new AwsRegion("eu-central-1"), "arn:aws:iam::123456789012:role/restore");
            Map<String, JobRights.Answer> answers = rights.of("arn:aws:iam::123456789012:user/restorer");
            assertEquals(new HashSet<>(rights.all()), answers.keySet());
            return answers;
        }
    }

    @Test
    void eachRightHasItsOwnAnswer() throws Exception {
        Map<String, JobRights.Answer> answers = answers(new AwsIam()
                .says("allowed")
                .says("backup:StartRestoreJob", "implicitDeny")
                .says("iam:PassRole", "explicitDeny"));
        assertEquals(JobRights.Answer.GIVEN, answers.get("backup:ListRestoreJobs"));
        assertEquals(JobRights.Answer.MISSING, answers.get("backup:StartRestoreJob"));
        assertEquals(JobRights.Answer.DENIED, answers.get("iam:PassRole"));
    }

    @ParameterizedTest
    @CsvSource({"allowed, GIVEN", "explicitDeny, UNKNOWN", "implicitDeny, UNKNOWN"})
    void whatDependsOnAKeyThatAwsWasNotToldIsNotKnown(String decision, JobRights.Answer expected) throws Exception {
        Set<JobRights.Answer> answers = Set.copyOf(
                answers(new AwsIam().says(decision).misses("aws:SourceIp")).values());
        assertEquals(Set.of(expected), answers);
    }
}
