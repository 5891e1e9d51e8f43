package io.backstay.act.connection.staging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.PointId;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.restore.staging.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServerStagingTest {
    private static final String ASSET = "arn:aws:rds:eu-central-1:123456789012:db:crm";
    private static final Instant TAKEN = Instant.parse("2026-11-20T03:00:00Z");
    private static final Instant COPIED = TAKEN.plus(Duration.ofDays(2));

    @Test
    void aCopiedSnapshotServesForTheMomentItWasTakenAndForNoOther() {
        RecoveryPoint copy = new RecoveryPoint(
                new PointId("arn:aws:rds:eu-central-1:123456789012:snapshot:copy"),
                new AssetId(ASSET),
                PointKind.SNAPSHOT,
                TAKEN,
                COPIED,
                null,
                PointStatus.AVAILABLE,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                "manual",
                null,
                new Observation("test", COPIED));
        try (ServerStaging staging = new ServerStaging("production", ServerStagingTest::none, ASSET, "test R-0001")) {
            assertEquals(new Origin(copy.id(), TAKEN), staging.origin(copy, TAKEN));
            assertEquals(
                    new Origin(new PointId(ASSET), COPIED),
                    staging.origin(copy, COPIED),
                    "two days later is the log's to say");
        }
    }

    private static NewServers none() throws BackstayException {
        throw new BackstayException(new Failure.NotFound("An account", "Nothing is asked for an origin."));
    }
}
