package io.backstay.base;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;

/// What makes a new file its owner's alone from its first byte on.
public final class OwnerOnly {
    private OwnerOnly() {}

    /// The mode `rw-------`, and where there are no modes an access list with the owner of the folder alone.
    ///
    /// @param file that is to be made; an attribute is given to a new file only
    public static FileAttribute<?> of(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        }
        var alone = AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(
                        Files.getOwner(requireNonNull(file.toAbsolutePath().getParent())))
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build();
        return new FileAttribute<List<AclEntry>>() {
            @Override
            public String name() {
                return "acl:acl";
            }

            @Override
            public List<AclEntry> value() {
                return List.of(alone);
            }
        };
    }
}
