package io.backstay.connect.aws.backup;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.codec.Fields;
import io.backstay.codec.Value;
import io.backstay.connect.aws.api.Seconds;
import io.backstay.estate.PointStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A recovery point in a vault (`RecoveryPointByBackupVault`).
///
/// @param resource   what it is of, by ARN
/// @param type       as AWS Backup calls it, such as `RDS`
/// @param name       of the resource, absent when it has none
/// @param created    of a copy, when its source was created ("Copies retain their source configuration, including
///                   creation dates": Backup and tag copy, AWS Backup developer guide)
/// @param deleteAt   when its lifecycle removes it, absent when it never does
/// @param coldAt     when it moves to cold storage, absent when it never does
/// @param planned    whether a backup plan made it
/// @param infected   whether a scan found something
record Kept(
        Vault vault,
        String arn,
        String resource,
        String type,
        @Nullable String name,
        PointStatus status,
        Instant created,
        @Nullable Instant completed,
        @Nullable Instant deleteAt,
        @Nullable Instant coldAt,
        @Nullable ByteSize size,
        @Nullable String encryption,
        boolean planned,
        boolean infected) {

    static Kept of(Vault vault, Fields fields) throws BackstayException {
        Value lifecycle = fields.optional("CalculatedLifecycle");
        Value size = fields.optional("BackupSizeInBytes");
        Value scan = fields.optional("AggregatedScanResult");
        Instant created = Seconds.of(fields, "CreationDate");
        if (created == null) {
            throw new BackstayException(
                    new Failure.Malformed("A recovery point in an answer of AWS Backup", "it has no CreationDate"));
        }
        return new Kept(
                vault,
                fields.text("RecoveryPointArn"),
                fields.text("ResourceArn"),
                fields.text("ResourceType"),
                fields.optionalText("ResourceName"),
                status(fields.text("Status")),
                created,
                Seconds.of(fields, "CompletionDate"),
                lifecycle == null ? null : Seconds.of(lifecycle.fields(), "DeleteAt"),
                lifecycle == null ? null : Seconds.of(lifecycle.fields(), "MoveToColdStorageAt"),
                size == null ? null : new ByteSize(size.whole()),
                encryption(fields),
                fields.optional("CreatedBy") != null,
                scan != null && !scan.fields().items("Findings").isEmpty());
    }

    private static @Nullable String encryption(Fields fields) throws BackstayException {
        Value encrypted = fields.optional("IsEncrypted");
        String key = fields.optionalText("EncryptionKeyArn");
        return encrypted == null
                ? null
                : encrypted.bool() ? "AES-256, sse-kms" + (key == null ? "" : " " + key) : "none";
    }

    /// A point that is expired and still there may go at any moment; a word that we do not know is not one that can
    /// be restored from.
    private static PointStatus status(String word) {
        return switch (word) {
            case "COMPLETED", "AVAILABLE" -> PointStatus.AVAILABLE;
            case "CREATING" -> PointStatus.CREATING;
            case "DELETING", "EXPIRED" -> PointStatus.DELETING;
            default -> PointStatus.FAILED;
        };
    }

    /// A continuous backup is a window without a moment of its own.
    boolean continuous() {
        return arn.contains(":recovery-point:continuous:");
    }
}
