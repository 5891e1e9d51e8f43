package io.backstay.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What every [Storage] promises.
abstract class StorageContract {
    private static final ByteSize LIMIT = new ByteSize(8);

    /// An empty folder that exists.
    abstract Path folder();

    abstract Storage storage();

    private Path file(String name) {
        return folder().resolve(name);
    }

    private void make(String name, String text) throws BackstayException {
        try (Storage.NewFile made = storage().create(file(name))) {
            made.write(text.getBytes(StandardCharsets.UTF_8));
            made.force();
        }
    }

    private String text(String name) throws BackstayException {
        return new String(storage().read(file(name), LIMIT), StandardCharsets.UTF_8);
    }

    private static Failure refused(Executable act) {
        return assertThrows(BackstayException.class, act).failure();
    }

    @Test
    void whatIsWrittenIsRead() throws BackstayException {
        try (Storage.NewFile made = storage().create(file("a"))) {
            made.write(new byte[] {1, 2});
            made.write(new byte[] {3});
            made.force();
        }
        assertArrayEquals(new byte[] {1, 2, 3}, storage().read(file("a"), LIMIT));
        storage().forceFolder(folder());
    }

    @Test
    void anExistingFileIsNotMadeAgain() throws BackstayException {
        make("a", "old");
        assertInstanceOf(Failure.Unwritable.class, refused(() -> storage().create(file("a"))));
        assertEquals("old", text("a"));
    }

    @Test
    void readingHasALimit() throws BackstayException {
        make("a", "12345678");
        make("b", "123456789");
        assertEquals("12345678", text("a"));
        assertInstanceOf(Failure.TooLarge.class, refused(() -> storage().read(file("b"), LIMIT)));
        assertInstanceOf(Failure.NotFound.class, refused(() -> storage().read(file("c"), LIMIT)));
    }

    @Test
    void aMoveReplacesAndLeavesOneName() throws BackstayException {
        make("a", "new");
        make("b", "old");
        storage().move(file("a"), file("b"));
        assertEquals("new", text("b"));
        assertFalse(storage().exists(file("a")));
        assertThrows(BackstayException.class, () -> storage().move(file("a"), file("b")));
    }

    @Test
    void aMoveOntoASecondNameOfTheSameFileLeavesOneName() throws BackstayException {
        make("a", "same");
        assertTrue(storage().link(file("a"), file("b")));
        storage().move(file("a"), file("b"));
        assertEquals("same", text("b"));
        assertFalse(storage().exists(file("a")));
    }

    @Test
    void aSecondNameOutlivesTheFirst() throws BackstayException {
        make("a", "one");
        make("b", "two");
        assertThrows(BackstayException.class, () -> storage().link(file("a"), file("b")));
        assertTrue(storage().link(file("a"), file("c")));
        storage().move(file("b"), file("a"));
        assertEquals("one", text("c"));
        assertEquals("two", text("a"));
    }

    @Test
    void deletingTwiceIsDeletingOnce() throws BackstayException {
        make("a", "one");
        storage().delete(file("a"));
        storage().delete(file("a"));
        assertFalse(storage().exists(file("a")));
    }

    @Test
    void filesAreListedByTheirBeginning() throws BackstayException {
        make(".v.2.tmp", "");
        make(".v.1.tmp", "");
        make("v", "");
        assertEquals(List.of(file(".v.1.tmp"), file(".v.2.tmp")), storage().list(folder(), ".v."));
    }

    @Test
    void aLockIsHeldOnceAndTakenAgain() throws BackstayException {
        try (Storage.Held _ = storage().lock(file(".lock"))) {
            assertInstanceOf(Failure.Conflict.class, refused(() -> storage().lock(file(".lock"))));
        }
        storage().lock(file(".lock")).close();
    }

    @Test
    void aFileLiesInAFolderThatExists() throws BackstayException {
        assertEquals("a", storage().locate(file("a")).getFileName().toString());
        Path nowhere = folder().resolve("nowhere").resolve("a");
        assertThrows(BackstayException.class, () -> storage().locate(nowhere));
    }

    @Test
    void anInterruptBreaksNothingAndIsKept() throws BackstayException {
        Thread.currentThread().interrupt();
        try {
            make("a", "whole");
            storage().forceFolder(folder());
            storage().lock(file(".lock")).close();
            assertEquals("whole", text("a"));
        } finally {
            assertTrue(Thread.interrupted(), "the interrupt is still there");
        }
    }
}
