package io.backstay.act.connection.desk;

import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.TestLines;
import io.backstay.act.connection.listing.SelfManagedListing;
import io.backstay.act.connection.reach.SelfManagedSite;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.Utc;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.Privilege;
import io.backstay.connect.postgres.ProgramSet;
import io.backstay.connect.postgres.Programs;
import io.backstay.connect.postgres.archive.WalPlace;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.estate.RestorableWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Looks at the folders of a self-managed server, and at the object store with its log.
final class FolderTrial {
    static final String BACKUPS = "base backups";
    static final String ARCHIVE = "write-ahead log";
    static final String STORE = "log store";
    static final String PROGRAMS = "programs";
    static final String SCRATCH = "scratch folder";
    private static final Pattern OTHERWISE_PACKED = Pattern.compile("[0-9A-F]{24}.*\\.(zst|lz4)");
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}(\\.gz)?");
    private static final int NAMED_MAX = 3;

    private final SelfManagedSite way;
    private final SelfManaged settings;
    private final Path backups;
    private final TestLines lines;

    FolderTrial(SelfManagedSite way, SelfManaged settings, TestLines lines) {
        this.way = way;
        this.settings = settings;
        this.backups = Path.of(settings.folders().backups());
        this.lines = lines;
    }

    /// Looks at all of them.
    ///
    /// @return the newest base backup, absent when there is none that can be restored from
    @Nullable
    BackupPoint run() throws InterruptedException {
        var found = new Object() {
            List<BackupPoint> backups = List.of();
        };
        lines.look(BACKUPS, () -> {
            BackupPoint.Found all = readable();
            found.backups = all.backups();
            requireUsable(all);
            return sentence(found.backups);
        });
        if (found.backups.isEmpty()) {
            lines.skip(ARCHIVE, "Not looked at: it is read from a base backup on.");
            lines.skip(PROGRAMS, "Not looked at: they must be of the version of a base backup.");
            lines.skip(SCRATCH, "Not looked at: a base backup says how much room is needed.");
            return null;
        }
        BackupPoint newest = found.backups.getLast();
        SelfManaged.Log log = settings.log();
        if (log != null) {
            store(log);
        }
        lines.look(ARCHIVE, () -> reaches(found.backups));
        lines.look(PROGRAMS, () -> fitting(found.backups));
        lines.look(SCRATCH, () -> roomy(newest));
        return newest;
    }

    private BackupPoint.Found readable() throws BackstayException {
        SelfManagedListing.requireFolder(BACKUPS, backups);
        return BackupPoint.look(backups);
    }

    private void requireUsable(BackupPoint.Found found) throws BackstayException {
        if (!found.unusable().isEmpty()) {
            throw new BackstayException(new Failure.BadInput(
                    Counts.of(found.unusable().size(), "base backup")
                            + " of "
                            + (found.unusable().size() + found.backups().size()) + " cannot be restored from: "
                            + String.join(" ", few(found.unusable())),
                    "Take it out of the folder, or put it right."));
        }
        if (found.backups().isEmpty()) {
            throw new BackstayException(new Failure.NotFound(
                    "A base backup in " + backups,
                    "Take one into a folder of its own there: pg_basebackup --format=plain --checkpoint=fast -D "
                            + backups.resolve("NAME") + "."));
        }
    }

    private static List<String> few(List<String> all) {
        return all.subList(0, Math.min(NAMED_MAX, all.size()));
    }

    private static String sentence(List<BackupPoint> backups) {
        BackupPoint newest = backups.getLast();
        return Counts.of(backups.size(), "base backup") + ", the newest "
                + newest.folder().getFileName() + ", complete at " + Utc.words(newest.completedAt()) + ".";
    }

    private String reaches(List<BackupPoint> found) throws BackstayException, InterruptedException {
        SelfManagedListing.requireArchive(settings);
        WalArchive archive = way.archive();
        Optional<RestorableWindow> window = archive.window(found);
        if (window.isEmpty() && isPacked(archive.place())) {
            throw new BackstayException(new Failure.Unsupported(
                    "A log packed by zstd or lz4, as in " + archive.place(),
                    "Archive it as it is or packed by gzip, or unpack it into a folder of its own and name that."));
        }
        if (window.isEmpty()) {
            throw new BackstayException(new Failure.NotFound(
                    "The log up to the end of a base backup",
                    "It ends at " + archive.end(found.getLast()).words() + "." + besides(archive)
                            + " Look at the server's archiving."));
        }
        String besides = besides(archive);
        List<WalArchive.Gap> gaps = archive.gaps();
        if (!gaps.isEmpty()) {
            WalArchive.Gap gap = gaps.getLast();
            throw new BackstayException(new Failure.BadInput(
                    "The log has " + Counts.of(gaps.size(), "hole") + ", the last from " + gap.first() + " on, "
                            + Counts.of(gap.missing(), "segment") + " long; restorable is "
                            + Utc.words(window.get().earliest()) + " to "
                            + Utc.words(window.get().latest()) + "." + besides,
                    "Bring the missing segments back, or let the log before the hole go with its base backups."));
        }
        return "Restorable is every moment from " + Utc.words(window.get().earliest()) + " to "
                + Utc.words(window.get().latest()) + "; no segment is missing." + besides;
    }

    /// What is to be said of segments that cannot be read as they stand, behind a sentence.
    private static String besides(WalArchive archive) throws BackstayException, InterruptedException {
        String unfit = archive.unfit();
        return unfit == null ? "" : " " + unfit;
    }

    /// Whether segments lie there that some archiver compressed.
    private static boolean isPacked(WalPlace place) throws BackstayException, InterruptedException {
        boolean[] packed = new boolean[1];
        place.names(name -> packed[0] |= OTHERWISE_PACKED.matcher(name).matches());
        return packed[0];
    }

    /// The store with the log, right by right: listing the names, reading an object.
    private void store(SelfManaged.Log log) throws InterruptedException {
        String[] any = new String[1];
        boolean listed = lines.look(STORE, () -> {
            long[] names = new long[1];
            way.archive().place().names(name -> {
                names[0]++;
                any[0] = SEGMENT.matcher(name).matches() ? name : any[0];
            });
            return log + " takes the key of '" + log.reader() + "' and lists " + Counts.of(names[0], "file")
                    + " there.";
        });
        String read = STORE + ", reading";
        String name = any[0];
        if (!listed || name == null) {
            lines.skip(
                    read,
                    listed ? "Not looked at: no segment of the log lies there." : "Not looked at: it was not listed.");
            return;
        }
        lines.look(read, () -> {
            way.archive().place().beginning(name, 1);
            return "The key reads " + ObjectKeys.printable(name) + ". It takes s3:ListBucket on "
                    + log.store().bucket()
                    + ", s3:GetObject on what begins with " + log.store().bucket() + "/" + log.prefix()
                    + ", and nothing more.";
        });
    }

    /// Of each major version that a base backup is of: after an upgrade those before it are kept, too.
    private String fitting(List<BackupPoint> backups) throws BackstayException, InterruptedException {
        ProgramSet programs = way.programs();
        List<String> fitting = new ArrayList<>();
        Set<Integer> majors = new TreeSet<>();
        for (BackupPoint each : backups) {
            majors.add(each.major());
        }
        for (int major : majors) {
            Programs each = programs.of(major);
            fitting.add("PostgreSQL " + each.version() + " in " + each.bin());
        }
        return String.join(", ", fitting) + ", as the base "
                + (backups.size() == 1 ? "backup needs." : "backups need.");
    }

    /// Room for two: a restore that mends recovers a second one, as the incident left it.
    private String roomy(BackupPoint newest) throws BackstayException, InterruptedException {
        Privilege privilege = Privilege.probe();
        Path probe = new Recovery(way.programs(), privilege, way.scratch()).newScratchPath();
        privilege.requireReachable(probe.resolve("data"));
        try {
            Files.createDirectory(probe);
        } catch (IOException e) {
            throw Folders.refusal(probe, e);
        } finally {
            Folders.remove(probe);
        }
        long needed = 2 * (newest.size().bytes() + way.archive().bytesBetween(newest.start(), newest.stop()));
        Folders.requireRoom(way.scratch(), needed);
        return way.scratch() + " can be written and has room for two copies of the newest base backup.";
    }
}
