package io.backstay.connect.aws.ebs;

import io.backstay.base.BackstayException;
import io.backstay.connect.aws.api.XmlElement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A lock on a snapshot (`LockedSnapshotsInfo`).
///
/// @param mode  `compliance`, which nobody takes off, or one with `governance` in it, which some may; absent when it
///              has ended
/// @param until when it ends, absent when EC2 does not say
record Lock(
        String snapshot, @Nullable String mode, @Nullable Instant until) {
    static Lock of(XmlElement found) throws BackstayException {
        String mode = switch (found.required("lockState")) {
            case "compliance" -> "compliance";
            case "compliance-cooloff" -> "governance, until compliance has cooled off";
            case "expired" -> null;
            default -> "governance";
        };
        return new Lock(found.required("snapshotId"), mode, found.instant("lockExpiresOn"));
    }
}
