package io.backstay.act;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Makes the state folder, closed to others from its first moment, with the folder that crash notes go to.
///
/// A folder that is there already keeps its mode: whoever opened it to others may have meant it, and the
/// diagnostics show it.
final class StateFolder {
    private static final String LOGS = "logs";

    private StateFolder() {}

    /// Makes it if need be.
    ///
    /// @return the same folder
    static Path make(Path home) throws IOException {
        Path parent = home.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        makePrivate(home);
        makePrivate(home.resolve(LOGS));
        return home;
    }

    private static void makePrivate(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createDirectory(folder, ownerOnly);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }
}
