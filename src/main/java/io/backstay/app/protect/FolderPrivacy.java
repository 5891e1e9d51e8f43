package io.backstay.app.protect;

import io.backstay.act.Protection;
import io.backstay.act.Protection.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Whether a folder is its owner's alone, and the owner is this user.
///
/// The owner is told from what the system lets us do and not from `/proc`, which belongs to root for a closed
/// process.
///
/// @param state ACTIVE when it is private
/// @param why   what was seen
record FolderPrivacy(State state, String why) {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
    private static final String ROOT = "root";

    /// Looks at a folder; links are followed.
    ///
    /// @param user the value of `user.name`
    static FolderPrivacy of(Path folder, String user) {
        if (!Files.isDirectory(folder)) {
            return new FolderPrivacy(State.UNKNOWN, folder + " is not there yet.");
        }
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FolderPrivacy(State.UNKNOWN, "Access lists of " + folder + " are not read on this system.");
        }
        try {
            Set<PosixFilePermission> modes = Files.getPosixFilePermissions(folder);
            String owner = Files.getOwner(folder).getName();
            String seen = folder + " has the mode " + PosixFilePermissions.toString(modes) + " and belongs to " + owner;
            boolean foreign = !Files.isReadable(folder) || (user.equals(ROOT) && !owner.equals(ROOT));
            boolean open = modes.stream().anyMatch(OTHERS::contains);
            return new FolderPrivacy(open || foreign ? State.INACTIVE : State.ACTIVE, seen + ".");
        } catch (IOException e) {
            return new FolderPrivacy(State.UNKNOWN, folder + " cannot be looked at: " + e.getMessage() + ".");
        }
    }

    /// As a protection, with what to do where it is missing.
    Protection named(String name, String advice) {
        return new Protection(name, state, state == State.INACTIVE ? why + " " + advice : why);
    }
}
