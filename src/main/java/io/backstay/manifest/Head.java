package io.backstay.manifest;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Value;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a manifest says of itself, gathered member by member.
final class Head {
    static final String FORMAT = "backstay-manifest/1";

    private final Path file;
    private boolean format;
    private @Nullable Instant exportedAt;
    private @Nullable String estate;

    Head(Path file) {
        this.file = file;
    }

    /// Takes a member; unknown ones are refused.
    void take(String name, Value value) throws BackstayException {
        switch (name) {
            case "format" -> {
                if (!value.text().equals(FORMAT)) {
                    throw value.place().bad("the format is not '" + FORMAT + "'");
                }
                format = true;
            }
            case "exportedAt" -> exportedAt = value.instant();
            case "estate" -> estate = value.text();
            default -> throw value.place().bad("unknown field");
        }
    }

    boolean isComplete() {
        return format && exportedAt != null && estate != null;
    }

    /// All of it, or a refusal that names what is missing.
    ManifestHeader header() throws BackstayException {
        if (!format) {
            throw missing("format");
        }
        if (exportedAt == null) {
            throw missing("exportedAt");
        }
        if (estate == null) {
            throw missing("estate");
        }
        return new ManifestHeader(exportedAt, estate);
    }

    private BackstayException missing(String field) {
        return new BackstayException(new Failure.BadInput(
                file + ": '" + field + "' is missing.", "Check that it is a " + FORMAT + " file."));
    }
}
