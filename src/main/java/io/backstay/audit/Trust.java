package io.backstay.audit;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.seal.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The keys whose signatures count here.
public final class Trust {
    /// Nobody's signature counts.
    public static final Trust NONE = of(List.of());

    /// The largest file of keys.
    public static final ByteSize FILE_MAX = new ByteSize(1L << 20);

    private static final int FILES_MAX = 1_000;

    private final Map<String, VerifierKey> keys;

    private Trust(Map<String, VerifierKey> keys) {
        this.keys = keys;
    }

    /// These keys.
    public static Trust of(Collection<VerifierKey> keys) {
        Map<String, VerifierKey> byName = new LinkedHashMap<>();
        for (VerifierKey key : keys) {
            byName.put(key.name() + "+" + key.idHex(), key);
        }
        return new Trust(byName);
    }

    /// Reads keys: one a line in the form of [VerifierKey#encoded], empty lines and lines that begin with `#`
    /// aside.
    ///
    /// @param place a file, or a folder of which all `*.keys` files are read
    /// @throws BackstayException when it does not exist, cannot be read, or a line is no key
    public static Trust read(Path place) throws BackstayException {
        List<VerifierKey> keys = new ArrayList<>();
        for (Path file : files(place)) {
            read(file, keys);
        }
        return of(keys);
    }

    /// Reads the keys of a folder as [#read] does; where there is no folder yet, no key counts.
    public static Trust folder(Path place) throws BackstayException {
        return Files.exists(place) ? read(place) : NONE;
    }

    private static List<Path> files(Path place) throws BackstayException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(place, "*.keys")) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw unreadable(place, e);
        }
        if (files.size() > FILES_MAX) {
            throw new BackstayException(new Failure.BadInput(
                    place + " holds more than " + FILES_MAX + " files of keys.", "Put them into one file."));
        }
        files.sort(null);
        return files;
    }

    private static void read(Path file, List<VerifierKey> keys) throws BackstayException {
        List<String> lines = text(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    keys.add(VerifierKey.parse(line));
                } catch (BackstayException e) {
                    throw new BackstayException(
                            new Failure.BadInput(
                                    file + ", line " + (i + 1) + ": "
                                            + e.failure().message(),
                                    e.failure().advice()),
                            e);
                }
            }
        }
    }

    private static String text(Path file) throws BackstayException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(Math.toIntExact(FILE_MAX.bytes() + 1));
            if (bytes.length > FILE_MAX.bytes()) {
                throw new BackstayException(new Failure.TooLarge(file.toString(), FILE_MAX));
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BackstayException(
                    new Failure.BadInput(file + " is not UTF-8.", "Check that it is a file of keys."), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static BackstayException unreadable(Path place, IOException e) {
        Failure failure = e instanceof NoSuchFileException
                ? new Failure.NotFound(place.toString(), "Check the path.")
                : new Failure.BadInput(
                        place + " cannot be read: " + e.getMessage() + ".", "Check that you may read it.");
        return new BackstayException(failure, e);
    }

    /// The key of a name and an id in hexadecimal, absent when it does not count.
    public @Nullable VerifierKey key(String name, String id) {
        return keys.get(name + "+" + id);
    }

    /// All of them.
    public List<VerifierKey> keys() {
        return List.copyOf(keys.values());
    }

    /// Whether no key counts.
    public boolean isEmpty() {
        return keys.isEmpty();
    }
}
