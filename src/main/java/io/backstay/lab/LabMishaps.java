package io.backstay.lab;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.PracticeDeletion;
import io.backstay.lab.seed.PracticeFailure;
import io.backstay.lab.seed.SeedFirms;
import io.backstay.lab.seed.SeedRandom;
import io.backstay.lab.story.Attack;
import io.backstay.lab.story.Corruption;
import io.backstay.lab.story.FileDamage;
import io.backstay.lab.story.LockedCopies;
import io.backstay.lab.story.LostServer;
import io.backstay.lab.story.ObjectSink;
import io.backstay.lab.story.PracticeSession;
import io.backstay.restore.environment.Holdings;
import io.backstay.restore.environment.HoldingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// What can go wrong in a lab, one mishap for one lab; each begins with a base backup and some work.
public final class LabMishaps {
    private static final int TRANSACTIONS_BEFORE = 40;
    private static final int TRANSACTIONS_AFTER = 30;
    private static final int WEEKS = 5;
    private static final int TRANSACTIONS_A_WEEK = 4;
    private static final int UNARCHIVED = 3;
    private static final int MIXED_UP = 61;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final String BACKUP = "base-0001";

    private static final List<String> HOSTILE = List.of(
            "drop table practice.clients cascade",
            "truncate practice.audit_log",
            "alter system set archive_mode = off",
            "select pg_create_restore_point('mine')",
            "copy practice.clients to program 'rm -r archive'",
            "alter table practice.clients disable row level security");

    private final LabSpec spec;
    private final LabDatabase database;
    private final Ways files;
    private final InstantSource clock;

    /// The lab's files, and further buckets.
    ///
    /// @param read     lists with the reading key
    /// @param deletion deletes with the product's key
    /// @param harmless tries to delete with the reading key
    record Ways(
            ObjectSink sink,
            ObjectStore read,
            PracticeDeletion deletion,
            PracticeDeletion harmless,
            LabStore.Ground ground) {}

    LabMishaps(LabSpec spec, LabDatabase database, Ways files, InstantSource clock) {
        this.spec = spec;
        this.database = database;
        this.files = files;
        this.clock = clock;
    }

    /// A firm's data is deleted by mistake, and life goes on.
    Lab.Story accident(Progress progress) throws BackstayException, InterruptedException {
        return tell(progress, (story, app, backup) -> {
            Accident accident = story.accident(app, progress);
            Aftermath aftermath = story.lifeGoesOn(app, accident, TRANSACTIONS_AFTER, progress);
            progress.step("Archiving the log");
            database.archiveUntilNow(backup.timeline());
            return new Lab.Story(backup, accident, aftermath);
        });
    }

    /// A hostile deletion, and the attack on backups and history that came with it.
    ///
    /// @param fetched how many base backups and segments were fetched from the locked copies afterwards
    public record Attacked(Lab.Story story, Attack attack, int fetched) {}

    /// A stolen login deletes a firm, stolen keys are tried on every copy, the backup folder on this machine is
    /// wiped, life goes on, and base backup and log are fetched from the locked copies.
    ///
    /// @param retention how long the copies are locked
    public Attacked attacked(Duration retention, Progress progress) throws BackstayException, InterruptedException {
        LabStore vault = LabStore.start(files.ground(), "Practice backups", retention);
        var copies = new LockedCopies(vault.store());
        return tell(progress, (story, app, backup) -> {
            progress.step("Copying backup and log under lock");
            copies.keepBackup(backup.folder());
            Accident accident = story.accident(app, progress);
            database.archiveUntilNow(backup.timeline());
            copies.keepLog(database.archive().folder());
            progress.step("Backups are attacked");
            List<Attack.Attempt> attempts = attempts(vault, accident, app);
            wipe(backup);
            Aftermath aftermath = story.lifeGoesOn(app, accident, TRANSACTIONS_AFTER, progress);
            progress.step("Archiving the log");
            database.archiveUntilNow(backup.timeline());
            copies.keepLog(database.archive().folder());
            progress.step("Fetching backup and log from the locked copies");
            int fetched = copies.fetch(database.backups(), database.archive().folder());
            return new Attacked(new Lab.Story(backup, accident, aftermath), new Attack(attempts), fetched);
        });
    }

