package io.backstay.act.test;

import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.backup.WalEnd;
import io.backstay.connect.postgres.backup.check.BackupCheck;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.restore.Site;
import io.backstay.restore.environment.Check;
import io.backstay.restore.environment.FilePairs;
import io.backstay.restore.environment.FileRows;
import io.backstay.restore.environment.Holdings;
import io.backstay.restore.environment.ObjectsAt;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Every file of every base backup, every record of the log and every object version, read and held against its
/// checksum.
final class IntegrityTrial implements Trial {
    private final TestGround ground;

    IntegrityTrial(TestGround ground) {
        this.ground = ground;
    }

    @Override
    public Measured run(Progress progress) throws BackstayException, InterruptedException {
        Site site = ground.site();
        List<Check> checks = new ArrayList<>();
        BackupPoint.Found found = BackupPoint.look(site.own().backups());
        List<BackupPoint> backups = found.backups();
        checks.add(new Check("Base backups", "at least 1", "%,d".formatted(backups.size()), !backups.isEmpty()));
        checks.add(Check.none("Base backups that nothing can be restored from", Holdings.few(found.unusable())));
        for (BackupPoint backup : backups) {
            progress.step("Holding " + backup.label() + " against its manifest");
            checks.add(files(backup, progress));
        }
        progress.step("Reading the log");
        log(site.own().archive(), backups, checks);
        Site.Objects objects = site.objects();
        if (objects != null) {
            progress.step("Reading every object version");
            checks.add(versions(objects, progress));
            FileRows rows = ground.fileRows();
            if (rows != null) {
                progress.step("Pairing rows with files");
                checks.add(pairs(site, objects, rows, progress));
            }
        }
        return new Measured(null, null, null, null, checks);
    }

    private static Check files(BackupPoint backup, Progress progress) throws BackstayException, InterruptedException {
        String name = "Files of " + backup.label() + " that are not as they were written";
        try {
            BackupCheck.Result result = BackupCheck.run(backup.data(), progress);
            List<String> wrong = result.problems().stream()
                    .map(each -> each.path() + ": " + each.problem())
                    .toList();
            return Check.none(name + " (of " + Counts.of(result.files()) + ")", Holdings.few(wrong));
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.Corrupt) {
                return Check.stopped(name, e.failure().message());
            }
            throw e;
        }
    }

    private static void log(WalArchive archive, List<BackupPoint> backups, List<Check> checks)
            throws BackstayException, InterruptedException {
        List<String> gaps = archive.gaps().stream()
                .map(gap -> "from " + gap.first() + " on, " + Counts.of(gap.missing(), "segment"))
                .toList();
        checks.add(Check.none("Holes in the log", Holdings.few(gaps)));
        if (backups.isEmpty()) {
            return;
        }
        WalEnd end = archive.end(backups.getFirst());
        boolean damaged = end.reason() == WalEnd.Reason.DAMAGED;
        boolean reaches = end.at().compareTo(backups.getLast().stop()) >= 0;
        checks.add(new Check(
                "The log, every record's checksum, from the oldest base backup on",
                "whole, beyond " + backups.getLast().stop(),
                (damaged ? "damaged: " + end.words() + "; " : "whole ") + "up to " + end.at(),
                !damaged && reaches));
    }

    private static Check versions(Site.Objects objects, Progress progress)
            throws BackstayException, InterruptedException {
        ObjectStore store = objects.reader();
        var read = new Object() {
            long count;
        };
        List<String> wrong = new ArrayList<>();
        store.versions(objects.root(), version -> {
            if (version.marker()) {
                return;
            }
            read.count++;
            try {
                store.get(version.key(), version.version().versionId(), OutputStream.nullOutputStream());
            } catch (BackstayException e) {
                if (e.failure() instanceof Failure.Unreachable || e.failure() instanceof Failure.TimedOut) {
                    throw e;
                }
                wrong.add(version.key() + ": " + e.failure().message());
            } catch (IOException e) {
                throw new IllegalStateException("a stream that keeps nothing failed", e);
            }
            progress.advance(read.count, 0);
        });
        return Check.none(
                "Object versions that cannot be read whole (of " + Counts.of(read.count) + ")", Holdings.few(wrong));
    }

    private static Check pairs(Site site, Site.Objects objects, FileRows rows, Progress progress)
            throws BackstayException, InterruptedException {
        try (Connection live = site.reader().open("backstay integrity test")) {
            return FilePairs.pair(
                            live,
                            rows,
                            rows.under(objects.root()),
                            objects.reader(),
                            ObjectsAt.list(objects.reader(), objects.root(), Instant.MAX),
                            progress)
                    .check();
        } catch (SQLException e) {
            throw new BackstayException(
                    new Failure.Unreachable(
                            site.reader().host() + ":" + site.reader().port(), "the session broke"),
                    e);
        }
    }
}
