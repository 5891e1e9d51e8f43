package io.backstay.act.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.WholeFile;
import io.backstay.seal.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The keys that this installation made for itself: their signatures count here without anybody having compared
/// them.
///
/// One line a key in `trust/own.keys`, for reading by `audit.Trust`. Others compare the fingerprint and add the
/// line to a file of their own.
final class OwnKeys {
    private static final String FILE = "own.keys";

    private final Path folder;

    OwnKeys(Path folder) {
        this.folder = folder;
    }

    /// Adds a key, unless it is there.
    ///
    /// @param what what the key signs, for whoever reads the file
    void add(VerifierKey key, String what, Instant now) throws BackstayException {
        Path file = folder.resolve(FILE);
        try {
            List<String> lines = new ArrayList<>(Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of());
            if (lines.contains(key.encoded())) {
                return;
            }
            Files.createDirectories(folder);
            lines.add("# " + what + ", made " + now + ", fingerprint " + key.fingerprint());
            lines.add(key.encoded());
            WholeFile.write(file, out -> out.write((String.join("\n", lines) + "\n").getBytes(UTF_8)));
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(file, e), e);
        }
    }
}
