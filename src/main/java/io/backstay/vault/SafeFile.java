package io.backstay.vault;

import static java.util.Objects.requireNonNull;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Storage;
import io.backstay.seal.Digest;
import io.backstay.vault.format.Bytes;
import io.backstay.vault.format.Sealed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A file that is only ever replaced as a whole: written beside, forced, read back, and then renamed in one step.
/// Whatever happens, the old or the new file lies there.
final class SafeFile {
    private static final int MARK_BYTES = 8;
    private static final String UNFINISHED = ".tmp";
    private static final String LOCK = ".lock";
    private static final String ENDING = ".bsvault";

    private final Path named;
    private final Storage storage;
    private final RandomGenerator random;

    SafeFile(Path named, Storage storage, RandomGenerator random) {
        this.named = named;
        this.storage = storage;
        this.random = random;
    }

    /// As it was named.
    Path named() {
        return named;
    }

    boolean exists() throws BackstayException {
        return storage.exists(named) && storage.exists(storage.locate(named));
    }

    byte[] read() throws BackstayException {
        return storage.read(storage.locate(named), Sealed.FILE_MAX);
    }

    /// The copy of the content before, or null when there is none.
    @Nullable
    Path keptCopy() throws BackstayException {
        Path kept = kept(storage.locate(named));
        return storage.exists(kept) ? kept : null;
    }

    /// The files beside it whose names begin like its own or end in its ending, itself included.
    List<Path> family() throws BackstayException {
        Path file = storage.locate(named);
        String name = String.valueOf(file.getFileName());
        return storage.list(folder(file), "").stream()
                .filter(each -> {
                    String other = String.valueOf(each.getFileName());
                    return (other.contains(name) || other.endsWith(ENDING)) && !other.endsWith(LOCK);
                })
                .toList();
    }

    /// Gives the file, or its kept copy, another name beside, so that there is room for another one.
    ///
    /// @return the new name
    Path setAside(boolean keptCopy, String ending) throws BackstayException {
        Path file = storage.locate(named);
        try (Storage.Held _ = storage.lock(beside(file, LOCK))) {
            Path from = keptCopy ? kept(file) : file;
            Path aside = file.resolveSibling(from.getFileName() + ending);
            if (storage.exists(aside)) {
                throw new BackstayException(
                        new Failure.Conflict("A file " + aside + " exists already", "Try again in a second."));
            }
            storage.move(from, aside);
            storage.forceFolder(folder(file));
            return aside;
        }
    }

    /// Removes what killed saves left behind. Nothing depends on it, so that a vault on a read-only disk can be
    /// opened.
    void clean() {
        try {
            Path file = storage.locate(named);
            try (Storage.Held _ = storage.lock(beside(file, LOCK))) {
                clean(file);
            }
        } catch (BackstayException e) {
            System.getLogger(SafeFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "left what killed saves left: {0}", e.getMessage());
        }
    }

    private void clean(Path file) throws BackstayException {
        for (Path left : storage.list(folder(file), "." + file.getFileName() + ".")) {
            if (left.toString().endsWith(UNFINISHED)) {
                storage.delete(left);
            }
        }
    }

    /// Begins to replace the file; nobody else can until the answer is closed.
    ///
    /// @param expectedHash the SHA-256 of the file that is replaced, or null when there must be none
    Replacing begin(@Nullable String expectedHash) throws BackstayException {
        Path file = storage.locate(named);
        Storage.Held held = storage.lock(beside(file, LOCK));
        return new Replacing(file, held, expectedHash);
    }

    /// A file that was located always lies in a folder.
    private static Path folder(Path file) {
        return requireNonNull(file.getParent());
    }

    private static Path kept(Path file) {
        return file.resolveSibling(file.getFileName() + ".prev");
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling("." + file.getFileName() + ending);
    }

    /// Finds a file that was written to be what it should be.
    ///
    /// @param <T> what it is
    @FunctionalInterface
    interface Verification<T> {
        T verify(byte[] readBack) throws BackstayException;
    }

    /// What becomes of the old file before the new one has its name.
    @FunctionalInterface
    private interface Before {
        void run() throws BackstayException;
    }

    /// One replacement, under the lock.
    final class Replacing implements AutoCloseable {
        private final Path file;
        private final Storage.Held held;
        private final @Nullable String expectedHash;

        private Replacing(Path file, Storage.Held held, @Nullable String expectedHash) {
            this.file = file;
            this.held = held;
            this.expectedHash = expectedHash;
        }

