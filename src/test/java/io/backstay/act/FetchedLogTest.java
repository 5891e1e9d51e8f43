package io.backstay.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.reach.NewBucket;
import io.backstay.act.environment.EnvironmentDesk;
import io.backstay.act.environment.EnvironmentRestores;
import io.backstay.act.practice.LabGrounds;
import io.backstay.act.test.TestGround;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.archive.WalPlace;
import io.backstay.connect.postgres.backup.PlaceBehind;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.fixture.TestPostgres;
import io.backstay.restore.Site;
import io.backstay.restore.environment.FileRows;
import io.backstay.restore.staging.OwnBackups;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a restore of everything puts on the disk of a log that it fetches from afar, on the real lab: its log counts
/// as distant here.
final class FetchedLogTest {
    private final Path folder = TestPostgres.folder("backstay-fetched-");
    private final DeskHome home = new DeskHome(folder);
    private final Set<String> seen = new TreeSet<>();
    private LocalDesk desk;

    @BeforeEach
    void start() throws Exception {
        desk = home.open();
        desk.practice().start(Progress.NONE);
    }

    @AfterEach
    void removeAll() throws Exception {
        desk.close();
        assertEquals(List.of(), home.running());
        Folders.remove(folder);
    }

    /// As after a kill: where the log lay while it was fetched, something lies and nobody holds the place.
    @Test
    void whatAKilledRestoreOfEverythingFetchedIsRemovedByTheNextOne() throws Exception {
        restore("first");
        assertFalse(seen.isEmpty());
        for (String each : seen) {
            assertTrue(each.matches("S-0001/scratch-[0-9a-f]{4}/fetched-[0-9]+"), each);
        }
        Path scratches;
        try (TestGround ground = distant()) {
            scratches = scratches(ground.site());
        }
        assertEquals(Set.of(), fetched(scratches), "nothing stays of one that ended");
        for (String each : seen) {
            Path left = scratches.resolve(each);
            Files.createDirectories(left.getParent());
            Files.writeString(left, "what a killed process left");
        }
        seen.clear();
        restore("second");
        assertFalse(seen.isEmpty());
        assertEquals(Set.of(), fetched(scratches));
    }

    private void restore(String name) throws Exception {
        try (TestGround ground = distant()) {
            var order = new EnvironmentRestores.Order(Connection.LAB, null, folder.resolve(name), null);
            var known = new EnvironmentDesk.Circumstances(Instant.now(), null, null, null);
            assertTrue(desk.environmentDesk()
                    .run(order, ground, known, Progress.NONE)
                    .verified());
        }
    }

    private TestGround distant() throws Exception {
        TestGround lab = new LabGrounds(desk.practice()).open(Connection.LAB, Progress.NONE);
        OwnBackups own = lab.site().own();
        Path scratches = scratches(lab.site());
        WalPlace place = new PlaceBehind(own.archive().place()) {
            @Override
            public boolean distant() {
                return true;
            }

            @Override
            public FileChannel open(String name) throws BackstayException, InterruptedException {
                seen.addAll(fetched(scratches));
                return super.open(name);
            }
        };
        var backups = new OwnBackups(own.backups(), new WalArchive(place), own.recovery(), own.superuser());
        return new Ground(lab, lab.site().stagedBy(backups));
    }

    private static Path scratches(Site site) throws Exception {
        return Objects.requireNonNull(site.own().recovery().newScratchPath().getParent());
    }

    private static Set<String> fetched(Path scratches) {
        try (var all = Files.walk(scratches)) {
            Set<String> found = new TreeSet<>();
            all.filter(each -> each.getFileName().toString().startsWith("fetched-"))
                    .forEach(each -> found.add(scratches.relativize(each).toString()));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Ground(TestGround lab, Site site) implements TestGround {
        @Override
        public @Nullable FileRows fileRows() {
            return lab.fileRows();
        }

        @Override
        public ObjectStore newBucket(NewBucket bucket) {
            throw new UnsupportedOperationException("no bucket is made here");
        }

        @Override
        public @Nullable Eraser eraser() {
            return lab.eraser();
        }

        @Override
        public boolean practice() {
            return lab.practice();
        }

        @Override
        public void close() {
            lab.close();
        }
    }
}
