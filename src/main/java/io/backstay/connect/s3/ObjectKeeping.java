package io.backstay.connect.s3;

import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.s3.wire.ListedVersion;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a store keeps one version, as far as it says so to this key.
///
/// @param storageClass as S3 names it, `STANDARD` where the store does not say
/// @param retrieval    whether an archived version is to be had
/// @param lockMode     `GOVERNANCE` or `COMPLIANCE`, absent for none, or when the key may not see it
/// @param lockedUntil  nobody removes it earlier, absent together with the mode
/// @param legalHold    whether a legal hold keeps it besides
public record ObjectKeeping(
        String storageClass,
        Retrieval retrieval,
        @Nullable String lockMode,
        @Nullable Instant lockedUntil,
        boolean legalHold) {

    /// Whether a version can be read that lies in an archive (`x-amz-restore`).
    public enum Retrieval {
        /// Nobody asked for it.
        NONE,
        /// It is on its way out.
        ONGOING,
        /// It can be read for some days.
        THERE
    }

    static ObjectKeeping of(HttpAnswer answer) {
        String said = answer.header("x-amz-storage-class");
        String restore = answer.header("x-amz-restore");
        String mode = answer.header("x-amz-object-lock-mode");
        Instant until = instant(answer.header("x-amz-object-lock-retain-until-date"));
        boolean locked = mode != null && mode.matches("GOVERNANCE|COMPLIANCE") && until != null;
        return new ObjectKeeping(
                said == null || !said.matches("[A-Z_]{1,40}") ? ListedVersion.STANDARD : said,
                restore == null
                        ? Retrieval.NONE
                        : restore.contains("ongoing-request=\"false\"") ? Retrieval.THERE : Retrieval.ONGOING,
                locked ? mode : null,
                locked ? until : null,
                "ON".equals(answer.header("x-amz-object-lock-legal-hold")));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// What keeps anybody from removing it, in one sentence; empty when nothing is known to.
    public String words() {
        String hold = legalHold ? "under a legal hold" : "";
        if (lockMode == null || lockedUntil == null) {
            return legalHold ? "It is " + hold + "." : "";
        }
        return "It is locked until " + lockedUntil + " in the mode " + lockMode.toLowerCase(Locale.ROOT)
                + (legalHold ? " and " + hold : "") + ".";
    }
}
