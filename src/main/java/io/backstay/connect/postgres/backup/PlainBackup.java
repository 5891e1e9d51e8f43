package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.Folders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A base backup as `pg_basebackup --format=plain` leaves it: a data folder with its `backup_label` and
/// `backup_manifest`.
///
/// The manifest says in its own words which stretch of the log makes the backup whole. It was written last, so the
/// backup was complete at the time of its file; a copy that did not keep that time makes the backup count from
/// later on, never from earlier.
///
/// Source: PostgreSQL's documentation, "Backup Manifest Format"; the server writes one line per file and per range.
final class PlainBackup {
    private static final String MANIFEST = "backup_manifest";
    private static final String LABEL = "backup_label";
    private static final int HEAD_BYTES_MAX = 16 << 10;
    private static final long MANIFEST_BYTES_MAX = 256L << 20;
    private static final Pattern SIZE = Pattern.compile("\"Size\": (\\d{1,18}),");
    private static final Pattern LABEL_LINE =
            Pattern.compile("\"Path\": \"backup_label\", .*\"Last-Modified\": \"([0-9: -]{19}) GMT\"");
    private static final Pattern RANGE = Pattern.compile("\"Timeline\": (\\d{1,10}), \"Start-LSN\": "
            + "\"([0-9A-F]{1,8}/[0-9A-F]{1,8})\", \"End-LSN\": \"([0-9A-F]{1,8}/[0-9A-F]{1,8})\"");
    private static final Pattern SERVER = Pattern.compile("\"System-Identifier\": (\\d{1,20}),");
    private static final Pattern NAME = Pattern.compile("(?m)^LABEL: (.*)$");
    private static final DateTimeFormatter MODIFIED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private PlainBackup() {}

    /// Whether a folder holds a data folder or the archives of one; what else lies there is nobody's concern.
    static boolean looksLikeOne(Path folder) {
        return Files.isRegularFile(folder.resolve(LABEL)) || isPacked(folder);
    }

    private static boolean isPacked(Path folder) {
        return Files.exists(folder.resolve("base.tar"))
                || Files.exists(folder.resolve("base.tar.gz"))
                || Files.exists(folder.resolve("base.tar.zst"))
                || Files.exists(folder.resolve("base.tar.lz4"));
    }

    private static void requireUsable(Path folder) throws BackstayException {
        if (isPacked(folder)) {
            throw unusable(folder, "in the tar format", "Take it with pg_basebackup --format=plain, or unpack it.");
        }
        if (!Files.isRegularFile(folder.resolve(MANIFEST))) {
            throw unusable(
                    folder,
                    "without a backup_manifest",
                    "Wait until it is complete, or take it without --no-manifest.");
        }
        if (label(folder).contains("\nINCREMENTAL FROM")) {
            throw unusable(folder, "that is incremental", "Combine it with its full backup by pg_combinebackup first.");
        }
        if (!isEmpty(folder.resolve("pg_tblspc"))) {
            throw unusable(
                    folder,
                    "with tablespaces outside its data folder",
                    "This version restores databases in the default tablespace only.");
        }
    }

    private static BackstayException unusable(@Nullable Path folder, String how, String advice) {
        return new BackstayException(new Failure.Unsupported(
                "The base backup " + (folder == null ? "" : folder.getFileName() + " ") + how, advice));
    }

    static BackupPoint read(Path folder) throws BackstayException {
        requireUsable(folder);
        Path manifest = folder.resolve(MANIFEST);
        try {
            if (Files.size(manifest) > MANIFEST_BYTES_MAX) {
                throw new BackstayException(
                        new Failure.TooLarge(manifest.toString(), new ByteSize(MANIFEST_BYTES_MAX)));
            }
            Instant completedAt = Files.getLastModifiedTime(manifest).toInstant();
            Said said = said(manifest);
            Matcher name = NAME.matcher(label(folder));
            return new BackupPoint(
                    folder,
                    folder,
                    name.find() ? name.group(1).strip() : String.valueOf(folder.getFileName()),
                    said.timeline(),
                    said.start(),
                    said.stop(),
                    said.startedAt() == null || said.startedAt().isAfter(completedAt) ? completedAt : said.startedAt(),
                    completedAt,
                    new ByteSize(said.bytes()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new BackstayException(new Failure.Corrupt(manifest.toString(), "a value cannot be read"), e);
        } catch (IOException e) {
            throw Folders.refusal(manifest, e);
        }
    }

    /// @param startedAt when the server made its label, absent when the manifest does not say
    private record Said(
            int timeline, Lsn start, Lsn stop, @Nullable Instant startedAt, long bytes) {}

    /// Line by line, because a manifest has one for each of a great many files.
    private static Said said(Path manifest) throws IOException, BackstayException {
        long bytes = 0;
        Instant startedAt = null;
        Matcher range = null;
        try (BufferedReader lines = Files.newBufferedReader(manifest, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher size = SIZE.matcher(line);
                bytes += size.find() ? Long.parseLong(size.group(1)) : 0;
                Matcher label = LABEL_LINE.matcher(line);
                if (label.find()) {
                    startedAt = LocalDateTime.parse(label.group(1), MODIFIED).toInstant(ZoneOffset.UTC);
                }
                Matcher found = RANGE.matcher(line);
                if (found.find()) {
                    if (range != null) {
                        throw unusable(
                                manifest.toAbsolutePath().getParent(),
                                "during which the server was promoted",
                                "Take another one.");
                    }
                    range = found;
                }
            }
        }
        if (range == null) {
            throw new BackstayException(
                    new Failure.Corrupt(manifest.toString(), "it does not say which log makes the backup whole"));
        }
        return new Said(
                Integer.parseUnsignedInt(range.group(1)),
                Lsn.parse(range.group(2)),
                Lsn.parse(range.group(3)),
                startedAt,
                bytes);
    }

    /// The number of the server, which manifests have from PostgreSQL 17 on.
    static Optional<String> server(Path data) throws BackstayException {
        Path manifest = data.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            return Optional.empty();
        }
        Matcher found = SERVER.matcher(head(manifest));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static String label(Path folder) throws BackstayException {
        return head(folder.resolve(LABEL));
    }

    private static String head(Path file) throws BackstayException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD_BYTES_MAX), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Folders.refusal(file, e);
        }
    }

    private static boolean isEmpty(Path folder) throws BackstayException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (DirectoryStream<Path> held = Files.newDirectoryStream(folder)) {
            return !held.iterator().hasNext();
        } catch (IOException e) {
            throw Folders.refusal(folder, e);
        }
    }
}
