package io.backstay.connect.aws.rds;

import io.backstay.base.BackstayException;
import io.backstay.connect.aws.api.XmlElement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `DBInstanceAutomatedBackup` or `DBClusterAutomatedBackup`: the log and daily snapshots that reach every
/// moment of a window.
///
/// @param arn       its own
/// @param serverArn of the server that it is or was of
/// @param retained  whether the server is deleted
record Automated(
        String arn,
        String serverArn,
        String resourceId,
        String name,
        String engine,
        boolean retained,
        @Nullable Instant earliest,
        @Nullable Instant latest,
        @Nullable Integer retentionDays,
        @Nullable String window,
        @Nullable String encryption,
        List<String> replicas) {

    static Automated instance(XmlElement found) throws BackstayException {
        return of(found, "DBInstance", "DbiResourceId", "Encrypted");
    }

    static Automated cluster(XmlElement found) throws BackstayException {
        return of(found, "DBCluster", "DbClusterResourceId", "StorageEncrypted");
    }

    private static Automated of(XmlElement found, String kind, String resource, String flag) throws BackstayException {
        XmlElement window = found.child("RestoreWindow");
        String resourceId = found.required(resource);
        String server = found.required(kind + "Arn");
        String arn = found.optional(kind + "AutomatedBackupsArn");
        return new Automated(
                arn == null ? server + "/" + resourceId : arn,
                server,
                resourceId,
                found.required(kind + "Identifier"),
                found.required("Engine"),
                "retained".equals(found.optional("Status")),
                window == null ? null : window.instant("EarliestTime"),
                window == null ? null : window.instant("LatestTime"),
                found.number("BackupRetentionPeriod"),
                found.optional("PreferredBackupWindow"),
                Encryption.of(found, flag),
                Replicas.ofBackups(found));
    }
}
