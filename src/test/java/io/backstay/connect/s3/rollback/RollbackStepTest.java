package io.backstay.connect.s3.rollback;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.backstay.base.ByteSize;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.estate.ObjectVersion;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What happens to one key.
final class RollbackStepTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final ListedVersion LARGE = listed("v1", false, ObjectStore.COPY_MAX.bytes() + 1);

    @Test
    void anObjectLargerThanOneCopyIsCopiedAsWell() {
        KeyAt overwritten = new KeyAt(listed("v2", false, 1), LARGE, LARGE, false);
        assertInstanceOf(
                RollbackStep.CopyForward.class, RollbackStep.of(overwritten, RollbackScope.DELETED_AND_OVERWRITTEN));
    }

    @Test
    void takingAMarkerOffMovesNoBytesSoThatTheSizeDoesNotMatterThere() {
        KeyAt deleted = new KeyAt(listed("v2", true, 0), LARGE, LARGE, false);
        assertInstanceOf(RollbackStep.Undelete.class, RollbackStep.of(deleted, RollbackScope.DELETED));
    }

    private static ListedVersion listed(String version, boolean marker, long bytes) {
        return new ListedVersion(
                new ObjectVersion("firm-1/a", version, marker, marker, AT, new ByteSize(bytes)),
                marker ? "" : "0".repeat(32));
    }
}
