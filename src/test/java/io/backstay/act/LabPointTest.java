package io.backstay.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections.Created;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.check.BackupCheck;
import io.backstay.estate.Asset;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.fixture.TestPostgres;
import io.backstay.lab.Lab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `points create` on the running practice lab: a base backup of its real PostgreSQL by the server's own protocol.
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LabPointTest {
    private final Path folder = TestPostgres.folder("backstay-lab-point-");

    @AfterEach
    void remove() throws Exception {
        Folders.remove(folder);
    }

    @Test
    void aBackupIsTakenOfTheRunningLabListedAndNotTakenTwice() throws Exception {
        DeskHome home = new DeskHome(folder);
        try (LocalDesk desk = home.open()) {
            BackstayException down = assertThrows(
                    BackstayException.class,
                    () -> desk.connections().create(Lab.DATABASE, "before-noon", Progress.NONE));
            assertTrue(down.failure().message().length() > 10, down::toString);
            assertEquals(List.of(), home.running(), "nothing was started for it");

            desk.practice().start(DeskHome.quiet());
            Instant begun = Instant.now();
            Created made = desk.connections().create(Lab.DATABASE, "before-noon", Progress.NONE);
            assertEquals(new Created(Connection.LAB, Lab.DATABASE.value(), "before-noon", "before-noon"), made);
            Path taken = taken();
            BackupPoint point = BackupPoint.read(taken);
            assertTrue(point.completedAt().isAfter(begun.minusSeconds(1)), point::toString);
            assertEquals(List.of(), BackupCheck.run(point.data(), Progress.NONE).problems());
            listed(home, point);

            long written = Files.getLastModifiedTime(taken).toMillis();
            assertEquals(made, desk.connections().create(Lab.DATABASE, "before-noon", Progress.NONE));
            assertEquals(written, Files.getLastModifiedTime(taken).toMillis(), "it is not taken again");
            assertInstanceOf(Failure.BadInput.class, failure(desk, "../noon"));
            BackstayException files = assertThrows(
                    BackstayException.class, () -> desk.connections().create(Lab.FILES, "noon", Progress.NONE));
            assertInstanceOf(Failure.Unsupported.class, files.failure());
            cancelled(desk);
            desk.practice().stop();
        }
    }

    private static Failure failure(LocalDesk desk, String name) {
        return assertThrows(BackstayException.class, () -> desk.connections().create(Lab.DATABASE, name, Progress.NONE))
                .failure();
    }

    /// Whoever cancels in the middle of it has no part of it.
    private void cancelled(LocalDesk desk) throws Exception {
        Thread here = Thread.currentThread();
        assertThrows(
                InterruptedException.class,
                () -> desk.connections().create(Lab.DATABASE, "after-noon", DeskHome.advancing(here::interrupt)));
        try (Stream<Path> all = Files.walk(folder)) {
            assertEquals(
                    List.of(),
                    all.map(each -> each.getFileName().toString())
                            .filter(each -> each.equals("after-noon") || each.startsWith(".taking-"))
                            .toList());
        }
    }

    private Path taken() throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> found = all.filter(each -> each.getFileName().toString().equals("before-noon"))
                    .toList();
            assertEquals(1, found.size(), found::toString);
            return found.getFirst();
        }
    }

    /// The catalogue has the point, and can go back to its end.
    private static void listed(DeskHome home, BackupPoint point) throws Exception {
        try (Catalogue catalogue = Catalogue.open(home.home().resolve("catalogue.db"))) {
            List<RecoveryPoint> points = new ArrayList<>();
            catalogue.eachPoint(PointFilter.of(Lab.DATABASE), points::add);
            RecoveryPoint found = points.stream()
                    .filter(each -> each.id().value().equals("before-noon"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(point.size(), found.size());
            Asset database = catalogue.assets().stream()
                    .filter(each -> each.id().equals(Lab.DATABASE))
                    .findFirst()
                    .orElseThrow();
            RestorableWindow window = Objects.requireNonNull(database.pitr());
            assertTrue(!window.latest().isBefore(point.completedAt()), window::toString);
        }
    }
}
