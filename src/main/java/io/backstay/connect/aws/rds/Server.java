package io.backstay.connect.aws.rds;

import io.backstay.base.BackstayException;
import io.backstay.connect.aws.api.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `DBInstance` or a `DBCluster` as RDS describes it (API version 2014-10-31).
///
/// @param cluster     of which an instance is a member, absent for one that stands alone and for a cluster
/// @param plan        engine and class, such as `postgres 16.4, db.r6g.large`
/// @param exposed     whether its name leads to a public address, for whom the security groups let in
/// @param replicas    names and ARNs of read replicas and of replicated automated backups
record Server(
        String arn,
        String resourceId,
        String name,
        @Nullable String cluster,
        String plan,
        @Nullable String encryption,
        @Nullable Integer retentionDays,
        @Nullable String window,
        @Nullable Instant earliest,
        @Nullable Instant latest,
        @Nullable Boolean zones,
        @Nullable Boolean exposed,
        @Nullable Boolean deletionProtection,
        List<String> replicas) {

    static Server instance(XmlElement found) throws BackstayException {
        List<String> replicas = new ArrayList<>(Replicas.ofBackups(found));
        replicas.addAll(texts(found, "ReadReplicaDBInstanceIdentifiers"));
        String klass = found.optional("DBInstanceClass");
        return new Server(
                found.required("DBInstanceArn"),
                found.required("DbiResourceId"),
                found.required("DBInstanceIdentifier"),
                found.optional("DBClusterIdentifier"),
                engine(found) + (klass == null ? "" : ", " + klass),
                Encryption.of(found, "StorageEncrypted"),
                found.number("BackupRetentionPeriod"),
                found.optional("PreferredBackupWindow"),
                null,
                found.instant("LatestRestorableTime"),
                found.flag("MultiAZ"),
                found.flag("PubliclyAccessible"),
                found.flag("DeletionProtection"),
                replicas);
    }

    static Server cluster(XmlElement found) throws BackstayException {
        return new Server(
                found.required("DBClusterArn"),
                found.required("DbClusterResourceId"),
                found.required("DBClusterIdentifier"),
                null,
                engine(found),
                Encryption.of(found, "StorageEncrypted"),
                found.number("BackupRetentionPeriod"),
                found.optional("PreferredBackupWindow"),
                found.instant("EarliestRestorableTime"),
                found.instant("LatestRestorableTime"),
                found.flag("MultiAZ"),
                found.flag("PubliclyAccessible"),
                found.flag("DeletionProtection"),
                texts(found, "ReadReplicaIdentifiers"));
    }

    private static String engine(XmlElement found) throws BackstayException {
        String version = found.optional("EngineVersion");
        return found.required("Engine") + (version == null ? "" : " " + version);
    }

    private static List<String> texts(XmlElement found, String list) {
        return found.list(list).stream().map(XmlElement::text).toList();
    }
}
