package io.backstay.audit;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.LoneFile;
import io.backstay.seal.SignedNote;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A record or an export that lies anywhere, judged without touching it.
public final class AuditFile {
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private AuditFile() {}

    /// Verifies an `audit.db`, alone or with its write-ahead log beside it, or an export.
    ///
    /// @param trust the keys that count
    /// @param kept  a checkpoint that was kept elsewhere and that the record must continue; null for none
    /// @throws BackstayException when the file cannot be read, or is neither
    public static AuditVerification verify(Path file, Trust trust, @Nullable SignedNote kept) throws BackstayException {
        if (Arrays.equals(start(file, SQLITE.length), SQLITE)) {
            return LoneFile.read(file, connection -> new AuditVerifier(trust, kept).verify(connection));
        }
        if (kept != null) {
            throw new BackstayException(new Failure.BadInput(
                    "A kept checkpoint can be held against a whole record only, not against an export.",
                    "Leave it out, or verify the record itself."));
        }
        return new ExportVerifier(trust).verify(file);
    }

    /// Reads a checkpoint that was kept elsewhere.
    public static SignedNote checkpoint(Path file) throws BackstayException {
        return SignedNote.parse(file.toString(), start(file, SignedNote.BYTES_MAX + 1));
    }

    private static byte[] start(Path file, int bytes) throws BackstayException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(bytes);
        } catch (IOException e) {
            Failure failure = e instanceof NoSuchFileException
                    ? new Failure.NotFound("The file " + file, "Check the path.")
                    : new Failure.BadInput(
                            file + " cannot be read: " + e.getMessage() + ".",
                            "Check that it is a file and that you may read it.");
            throw new BackstayException(failure, e);
        }
    }
}
