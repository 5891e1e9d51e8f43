package io.backstay.base;

import java.nio.file.Path;
import java.util.List;

/// Durable work on files: the few operations from which a save that survives a power cut is built.
///
/// Implementations must
///
/// - make a new file readable and writable by its owner only, from the moment it exists;
/// - promise nothing about bytes before [NewFile#force] returned, and nothing about names before [#forceFolder]
///   did;
/// - let no interrupt break an operation: it is kept for whoever waits next;
/// - say what went wrong as a [BackstayException], and never try a failed force again.
public interface Storage {
    /// Where a file really lies: links are followed, also those of its folders.
    ///
    /// @throws BackstayException when its folder does not exist, or is one that everybody may write to
    Path locate(Path file) throws BackstayException;

    /// Makes a new, empty file, for its owner only.
    ///
    /// @throws BackstayException when a file of that name exists
    NewFile create(Path file) throws BackstayException;

    /// The bytes of a file.
    ///
    /// @throws BackstayException when it does not exist or holds more than the limit
    byte[] read(Path file, ByteSize limit) throws BackstayException;

    /// Gives a file another name at once: afterwards the new name stands for all of it, and the old name is gone.
    /// A file that had the new name before is gone too. Refused where that cannot be done in one step.
    void move(Path from, Path to) throws BackstayException;

    /// Gives a file a second name that must not exist yet.
    ///
    /// @return false where the file system knows no second names; nothing was done then
    boolean link(Path from, Path to) throws BackstayException;

    /// Removes a name; one that does not exist is removed already.
    void delete(Path file) throws BackstayException;

    /// Makes every change of names in the folder last.
    void forceFolder(Path folder) throws BackstayException;

    /// Whether there is a file of that name.
    boolean exists(Path file) throws BackstayException;

    /// The files of a folder whose names begin so, in order.
    ///
    /// @throws BackstayException when there are more than the implementation's limit
    List<Path> list(Path folder, String prefix) throws BackstayException;

    /// Takes hold of a lock file, making it when there is none, until the answer is closed. It does not wait.
    ///
    /// @throws BackstayException when another process, or another part of this one, has it (a conflict)
    Held lock(Path file) throws BackstayException;

    /// A file being made; closing it before [#force] leaves a file that a power cut may empty or tear.
    interface NewFile extends AutoCloseable {
        /// Adds the bytes.
        void write(byte[] bytes) throws BackstayException;

        /// Makes the bytes last. When it fails the file must be thrown away: a second try may lie.
        void force() throws BackstayException;

        @Override
        void close() throws BackstayException;
    }

    /// A lock in hand.
    interface Held extends AutoCloseable {
        @Override
        void close();
    }
}
