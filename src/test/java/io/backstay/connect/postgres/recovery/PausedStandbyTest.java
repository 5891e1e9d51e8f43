package io.backstay.connect.postgres.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.WalEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A standby stands exactly where it was told to, moves on, and never goes back.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PausedStandbyTest {
    private static final int ROWS = 40;

    private ArchivingServer live;
    private BackupPoint backup;
    private BackupPoint crowded;
    private List<WalEvent.Commit> commits;

    /// Every commit adds one row of some size, so that the log goes over several segments; a checkpoint lies
    /// between.
    @BeforeAll
    void writeAStory() throws Exception {
        live = new ArchivingServer(1);
        live.run("create table t(id int primary key, filler text)", "create table sub(i int)");
        backup = live.backup("b");
        for (int i = 1; i <= ROWS; i++) {
            live.run("insert into t select " + i + ", string_agg(md5(n::text), '') from generate_series(1, 5000) n");
            if (i == ROWS / 2) {
                live.run("checkpoint");
            }
        }
        try (Connection open = live.login().open("crowd");
                var statement = open.createStatement()) {
            open.setAutoCommit(false);
            // More subtransactions than a snapshot in the log can name: a standby cannot know who is running.
            statement.execute("do $$ begin for i in 1..100 loop begin insert into sub values (i);"
                    + " exception when others then null; end; end loop; end $$");
            crowded = live.backup("crowded");
            live.run("insert into t values (1000, '')", "insert into t values (1001, '')");
            live.archiveAll();
            open.rollback();
        }
        live.archiveAll();
        commits = commits(backup);
    }

    @AfterAll
    void stop() throws Exception {
        live.close();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        Path scratches = live.home().resolve("scratch");
        try (var left = Files.list(scratches)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void itStandsBeforeAndAfterEachCommitItIsSentToAndMovesOn() throws Exception {
        try (PausedStandby standby = pause(backup, LogPlace.before(commits.getFirst()))) {
            assertEquals(0, rows(standby));
            for (int at : new int[] {1, 2, 15, 16, 30, ROWS}) {
                WalEvent.Commit commit = commits.get(at - 1);
                standby.moveTo(LogPlace.before(commit), Progress.NONE);
                assertEquals(at - 1, rows(standby));
                standby.moveTo(LogPlace.after(commit), Progress.NONE);
                assertEquals(at, rows(standby));
            }
            assertFalse(standby.reaches(LogPlace.after(commits.get(3))));
            assertFalse(standby.reaches(LogPlace.before(commits.get(ROWS - 1))));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> standby.moveTo(LogPlace.after(commits.getFirst()), Progress.NONE));
        }
    }

    @Test
    void nothingCanBeWrittenUntilItIsPromotedAndThenItHoldsThatVeryMoment() throws Exception {
        PausedStandby standby = pause(backup, LogPlace.after(commits.get(4)));
        try (standby) {
            var refused = assertThrows(SQLException.class, () -> execute(standby.login("postgres"), "delete from t"));
            assertEquals("25006", refused.getSQLState());
            try (ScratchServer scratch = standby.promote(Progress.NONE)) {
                execute(scratch.login("postgres"), "create temp table work(i int)");
                assertEquals(5L, ArchivingServer.one(scratch.login("postgres"), "select count(*) from t", Long.class));
                assertEquals(commits.get(4).at(), scratch.stoppedAt());
            }
        }
        assertEquals(List.of(1), List.copyOf(live.archive().timelines()));
    }

    @Test
    void aBackupTakenInACrowdIsReadAtTheRightPlaceAndNotMovedOn() throws Exception {
        List<WalEvent.Commit> after = commits(crowded);
        try (PausedStandby standby = pause(crowded, LogPlace.after(after.getFirst()))) {
            assertEquals(ROWS + 1, rows(standby));
            // Nobody could have looked at it in recovery, so PostgreSQL does not pause there but ends recovery.
            assertFalse(ArchivingServer.one(standby.login("postgres"), "select pg_is_in_recovery()", Boolean.class));
            assertFalse(standby.reaches(LogPlace.after(after.get(1))));
            try (ScratchServer scratch = standby.promote(Progress.NONE)) {
                execute(scratch.login("postgres"), "create temp table work(i int)");
            }
        }
    }

    @Test
    void thePrimarysLimitsAreReadFromItsControlFile() throws Exception {
        var limits = PrimaryLimits.of(backup.data());
        assertEquals(5, limits.size());
        for (var limit : limits.entrySet()) {
            assertEquals(live.one("select current_setting('" + limit.getKey() + "')", String.class), limit.getValue());
        }
    }

    @Test
    void aPlaceBeforeTheBackupsEndIsADefectOfTheCaller() throws Exception {
        List<WalEvent.Commit> early = commits(backup);
        assertTrue(early.getFirst().lsn().compareTo(crowded.stop()) < 0);
        assertThrows(IllegalArgumentException.class, () -> pause(crowded, LogPlace.after(early.getFirst())));
    }

    private PausedStandby pause(BackupPoint from, LogPlace place) throws BackstayException, InterruptedException {
        return live.recovery().pause(from, live.archive(), place, ArchivingServer.PASSWORD, Progress.NONE);
    }

    private List<WalEvent.Commit> commits(BackupPoint from) throws BackstayException, InterruptedException {
        List<WalEvent.Commit> found = new ArrayList<>();
        live.archive().read(from, event -> {
            if (event instanceof WalEvent.Commit commit) {
                found.add(commit);
            }
            return true;
        });
        return found;
    }

    private static long rows(PausedStandby standby) throws BackstayException, SQLException {
        return ArchivingServer.one(standby.login("postgres"), "select count(*) from t", Long.class);
    }

    private static void execute(Login login, String sql) throws BackstayException, SQLException {
        try (Connection session = login.open("test");
                var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
