package io.backstay.connect.postgres.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Base backups of `pg_basebackup --format=plain`: what is read of them, and which are passed over with a sentence.
/// The manifest's lines are as PostgreSQL 18 wrote them.
final class PlainBackupTest {
    private static final Instant DONE = Instant.parse("2026-11-20T01:02:09.5Z");
    private static final String RANGE = "{ \"Timeline\": 2, \"Start-LSN\": \"1/2000028\", \"End-LSN\": \"1/2000158\" }";

    @TempDir
    Path backups;

    @BeforeEach
    void take() throws Exception {
        backup("monday", RANGE);
    }

    @Test
    void whatTheManifestSaysIsTaken() throws Exception {
        BackupPoint point = BackupPoint.list(backups).getFirst();
        assertEquals(backups.resolve("monday"), point.folder());
        assertEquals(point.folder(), point.data());
        assertEquals("nightly run", point.label());
        assertEquals(2, point.timeline());
        assertEquals(Lsn.parse("1/2000028"), point.start());
        assertEquals(Lsn.parse("1/2000158"), point.stop());
        assertEquals(Instant.parse("2026-11-20T01:02:03Z"), point.startedAt());
        assertEquals(DONE, point.completedAt());
        assertEquals(226 + 8192, point.size().bytes());
        assertEquals(Optional.of("7712349423995925733"), point.server());
        assertEquals(point, BackupPoint.read(backups.resolve("monday")));
    }

    @Test
    void aCopyThatLostItsTimesCountsFromLaterOn() throws Exception {
        Path manifest = backups.resolve("monday").resolve("backup_manifest");
        Instant later = DONE.plusSeconds(3600);
        Files.setLastModifiedTime(manifest, FileTime.from(later));
        assertEquals(later, BackupPoint.list(backups).getFirst().completedAt());
        Files.setLastModifiedTime(manifest, FileTime.from(Instant.parse("2026-11-01T00:00:00Z")));
        BackupPoint early = BackupPoint.list(backups).getFirst();
        assertTrue(!early.startedAt().isAfter(early.completedAt()), early::toString);
    }

    @Test
    void whatCannotBeRestoredFromIsPassedOverAndNamed() throws Exception {
        Files.createDirectory(backups.resolve("lost+found"));
        Files.createFile(Files.createDirectory(backups.resolve("packed")).resolve("base.tar.gz"));
        Files.delete(backup("halfway", RANGE).resolve("backup_manifest"));
        Files.writeString(
                backup("incremental", RANGE).resolve("backup_label"), "LABEL: x\nINCREMENTAL FROM LSN: 0/28\n");
        Files.createDirectories(backup("spread", RANGE).resolve("pg_tblspc").resolve("16400"));
        backup("promoted", RANGE + ",\n" + RANGE);
        backup("cut", "");
        try (var huge = new RandomAccessFile(
                backup("huge", RANGE).resolve("backup_manifest").toFile(), "rw")) {
            huge.setLength(257L << 20);
        }
        Files.writeString(Files.createDirectory(backups.resolve("own")).resolve("backup.properties"), "format=other");
        Files.createDirectories(backups.resolve(".hidden"));
        BackupPoint.Found found = BackupPoint.look(backups);
        assertEquals(1, found.backups().size());
        List<String> words = List.of(
                "incremental that is incremental",
                "packed in the tar format",
                "halfway without a backup_manifest",
                "spread with tablespaces",
                "promoted during which the server was promoted",
                "huge",
                "backup.properties",
                "which log makes the backup whole");
        assertEquals(words.size(), found.unusable().size(), found::toString);
        for (String each : words) {
            assertTrue(found.unusable().stream().anyMatch(said -> said.contains(each)), () -> each + " in " + found);
        }
        var refused = assertThrows(BackstayException.class, () -> BackupPoint.read(backups.resolve("spread")));
        assertTrue(refused.failure().message().contains("tablespaces"), refused.failure()::message);
    }

    private Path backup(String name, String ranges) throws Exception {
        Path folder = Files.createDirectory(backups.resolve(name));
        Files.writeString(
                folder.resolve("backup_label"),
                "START WAL LOCATION: 1/2000028 (file 000000020000000100000002)\nLABEL: nightly run\n");
        Path manifest = Files.writeString(folder.resolve("backup_manifest"), """
                        { "PostgreSQL-Backup-Manifest-Version": 2,
                        "System-Identifier": 7712349423995925733,
                        "Files": [
                        { "Path": "backup_label", "Size": 226, "Last-Modified": "2026-11-20 01:02:03 GMT" },
                        { "Path": "base/1/1255", "Size": 8192, "Last-Modified": "2026-11-19 10:00:00 GMT" }
                        ],
                        "WAL-Ranges": [
                        %s
                        ],
                        "Manifest-Checksum": "0000"}
                        """.formatted(ranges));
        Files.setLastModifiedTime(manifest, FileTime.from(DONE));
        return folder;
    }
}
