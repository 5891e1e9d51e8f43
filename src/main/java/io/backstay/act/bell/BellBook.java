package io.backstay.act.bell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.DiskStorage;
import io.backstay.base.Failure;
import io.backstay.base.Storage;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.codec.WholeFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// What was heard and whether anything is to be: `bells.json` of the state folder, in the format `backstay-bells/1`.
///
/// @param home the state folder
record BellBook(Path home) {
    static final String FORMAT = "backstay-bells/1";
    private static final Storage STORAGE = new DiskStorage();
    private static final int TRIES = 50;
    private static final long PAUSE_NANOS = 20_000_000;
    private static final ByteSize FILE_MAX = new ByteSize(1L << 20);

    /// The document as it is stored.
    ///
    /// @param rung keys of what was heard
    record Stored(String format, boolean muted, List<String> rung) {
        Stored {
            rung = List.copyOf(rung);
        }

        static Stored of(boolean muted, List<String> rung) {
            return new Stored(FORMAT, muted, rung);
        }
    }

    /// Keeps every other process from the book until the answer is closed; refuses while one has it.
    Storage.Held hold() throws BackstayException {
        return STORAGE.lock(home.resolve("bells.json.lock"));
    }

    /// The same, after waiting for whoever only looks.
    Storage.Held holdSoon() throws BackstayException {
        for (int attempt = 1; attempt < TRIES; attempt++) {
            try {
                return hold();
            } catch (BackstayException e) {
                if (!(e.failure() instanceof Failure.Conflict)) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return hold();
    }

    Path file() {
        return home.resolve("bells.json");
    }

    Stored read() throws BackstayException {
        if (Files.notExists(file(), LinkOption.NOFOLLOW_LINKS)) {
            return Stored.of(false, List.of());
        }
        Value document = Json.read(file(), FILE_MAX);
        Stored stored = Json.bind(document, Stored.class);
        if (!stored.format().equals(FORMAT)) {
            throw document.place().bad("this is no '" + FORMAT + "'");
        }
        return stored;
    }

    void write(Stored stored) throws BackstayException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", stored.format());
        document.put("muted", stored.muted());
        document.put("rung", stored.rung());
        byte[] text = (Json.pretty(document) + "\n").getBytes(UTF_8);
        WholeFile.writePrivate(file(), out -> out.write(text));
    }
}
