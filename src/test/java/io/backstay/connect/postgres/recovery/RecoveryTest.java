package io.backstay.connect.postgres.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.ProgramSet;
import io.backstay.connect.postgres.Programs;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.estate.RestorableWindow;
import io.backstay.fixture.TestPostgres;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecoveryTest {
    private ArchivingServer live;
    private BackupPoint backup;
    private Instant beforeBackup;
    private Instant between;

    @BeforeAll
    void takeABackupAndLetLifeGoOn() throws Exception {
        live = new ArchivingServer(1);
        live.run("create table firm(id int primary key, name text)", "insert into firm values (1, 'Äpfel')");
        beforeBackup = live.now();
        backup = live.backup("backup 1");
        live.run("insert into firm values (2, 'Birnen')");
        between = live.now();
        live.run("delete from firm", "insert into firm values (3, 'Kirschen')");
        live.archiveAll();
    }

    @AfterAll
    void stop() throws Exception {
        live.close();
    }

    @AfterEach
    void nothingIsLeftOfAnyRecovery() throws IOException {
        Path scratches = live.home().resolve("scratch");
        if (Files.isDirectory(scratches)) {
            try (var left = Files.list(scratches)) {
                assertEquals(List.of(), left.toList());
            }
        }
    }

    @Test
    void theRowsAreThoseOfTheMomentBetweenTwoCommits() throws Exception {
        try (ScratchServer scratch = recover(between)) {
            assertEquals("1 Äpfel,2 Birnen", rows(scratch));
            assertFalse(scratch.stoppedAt().isAfter(between));
            assertTrue(scratch.name().matches("scratch-[0-9a-f]{4}"), scratch.name());
            assertEquals(
                    "off",
                    ArchivingServer.one(
                            scratch.login("postgres"), "select current_setting('archive_mode')", String.class));
        }
        // The promoted scratch server wrote nothing into the archive of the live one.
        assertEquals(List.of(1), List.copyOf(live.archive().timelines()));
        assertEquals(List.of(), live.archive().gaps());
    }

    /// It is read to find the moment, and copied for the server.
    @Test
    void everyFileOfADistantLogIsFetchedOnce() throws Exception {
        List<String> fetched = new ArrayList<>();
        var archive = new WalArchive(new DistantPlace(live.archive().place(), fetched));
        try (ScratchServer scratch =
                live.recovery().recover(backup, archive, between, ArchivingServer.PASSWORD, Progress.NONE)) {
            assertEquals("1 Äpfel,2 Birnen", rows(scratch));
            assertFalse(fetched.isEmpty());
            assertEquals(
                    List.copyOf(new TreeSet<>(fetched)),
                    fetched.stream().sorted().toList());
            assertTrue(scratch.name().matches("scratch-[0-9a-f]{4}"), scratch.name());
            try (var left = Files.list(live.home().resolve("scratch"))) {
                assertEquals(1, left.count(), "what was kept of the log is gone, the server's folder is not");
            }
        }
    }

    @Test
    void theFirstAndTheLastMomentOfTheWindowAreRestorable() throws Exception {
        RestorableWindow window = live.archive().window(backup).orElseThrow();
        assertEquals(backup.completedAt(), window.earliest());
        try (ScratchServer scratch = recover(window.earliest())) {
            assertEquals("1 Äpfel", rows(scratch));
        }
        try (ScratchServer scratch = recover(window.latest())) {
            assertEquals("3 Kirschen", rows(scratch));
            assertEquals(window.latest(), scratch.stoppedAt());
        }
    }

    @Test
    void exactlyTheInstantOfACommitIsIncludedAndAMicrosecondEarlierIsNot() throws Exception {
        List<WalEvent> events = events(backup.completedAt(), Instant.MAX);
        WalEvent first = events.getFirst();
        try (ScratchServer scratch = recover(first.at())) {
            assertEquals("1 Äpfel,2 Birnen", rows(scratch));
            assertEquals(first.at(), scratch.stoppedAt());
        }
        try (ScratchServer scratch = recover(first.at().minusNanos(1000))) {
            assertEquals("1 Äpfel", rows(scratch));
            assertEquals(backup.completedAt(), scratch.stoppedAt());
        }
    }

    @Test
    void aTargetBeforeTheBackupsEndIsRefused() {
        for (Instant early : List.of(beforeBackup, backup.completedAt().minusNanos(1000))) {
            var refused = assertThrows(BackstayException.class, () -> recover(early));
            var failure = assertInstanceOf(Failure.OutOfWindow.class, refused.failure());
            assertEquals(backup.completedAt(), failure.earliest());
        }
    }

    @Test
    void aTargetAfterTheArchiveIsRefused() throws Exception {
        Instant latest = live.archive().window(backup).orElseThrow().latest();
        var refused = assertThrows(BackstayException.class, () -> recover(latest.plusNanos(1000)));
        var failure = assertInstanceOf(Failure.OutOfWindow.class, refused.failure());
        assertEquals(latest, failure.latest());
    }

    @Test
    void programsOfAnotherMajorVersionAreRefused() throws Exception {
        var other = new Recovery(
                new Programs(TestPostgres.programs().bin(), "17.2"),
                TestPostgres.privilege(),
                live.home().resolve("scratch"));
        var refused = assertThrows(
                BackstayException.class,
                () -> other.recover(backup, live.archive(), between, ArchivingServer.PASSWORD, Progress.NONE));
        assertInstanceOf(Failure.Unsupported.class, refused.failure());
    }

    /// Programs of other versions lie in folders that are not there, so that nobody can have used them.
    @Test
    void theProgramsAreChosenByTheBackupsOwnVersion() throws Exception {
        Programs fitting = TestPostgres.programs();
        Programs other = new Programs(live.home().resolve("nowhere"), "13.4");
        var recovery = new Recovery(
                new ProgramSet(List.of(other, fitting), null),
                TestPostgres.privilege(),
                live.home().resolve("scratch"));
        try (ScratchServer scratch =
                recovery.recover(backup, live.archive(), between, ArchivingServer.PASSWORD, Progress.NONE)) {
            assertFalse(scratch.stoppedAt().isAfter(between));
        }
        var only = new Recovery(
                new ProgramSet(List.of(other), () -> new Programs(other.bin(), "12.1")),
                TestPostgres.privilege(),
                live.home().resolve("scratch"));
        Failure missing = assertThrows(
                        BackstayException.class,
                        () -> only.recover(backup, live.archive(), between, ArchivingServer.PASSWORD, Progress.NONE))
                .failure();
        assertTrue(
                missing.message().contains("PostgreSQL " + fitting.major() + " with programs of version 13.4, 12.1"));
        assertTrue(missing.advice().contains("--programs " + fitting.major() + "=FOLDER"), missing.advice());
    }

    @Test
    void aDamagedLogIsNamedInsteadOfRecovered() throws Exception {
        Path copy = Files.createDirectory(live.home().resolve("damaged"));
        try (var files = Files.list(live.archive().folder())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        WalEvent first = events(backup.completedAt(), Instant.MAX).getFirst();
        String name =
                String.format(Locale.ROOT, "%08X%08X%08X", 1, 0, first.lsn().value() >> 20);
        try (FileChannel file =
                FileChannel.open(copy.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var one = ByteBuffer.allocate(1);
            long place = first.lsn().value() % (1 << 20) + 4;
            file.read(one, place);
            one.put(0, (byte) (one.get(0) ^ 1)).rewind();
            file.write(one, place);
        }
        var refused = assertThrows(
                BackstayException.class,
                () -> live.recovery()
                        .recover(backup, new WalArchive(copy), between, ArchivingServer.PASSWORD, Progress.NONE));
        var failure = assertInstanceOf(Failure.Corrupt.class, refused.failure());
        assertTrue(failure.why().contains(name), failure.why());
    }

    @Test
    void anInterruptInTheMiddleLeavesNothing() throws Exception {
        for (String step : List.of("Copying the base backup", "Recovering to the moment")) {
            var reached = new CountDownLatch(1);
            Progress watch = new Progress() {
                @Override
                public void step(String name) {
                    if (name.equals(step)) {
                        Thread.currentThread().interrupt();
                        reached.countDown();
                    }
                }

                @Override
                public void advance(long done, long total) {}
            };
            var task = new FutureTask<>(
                    () -> live.recovery().recover(backup, live.archive(), between, ArchivingServer.PASSWORD, watch));
            Thread.ofPlatform().start(task).join();
            assertEquals(0, reached.getCount());
            var ended = assertThrows(ExecutionException.class, task::get);
            assertInstanceOf(InterruptedException.class, ended.getCause());
            nothingIsLeftOfAnyRecovery();
        }
    }

    @Test
    void theNewestTimelineIsFollowedOverItsBranch() throws Exception {
        try (var first = new ArchivingServer(1)) {
            first.run("create table firm(id int, name text)");
            BackupPoint point = first.backup("b");
            first.run("insert into firm values (1, 'before the branch')");
            Instant branch = first.now();
            first.run("insert into firm values (2, 'abandoned')");
            first.archiveAll();
            Instant moment = first.promoteAnother(point, branch, "insert into firm values (3, 'second life')");

            assertEquals(List.of(1, 2), List.copyOf(first.archive().timelines()));
            try (ScratchServer scratch =
                    first.recovery().recover(point, first.archive(), moment, ArchivingServer.PASSWORD, Progress.NONE)) {
                assertEquals("1 before the branch,3 second life", rows(scratch));
            }
        }
    }

    @Test
    void aBackupIsWholeAndListedAndItsManifestIsKept() throws Exception {
        assertTrue(Files.exists(backup.data().resolve("backup_manifest")));
        assertFalse(Files.exists(backup.data().resolve("postmaster.pid")));
        assertEquals(List.of(backup), BackupPoint.list(live.home()));
        assertTrue(backup.start().compareTo(backup.stop()) < 0);
        assertFalse(backup.completedAt().isBefore(backup.startedAt()));
    }

    private ScratchServer recover(Instant target) throws BackstayException, InterruptedException {
        return live.recovery().recover(backup, live.archive(), target, ArchivingServer.PASSWORD, Progress.NONE);
    }

    private List<WalEvent> events(Instant from, Instant to) throws BackstayException, InterruptedException {
        List<WalEvent> events = new ArrayList<>();
        live.archive().commitsBetween(backup, from, to, events::add);
        return events;
    }

    private static String rows(ScratchServer scratch) throws Exception {
        return ArchivingServer.one(
                scratch.login("postgres"),
                "select string_agg(id || ' ' || name, ',' order by id) from firm",
                String.class);
    }
}
