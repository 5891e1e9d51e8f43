package io.backstay.restore.approve;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.codec.Json;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;

/// How long approvals hold and how long one person alone waits, as `approval-rules.json` of the state folder says.
///
/// @param soloWait never shorter than the usual
/// @param validity how long an approval holds, at most 8 hours
public record ApprovalRules(Duration soloWait, Duration validity) {
    /// What holds where nobody chose.
    public static final ApprovalRules USUAL = new ApprovalRules(Duration.ofMinutes(15), Duration.ofMinutes(60));

    /// The file in the state folder.
    public static final String FILE = "approval-rules.json";

    static final String FORMAT = "backstay-approval-rules/1";
    private static final ByteSize FILE_MAX = new ByteSize(64L << 10);
    private static final Duration SOLO_LEAST = Duration.ofMinutes(15);
    private static final Duration VALIDITY_MAX = Duration.ofHours(8);

    /// As it is stored.
    record Stored(String format, Duration soloWait, Duration validity) {
        Stored {
            if (!format.equals(FORMAT)) {
                throw new IllegalArgumentException("its format is not " + FORMAT);
            }
            if (soloWait.compareTo(SOLO_LEAST) < 0) {
                throw new IllegalArgumentException("one person alone waits " + SOLO_LEAST + " or longer");
            }
            if (validity.isZero() || validity.compareTo(VALIDITY_MAX) > 0) {
                throw new IllegalArgumentException(
                        "an approval holds for some time, and for " + VALIDITY_MAX + " at most");
            }
        }
    }

    /// Reads the file of a state folder; the usual rules hold where there is none.
    public static ApprovalRules read(Path home) throws BackstayException {
        Path file = home.resolve(FILE);
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return USUAL;
        }
        Stored stored = Json.bind(Json.read(file, FILE_MAX), Stored.class);
        return new ApprovalRules(stored.soloWait(), stored.validity());
    }

    /// The same, where nothing real is at stake: one person alone waits for nothing.
    public ApprovalRules forPractice() {
        return new ApprovalRules(Duration.ZERO, validity);
    }
}
