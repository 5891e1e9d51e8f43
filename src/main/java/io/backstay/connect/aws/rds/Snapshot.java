package io.backstay.connect.aws.rds;

import io.backstay.base.BackstayException;
import io.backstay.connect.aws.api.XmlElement;
import io.backstay.estate.PointStatus;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `DBSnapshot` or `DBClusterSnapshot`.
///
/// @param id         by which its attributes are asked for
/// @param type       `automated`, `manual`, `awsbackup` or `shared`
/// @param takenAt    when the data was frozen, never later; absent while it is only begun
/// @param copyOf     the ARN of the original, absent when it is one itself or a copy that does not leave its region
/// @param dated      whether it says itself when its data was frozen, which a copy of a cluster's does not
/// @param completedAt when this copy of it was there
record Snapshot(
        String arn,
        String id,
        String server,
        @Nullable String resourceId,
        String type,
        PointStatus status,
        @Nullable Instant takenAt,
        @Nullable String copyOf,
        boolean dated,
        @Nullable Instant completedAt,
        @Nullable String encryption) {
    private static final Set<String> UNDER_WAY =
            Set.of("creating", "copying", "backing-up", "pending", "modifying", "exporting");

    /// The same snapshot, whose data was frozen at another moment.
    Snapshot takenAt(@Nullable Instant moment) {
        return new Snapshot(arn, id, server, resourceId, type, status, moment, copyOf, true, completedAt, encryption);
    }

    static Snapshot instance(XmlElement found) throws BackstayException {
        Instant original = found.instant("OriginalSnapshotCreateTime");
        Instant created = found.instant("SnapshotCreateTime");
        Instant frozen = found.instant("SnapshotDatabaseTime");
        return of(found, "DBSnapshot", "DBInstance", earliest(frozen, original == null ? created : original));
    }

    static Snapshot cluster(XmlElement found) throws BackstayException {
        return of(found, "DBClusterSnapshot", "DBCluster", found.instant("SnapshotCreateTime"));
    }

    private static Snapshot of(XmlElement found, String kind, String server, @Nullable Instant taken)
            throws BackstayException {
        boolean cluster = server.equals("DBCluster");
        PointStatus status = status(String.valueOf(found.optional("Status")));
        String original = found.optional(cluster ? "SourceDBClusterSnapshotArn" : "SourceDBSnapshotIdentifier");
        String copyOf = original == null || !original.startsWith("arn:") ? null : original;
        return new Snapshot(
                found.required(kind + "Arn"),
                found.required(kind + "Identifier"),
                found.required(server + "Identifier"),
                found.optional(cluster ? "DbClusterResourceId" : "DbiResourceId"),
                found.required("SnapshotType"),
                status,
                taken,
                copyOf,
                !cluster || copyOf == null,
                status == PointStatus.AVAILABLE ? found.instant("SnapshotCreateTime") : null,
                Encryption.of(found, cluster ? "StorageEncrypted" : "Encrypted"));
    }

    private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    /// A word that we do not know is not one that can be restored from.
    private static PointStatus status(String word) {
        return word.equals("available")
                ? PointStatus.AVAILABLE
                : word.equals("deleting")
                        ? PointStatus.DELETING
                        : UNDER_WAY.contains(word) ? PointStatus.CREATING : PointStatus.FAILED;
    }
}
