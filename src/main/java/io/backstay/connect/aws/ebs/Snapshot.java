package io.backstay.connect.aws.ebs;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.connect.aws.api.XmlElement;
import io.backstay.estate.PointStatus;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A `Snapshot` of a volume.
///
/// @param volume    of which it is; that of a copied snapshot is made up by EC2
/// @param started   when the data was frozen; of a copy, when it was copied
/// @param archived  whether it must be brought back from the archive tier before it can be used
/// @param scheduled whether a lifecycle policy or AWS Backup made it; absent when nothing says so
/// @param original  of which it is a copy, as EC2's console writes into its description; absent where that says
///                  nothing
record Snapshot(
        String id,
        String volume,
        Instant started,
        @Nullable Instant completed,
        PointStatus status,
        @Nullable ByteSize size,
        @Nullable String encryption,
        boolean archived,
        @Nullable Boolean scheduled,
        @Nullable Original original) {
    /// What EC2's console describes a copy with.
    private static final Pattern COPIED = Pattern.compile("\\[Copied (snap-[0-9a-z]{1,32}) from ([a-z0-9-]{1,32})].*");

    /// A snapshot that was copied.
    record Original(String region, String id) {}

    static Snapshot of(XmlElement found) throws BackstayException {
        Instant started = found.instant("startTime");
        if (started == null) {
            throw new BackstayException(new Failure.Malformed("A snapshot in an answer of AWS", "it has no startTime"));
        }
        String bytes = found.optional("fullSnapshotSizeInBytes");
        return new Snapshot(
                found.required("snapshotId"),
                found.required("volumeId"),
                started,
                found.instant("completionTime"),
                status(found.required("status")),
                bytes == null || !bytes.matches("[0-9]{1,18}") ? null : new ByteSize(Long.parseLong(bytes)),
                Volume.encryption(found),
                "archive".equals(found.optional("storageTier")),
                scheduled(found),
                original(found));
    }

    private static @Nullable Original original(XmlElement found) throws BackstayException {
        String said = found.optional("description");
        Matcher copied = COPIED.matcher(said == null ? "" : said);
        return copied.matches() ? new Original(copied.group(2), copied.group(1)) : null;
    }

    private static @Nullable Boolean scheduled(XmlElement found) throws BackstayException {
        boolean made = Volume.tag(found, "aws:dlm:lifecycle-policy-id") != null
                || Volume.tag(found, "aws:backup:source-resource") != null;
        return made ? Boolean.TRUE : null;
    }

    /// A word that we do not know is not one that can be restored from.
    private static PointStatus status(String word) {
        return switch (word) {
            case "completed" -> PointStatus.AVAILABLE;
            case "pending", "recovering" -> PointStatus.CREATING;
            case "recoverable" -> PointStatus.DELETING;
            default -> PointStatus.FAILED;
        };
    }
}
