package io.backstay.lab.story;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import io.backstay.connect.http.HttpBody;
import io.backstay.lab.objects.LabStoreFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockedCopiesTest {
    @Test
    void aBackupThatCannotBePackedLeavesNoFileBesideTheBackups(@TempDir Path folder) throws Exception {
        Path backups = Files.createDirectory(folder.resolve("backups"));
        try (LabStoreFixture lab = new LabStoreFixture(folder.resolve("store"))) {
            var copies = new LockedCopies(lab.store());
            assertThrows(BackstayException.class, () -> copies.keepBackup(backups.resolve("base-0001")));
        }
        try (Stream<Path> left = Files.list(backups)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aFetchThatStopsHalfWayLeavesNothingThatTheNextWouldTakeForACopy(@TempDir Path folder) throws Exception {
        Path backups = Files.createDirectory(folder.resolve("backups"));
        Path log = Files.createDirectory(folder.resolve("log"));
        Path kept = Files.createDirectories(folder.resolve("kept").resolve("base-0001"));
        byte[] bytes = new byte[100_000];
        new Random(4).nextBytes(bytes);
        Files.write(kept.resolve("data"), bytes);
        Path whole = folder.resolve("whole.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(whole))) {
            zip.putNextEntry(new ZipEntry("data"));
            zip.write(bytes);
        }
        try (LabStoreFixture lab = new LabStoreFixture(folder.resolve("store"))) {
            byte[] half = Arrays.copyOf(Files.readAllBytes(whole), 50_000);
            lab.store().put("backups/base-0002.zip.000", HttpBody.of(half), "application/zip");
            lab.store().put("backups/base-0003.zip.000", HttpBody.of(new byte[10]), "application/zip");
            var copies = new LockedCopies(lab.store());
            copies.keepBackup(kept);
            Files.createDirectory(backups.resolve(".base-0001"));
            lab.put("log/000000010000000000000001", "a segment");
            assertThrows(BackstayException.class, () -> copies.fetch(backups, log));
            assertArrayEquals(
                    bytes, Files.readAllBytes(backups.resolve("base-0001").resolve("data")));
            try (Stream<Path> there = Files.list(backups)) {
                assertEquals(List.of(backups.resolve("base-0001")), there.toList());
            }
            try (Stream<Path> there = Files.list(log)) {
                assertEquals(List.of(log.resolve("000000010000000000000001")), there.toList());
            }
        }
    }
}
