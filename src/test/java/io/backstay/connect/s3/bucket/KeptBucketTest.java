package io.backstay.connect.s3.bucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.Listing;
import io.backstay.connect.Unread;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.count.CountBook;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.estate.Environment;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.fixture.StandIn.Request;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Against a stand-in written from S3's API reference, for refusals that the practice store has not.
final class KeptBucketTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Answer DENIED = Answer.xml(403, "<Error><Code>AccessDenied</Code></Error>");

    private final HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(7));
    private Answer versions =
            Answer.xml(200, "<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>");
    private Answer versioning =
            Answer.xml(200, "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");

    @AfterEach
    void stop() {
        transport.close();
    }

    private Answer to(Request request) {
        String query = request.target().replaceFirst("^[^?]*\\?", "");
        if (query.startsWith("versioning")) {
            return versioning;
        }
        return query.contains("versions=") ? versions : Answer.xml(501, "<Error><Code>NotImplemented</Code></Error>");
    }

    private Listing listed() throws Exception {
        try (StandIn standIn = new StandIn(this::to)) {
            var store = new ObjectStore(
                    transport,
                    new S3Address(Endpoint.parse(standIn.address()), "eu-1", "files", null),
                    new S3Credentials("KEY", Secrets.source("none"), null),
                    () -> NOW);
            var occasion = new Listing.Occasion("connection files", Environment.PRODUCTION, NOW);
            return new KeptBucket(store).list(occasion, CountBook.passing());
        }
    }

    /// What was not counted is not told as read, or the bucket's facts would count as fresh.
    @Test
    void aBucketWhoseVersionsMayNotBeListedIsNotReadWhole() throws Exception {
        assertTrue(listed().found().getFirst().whole());
        versions = DENIED;
        Listing refused = listed();
        assertFalse(refused.found().getFirst().whole());
        assertEquals(
                List.of(KeptBucket.LIST),
                refused.unread().stream().map(Unread::permission).toList());
        assertEquals(true, refused.found().getFirst().asset().versioning(), "what could be asked is known");
        assertTrue(refused.notes().getFirst().contains("was not counted"), refused.notes()::toString);
    }

    @Test
    void whatIsNoMissingRightIsNotToldAsOne() {
        versions = Answer.xml(400, "<Error><Code>InvalidArgument</Code></Error>");
        var failed = assertThrows(BackstayException.class, this::listed);
        assertFalse(
                failed.failure().message().contains(KeptBucket.LIST),
                failed.failure().message());
    }

    @Test
    void aKeyThatMayAskNextToNothingLeavesWhatWasKnown() {
        versions = DENIED;
        versioning = DENIED;
        var failed = assertThrows(BackstayException.class, this::listed);
        assertInstanceOf(Failure.Refused.class, failed.failure());
        assertTrue(failed.failure().message().contains("whether the bucket files keeps versions"));
    }
}
