package io.backstay.connect.postgres.backup.check;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Holds the files of a base backup against its manifest, one by one, as `pg_verifybackup` does: nothing missing,
/// nothing added, sizes and checksums right.
///
/// The write-ahead log, recovery settings and the manifest itself are passed over, as there.
public final class BackupCheck {
    private static final Set<String> PASSED_OVER =
            Set.of(BackupManifest.NAME, "postgresql.auto.conf", "recovery.signal", "standby.signal", "pg_wal");

    private BackupCheck() {}

    /// One file that is not as the server wrote it.
    ///
    /// @param path    below the data folder
    /// @param problem one clause without a full stop
    public record Problem(String path, String problem) {}

    /// What was found.
    ///
    /// @param files how many files the manifest names
    /// @param bytes of those files, as the manifest says
    public record Result(long files, long bytes, List<Problem> problems) {
        public Result {
            problems = List.copyOf(problems);
        }

        /// Whether every file is as the server wrote it.
        public boolean intact() {
            return problems.isEmpty();
        }
    }

    /// Checks one backup.
    ///
    /// @param data the backup's data folder
    /// @throws BackstayException a [io.backstay.base.Failure.Corrupt] when the manifest itself is not what it was
    public static Result run(Path data, Progress progress) throws BackstayException, InterruptedException {
        List<FileEntry> files = BackupManifest.read(data).files();
        long total = files.stream().mapToLong(FileEntry::size).sum();
        List<Problem> problems = new ArrayList<>();
        Set<String> known = new HashSet<>();
        long done = 0;
        for (FileEntry entry : files) {
            known.add(entry.path());
            if (!passedOver(entry.path())) {
                String problem = problem(data.resolve(entry.path()), entry);
                if (!problem.isEmpty()) {
                    problems.add(new Problem(entry.path(), problem));
                }
            }
            done += entry.size();
            progress.advance(done, total);
        }
        added(data, known, problems);
        return new Result(files.size(), total, problems);
    }

    private static String problem(Path file, FileEntry entry) throws InterruptedException {
        try {
            if (!Files.isRegularFile(file)) {
                return Files.exists(file) ? "it is no plain file" : "it is missing";
            }
            long size = Files.size(file);
            if (size != entry.size()) {
                return "it has " + size + " bytes instead of " + entry.size();
            }
            String algorithm = entry.algorithm();
            return algorithm == null || Digests.ofFile(file, algorithm).equals(entry.checksum())
                    ? ""
                    : "its checksum is wrong";
        } catch (IOException e) {
            return "it cannot be read";
        }
    }

    private static void added(Path data, Set<String> known, List<Problem> problems) throws BackstayException {
        try (var all = Files.walk(data)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                String path = data.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                if (!Files.isDirectory(file) && !passedOver(path) && !known.contains(path)) {
                    problems.add(new Problem(path, "the manifest does not know it"));
                }
            }
        } catch (IOException e) {
            throw Folders.refusal(data, e);
        }
    }

    private static boolean passedOver(String path) {
        return PASSED_OVER.contains(path) || path.startsWith("pg_wal/");
    }
}
