package io.backstay.incident.timeline;

import io.backstay.base.BackstayException;
import io.backstay.codec.Source;
import io.backstay.codec.WholeFile;
import io.backstay.seal.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The pictures of all cases, one folder per case, each under its hash.
///
/// @param folder holds the folders; it may not exist yet
public record Pictures(Path folder) {
    /// Reads a picture that somebody wants to keep, and looks whether it is one.
    ///
    /// @return its bytes
    public static byte[] read(Path file) throws BackstayException {
        byte[] bytes = Source.bytes(file, PictureForm.BYTES_MAX);
        PictureForm.of(name(file), bytes);
        return bytes;
    }

    /// The name of a file, fit for one line.
    public static String name(Path file) {
        String name =
                String.valueOf(file.getFileName()).replaceAll("\\p{C}+", " ").strip();
        return name.length() > 80 ? name.substring(0, 80) + "…" : name;
    }

    /// Keeps it, readable by its owner alone; one that is there already stays.
    public void keep(String caseId, Picture picture, byte[] bytes) throws BackstayException {
        Path file = file(caseId, picture);
        if (!Files.exists(file)) {
            WholeFile.writePrivate(file, out -> out.write(bytes));
        }
    }

    /// Its bytes, absent when they are not here or no longer what they were.
    public byte @Nullable [] bytes(String caseId, Picture picture) {
        try (InputStream in = Files.newInputStream(file(caseId, picture))) {
            byte[] bytes = in.readNBytes(Math.toIntExact(PictureForm.BYTES_MAX.bytes() + 1));
            return Digest.hex(bytes).equals(picture.sha256()) ? bytes : null;
        } catch (IOException e) {
            return null;
        }
    }

    /// Where it lies.
    public Path file(String caseId, Picture picture) {
        return folder.resolve(caseId).resolve(picture.file());
    }
}
