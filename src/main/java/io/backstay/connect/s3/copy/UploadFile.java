package io.backstay.connect.s3.copy;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.s3.open.OpenFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// An [UploadBook] in a file, which several restores may keep, in one process or in many.
public final class UploadFile implements UploadBook {
    private final OpenFile file;

    /// @param file need not be there yet
    public UploadFile(Path file) {
        this.file = new OpenFile(file);
    }

    @Override
    public @Nullable String open(String copy) throws BackstayException {
        try {
            return file.open(copy);
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            "The file " + file + ", which says what copies in parts are under way, cannot be read.",
                            "See that it can be read; while it cannot, objects over 5 GB are not copied."),
                    e);
        }
    }

    @Override
    public void begun(String copy, String upload) throws BackstayException {
        file.begun(copy, upload);
    }

    @Override
    public void ended(String copy) throws BackstayException {
        file.ended(copy);
    }

    @Override
    public boolean lasts() {
        return true;
    }
}
