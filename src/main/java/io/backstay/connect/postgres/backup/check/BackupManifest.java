package io.backstay.connect.postgres.backup.check;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The `backup_manifest` of a base backup, read strictly and held against its own checksum.
///
/// The form is that of PostgreSQL's documentation, "Backup Manifest Format", versions 1 and 2.
record BackupManifest(List<FileEntry> files) {
    static final String NAME = "backup_manifest";

    private static final ByteSize LIMIT = new ByteSize(256L << 20);
    private static final Set<String> TOP = Set.of(
            "PostgreSQL-Backup-Manifest-Version", "System-Identifier", "Files", "WAL-Ranges", "Manifest-Checksum");
    private static final Set<String> OF_A_FILE =
            Set.of("Path", "Encoded-Path", "Size", "Last-Modified", "Checksum-Algorithm", "Checksum");
    private static final Map<String, Integer> DIGITS =
            Map.of("CRC32C", 8, "SHA224", 56, "SHA256", 64, "SHA384", 96, "SHA512", 128);

    /// Reads it from a backup's data folder.
    ///
    /// @throws BackstayException a [Failure.Corrupt] when it is not what a server wrote
    static BackupManifest read(Path data) throws BackstayException {
        Path file = data.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw corrupt(file, "it is not there, so nothing says what the backup must hold");
        }
        Value document;
        try {
            checkItself(file);
            document = Json.read(file, LIMIT);
        } catch (IOException e) {
            throw new BackstayException(new Failure.Corrupt(file.toString(), "it cannot be read"), e);
        }
        if (!(document instanceof Value.Members top)) {
            throw corrupt(file, "it is no object");
        }
        if (!TOP.containsAll(top.values().keySet())) {
            throw corrupt(file, "it holds a member that no known version has");
        }
        long version = member(file, top, "PostgreSQL-Backup-Manifest-Version").whole();
        if (version != 1 && version != 2) {
            throw new BackstayException(new Failure.Unsupported(
                    "A backup manifest of version " + version, "Use a Backstay that knows this version."));
        }
        List<FileEntry> files = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Value each : member(file, top, "Files").items()) {
            FileEntry entry = entry(file, each);
            if (!seen.add(entry.path())) {
                throw corrupt(file, "it names " + entry.path() + " twice");
            }
            files.add(entry);
        }
        return new BackupManifest(List.copyOf(files));
    }

    private static FileEntry entry(Path file, Value value) throws BackstayException {
        if (!(value instanceof Value.Members members)
                || !OF_A_FILE.containsAll(members.values().keySet())) {
            throw corrupt(file, "a file is described in an unknown way");
        }
        Value plain = members.values().get("Path");
        Value encoded = members.values().get("Encoded-Path");
        if ((plain == null) == (encoded == null)) {
            throw corrupt(file, "a file has no path, or two");
        }
        String path = plain != null
                ? plain.text()
                : decoded(file, Objects.requireNonNull(encoded).text());
        if (path.isEmpty() || path.startsWith("/") || Path.of(path).normalize().startsWith("..")) {
            throw corrupt(file, "a path leads out of the backup");
        }
        Value algorithm = members.values().get("Checksum-Algorithm");
        Value checksum = members.values().get("Checksum");
        if ((algorithm == null) != (checksum == null)) {
            throw corrupt(file, "a checksum has no algorithm, or the other way round");
        }
        String name = algorithm == null ? null : algorithm.text();
        String digits = checksum == null ? null : checksum.text();
        if (name != null) {
            Integer length = DIGITS.get(name);
            if (length == null || !Objects.requireNonNull(digits).matches("[0-9a-f]{" + length + "}")) {
                throw corrupt(file, "the checksum of " + path + " is none");
            }
        }
        return new FileEntry(path, member(file, members, "Size").whole(), name, digits);
    }

    /// The last line is the SHA-256 of all lines before it.
    private static void checkItself(Path file) throws IOException, BackstayException {
        if (Files.size(file) > LIMIT.bytes()) {
            throw new BackstayException(new Failure.TooLarge(file.toString(), LIMIT));
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readAllBytes();
        }
        int end = bytes.length - 1;
        int line = end - 1;
        while (line >= 0 && bytes[line] != '\n') {
            line--;
        }
        if (end < 0 || bytes[end] != '\n' || line < 0) {
            throw corrupt(file, "it is cut short");
        }
        MessageDigest digest = Digests.of("SHA256");
        digest.update(bytes, 0, line + 1);
        String last = new String(bytes, line + 1, end - line - 1, StandardCharsets.ISO_8859_1);
        String wanted = "\"Manifest-Checksum\": \"" + HexFormat.of().formatHex(digest.digest()) + "\"}";
        if (!last.equals(wanted)) {
            throw corrupt(file, "its own checksum is wrong");
        }
    }

    private static String decoded(Path file, String hex) throws BackstayException {
        try {
            return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BackstayException(new Failure.Corrupt(file.toString(), "an encoded path is none"), e);
        }
    }

    private static Value member(Path file, Value.Members members, String name) throws BackstayException {
        @Nullable Value value = members.values().get(name);
        if (value == null) {
            throw corrupt(file, name + " is missing");
        }
        return value;
    }

    private static BackstayException corrupt(Path file, String why) {
        return new BackstayException(new Failure.Corrupt(file.toString(), why));
    }
}
