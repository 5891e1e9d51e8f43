package io.backstay.act.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.codec.WholeFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was told: `told.json` of the state folder, in the format `backstay-told/1`.
///
/// @param home the state folder
record ToldBook(Path home) {
    static final String FORMAT = "backstay-told/1";
    private static final ByteSize FILE_MAX = new ByteSize(4L << 20);

    /// The document as it is stored.
    record Stored(String format, List<String> told) {}

    Path file() {
        return home.resolve("told.json");
    }

    /// What was told; nothing while there is no file.
    Set<String> read() throws BackstayException {
        if (Files.notExists(file(), LinkOption.NOFOLLOW_LINKS)) {
            return Set.of();
        }
        Value document = Json.read(file(), FILE_MAX);
        Stored stored = Json.bind(document, Stored.class);
        if (!stored.format().equals(FORMAT)) {
            throw document.place().bad("this is no '" + FORMAT + "'");
        }
        return new LinkedHashSet<>(stored.told());
    }

    void write(Set<String> told) throws BackstayException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("told", List.copyOf(told));
        byte[] text = (Json.pretty(document) + "\n").getBytes(UTF_8);
        WholeFile.writePrivate(file(), out -> out.write(text));
    }
}