    private List<Attack.Attempt> attempts(LabStore vault, Accident accident, Connection app)
            throws BackstayException, InterruptedException, SQLException {
        String prefix = PracticeMapping.objectPrefix(accident.firm().id().value());
        List<Attack.Attempt> attempts = new ArrayList<>();
        attempts.add(Attack.removeVersions(files.read(), prefix, files.harmless(), "the key that may only read"));
        attempts.add(Attack.removeVersions(files.read(), prefix, files.deletion(), "the product's key"));
        // Delete markers are laid by anybody who may write; what lies under them is what counts.
        List<String> keys = new ArrayList<>();
        vault.store().versions("", version -> keys.add(version.key()));
        for (String key : keys) {
            vault.deletion().delete(key);
        }
        for (String part : List.of(LockedCopies.BACKUPS, LockedCopies.LOG)) {
            attempts.add(Attack.removeVersions(vault.store(), part, vault.deletion(), "the backup store's own key"));
        }
        attempts.addAll(Attack.statements(app, "the product's login", HOSTILE));
        return attempts;
    }

    /// On this machine nothing holds an attacker who has the account: the folder goes.
    private void wipe(BackupPoint backup) throws BackstayException {
        Folders.remove(backup.folder());
        Path archive = database.archive().folder();
        try (var segments = Files.newDirectoryStream(archive)) {
            for (Path segment : segments) {
                Files.delete(segment);
            }
        } catch (IOException e) {
            throw Folders.refusal(archive, e);
        }
    }

    /// A synchronising program deletes and overwrites one firm's files; no row is touched.
    public FileDamage damageFiles(Progress progress) throws BackstayException, InterruptedException {
        return tell(progress, (story, app, backup) -> {
            List<String> keys = new ArrayList<>();
            PracticeSession.inTransaction(
                    app,
                    story.victim(),
                    "list",
                    session -> keys.addAll(session.texts("select object_key from practice.documents order by id")));
            progress.step("A synchronising program damages files");
            FileDamage damage = FileDamage.happen(story.victim(), keys, files.sink(), this::nextSecond);
            database.archiveUntilNow(backup.timeline());
            return damage;
        });
    }

    /// Wrong values are written into one firm over story weeks, in many transactions between right ones.
    public Corruption corrupt(Progress progress) throws BackstayException, InterruptedException {
        return tell(progress, (story, app, backup) -> {
            progress.step("Wrong values are written for weeks");
            Corruption corruption = Corruption.happen(
                    app,
                    story.victim(),
                    SeedFirms.email(PracticeStory.VICTIM, 0),
                    WEEKS,
                    SeedRandom.at(spec.seed(), MIXED_UP),
                    () -> story.keepWriting(app, TRANSACTIONS_A_WEEK, Progress.NONE));
            database.archiveUntilNow(backup.timeline());
            return corruption;
        });
    }

    /// The server's data folder is gone, with the last commits, which no archive has.
    public LostServer loseServer(Progress progress) throws BackstayException, InterruptedException {
        return tell(progress, (story, app, backup) -> {
            database.archiveUntilNow(backup.timeline());
            Holdings archived = HoldingsReader.read(database.logins().superuser()::to, progress);
            story.keepWriting(app, UNARCHIVED, progress);
            progress.step("The server is lost");
            Instant lostAt = clock.instant();
            database.lose();
            return new LostServer(lostAt, archived, UNARCHIVED);
        });
    }

    /// What happens between a base backup and its use.
    private interface Tale<T> {
        T happen(PracticeStory story, Connection app, BackupPoint backup)
                throws BackstayException, InterruptedException, SQLException;
    }

    private <T> T tell(Progress progress, Tale<T> tale) throws BackstayException, InterruptedException {
        BackupPoint backup = database.backUp(BACKUP, progress);
        var story = new PracticeStory(spec.seed(), spec.size(), files.sink());
        try (Connection app = database.logins().app().open("practice product")) {
            story.keepWriting(app, TRANSACTIONS_BEFORE, progress);
            return tale.happen(story, app, backup);
        } catch (SQLException e) {
            throw Lab.orDiskFull(spec, PracticeFailure.of("the practice story", e));
        } catch (BackstayException e) {
            throw Lab.orDiskFull(spec, e);
        }
    }

    private Instant nextSecond() throws InterruptedException {
        Instant next = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        while (clock.instant().isBefore(next)) {
            Thread.sleep(POLL);
        }
        return next;
    }
}