        /// Puts the bytes in place of the file. When it fails, the old file lies there untouched.
        ///
        /// @param keepCopy whether the old content is kept beside; if not, no earlier copy is left
        <T> T place(byte[] bytes, boolean keepCopy, Verification<T> verification) throws BackstayException {
            return place(bytes, () -> keepOrForget(keepCopy), verification);
        }

        /// Puts the kept copy in place of the file, which gets another name beside; the kept copy stays as well.
        ///
        /// @param ending of that name
        /// @return where the file that was replaced lies now
        Path placeKept(String ending, Verification<?> verification) throws BackstayException {
            Path aside = file.resolveSibling(file.getFileName() + ending);
            place(storage.read(kept(file), Sealed.FILE_MAX), () -> setAside(aside), verification);
            return aside;
        }

        private void setAside(Path aside) throws BackstayException {
            if (!storage.link(file, aside)) {
                write(aside, storage.read(file, Sealed.FILE_MAX));
            }
            storage.forceFolder(folder(file));
        }

        private <T> T place(byte[] bytes, Before before, Verification<T> verification) throws BackstayException {
            clean(file);
            Path fresh = beside(file, "." + Bytes.random(MARK_BYTES, random).hex() + UNFINISHED);
            boolean placed = false;
            try {
                write(fresh, bytes);
                byte[] readBack = storage.read(fresh, Sealed.FILE_MAX);
                if (!Arrays.equals(readBack, bytes)) {
                    throw new BackstayException(new Failure.Unwritable(
                            file.toString(), "the disk gives back other bytes than were written"));
                }
                T verified = verification.verify(readBack);
                requireUnchanged();
                before.run();
                rename(fresh, bytes);
                placed = true;
                return verified;
            } finally {
                if (!placed) {
                    discard(fresh);
                }
            }
        }

        /// A rename may be done and reported as failed; what lies there tells, and must be known, for it may open
        /// with another passphrase.
        private void rename(Path fresh, byte[] bytes) throws BackstayException {
            try {
                storage.move(fresh, file);
            } catch (BackstayException e) {
                if (!holds(bytes)) {
                    throw e;
                }
            }
        }

        private boolean holds(byte[] bytes) {
            try {
                return Arrays.equals(storage.read(file, Sealed.FILE_MAX), bytes);
            } catch (BackstayException e) {
                return false;
            }
        }

        private void write(Path fresh, byte[] bytes) throws BackstayException {
            try (Storage.NewFile created = storage.create(fresh)) {
                created.write(bytes);
                created.force();
            }
        }

        private void requireUnchanged() throws BackstayException {
            boolean exists = storage.exists(file);
            if (expectedHash == null && exists) {
                throw new BackstayException(
                        new Failure.Conflict("A file " + named + " exists already", "Choose another name."));
            }
            if (expectedHash != null
                    && !(exists
                            && Digest.hex(storage.read(file, Sealed.FILE_MAX)).equals(expectedHash))) {
                throw new BackstayException(new Failure.Conflict(
                        named + " was changed underneath, by another program or another Backstay",
                        "Lock and unlock the vault to see what lies there now, then make the change again."));
            }
        }

        /// The earlier copy is forgotten for good before the new content is there, so that a new passphrase never
        /// lives beside a copy that opens with the old one.
        private void keepOrForget(boolean keepCopy) throws BackstayException {
            Path kept = kept(file);
            if (expectedHash != null && keepCopy) {
                storage.delete(kept);
                storage.link(file, kept);
            } else if (expectedHash != null) {
                storage.delete(kept);
                storage.forceFolder(folder(file));
            }
        }

        private void discard(Path fresh) {
            try {
                storage.delete(fresh);
            } catch (BackstayException e) {
                System.getLogger(SafeFile.class.getName())
                        .log(System.Logger.Level.WARNING, "left {0}: {1}", fresh, e.getMessage());
            }
        }

        /// Makes what was placed last.
        ///
        /// @throws BackstayException when the disk does not promise that; the new file lies there all the same
        void confirm() throws BackstayException {
            try {
                storage.forceFolder(folder(file));
            } catch (BackstayException e) {
                throw new BackstayException(
                        new Failure.Unwritable(
                                named.toString(),
                                "the new vault is in place, but the disk does not promise to keep it (" + e.getMessage()
                                        + ")"),
                        e);
            }
        }

        @Override
        public void close() {
            held.close();
        }
    }
}
