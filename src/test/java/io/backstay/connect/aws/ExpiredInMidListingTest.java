package io.backstay.connect.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.Listing;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.backup.BackupAccount;
import io.backstay.connect.aws.ebs.EbsAccount;
import io.backstay.connect.aws.rds.RdsAccount;
import io.backstay.estate.Environment;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsTalk;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.fixture.StandIn.Answering;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The session of a key ends between two pages: against stand-ins whose refusals are those of the Common Errors
/// of the API references; not against AWS.
final class ExpiredInMidListingTest {
    private static final String HERE = "eu-central-1";

    @TempDir
    Path folder;

    /// A service, with what it says when a session is over.
    enum Service {
        RDS(403, "ExpiredToken"),
        EBS(400, "RequestExpired"),
        BACKUP(403, "ExpiredTokenException");

        private final int status;
        private final String code;

        Service(int status, String code) {
            this.status = status;
            this.code = code;
        }

        private Answer over() {
            return switch (this) {
                case RDS ->
                    Answer.xml(status, "<ErrorResponse><Error><Code>" + code + "</Code></Error></ErrorResponse>");
                case EBS ->
                    Answer.xml(
                            status, "<Response><Errors><Error><Code>" + code + "</Code></Error></Errors></Response>");
                case BACKUP -> new Answer(status, "application/json", "{}", Map.of("x-amzn-ErrorType", code));
            };
        }

        private Listing list(AwsAccess access) throws Exception {
            AwsRegion region = new AwsRegion(HERE);
            var occasion = new Listing.Occasion("connection aws", Environment.PRODUCTION, Instant.now());
            return switch (this) {
                case RDS -> new RdsAccount(access).list(region, occasion);
                case EBS -> new EbsAccount(access).list(region, occasion);
                case BACKUP -> new BackupAccount(access).list(region, occasion);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionThatEndsBetweenTwoPagesIsToldAsEndedAndNothingIsTakenForTheWhole(Service service) throws Exception {
        AwsCloud aws = AwsCloud.twoOfEach(HERE);
        AtomicInteger later = new AtomicInteger();
        Answering ends = request -> {
            boolean page = (request.body() + request.target()).matches("(?s).*([?&]|^)(Marker|NextToken|nextToken)=.*");
            return page && later.incrementAndGet() > 0 ? service.over() : aws.to(request);
        };
        BackstayException e = assertThrows(BackstayException.class, () -> AwsTalk.over(folder, ends, service::list));
        assertInstanceOf(Failure.Expired.class, e.failure());
        assertTrue(e.failure().message().contains(service.code), e.failure().message());
        assertEquals(1, later.get(), "it ends with the first refusal");
        assertEquals(
                2,
                AwsTalk.over(folder, aws, service::list).found().size(),
                "and with a key that holds the listing is whole");
    }
}
