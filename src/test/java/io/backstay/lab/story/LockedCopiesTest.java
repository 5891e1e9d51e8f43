package io.backstay.lab.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import io.backstay.lab.objects.LabStoreFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
}
