package io.backstay.connect.s3.count;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.connect.s3.open.OpenFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A [CountBook] in a file, which several listings may keep. One that cannot be read knows of no count that broke off:
/// it is made anew.
public final class CountFile implements CountBook {
    private final OpenFile file;

    /// @param file need not be there yet
    public CountFile(Path file) {
        this.file = new OpenFile(file);
    }

    @Override
    public @Nullable Broken broken(String what) {
        try {
            String known = file.open(what);
            return known == null ? null : Json.parse("A count that broke off", known, Broken.class);
        } catch (IOException | BackstayException e) {
            return null;
        }
    }

    @Override
    public void brokeOff(String what, Broken broken) throws BackstayException {
        file.begun(what, Json.compact(broken));
    }

    @Override
    public void ended(String what) throws BackstayException {
        file.ended(what);
    }
}
