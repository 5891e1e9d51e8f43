package io.backstay.act.tenant;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.restore.Site;
import java.nio.file.Files;
import java.nio.file.Path;

/// The mappings of the state folder, each called after its connection. Such a file takes the place of the mapping that
/// comes with the connection, so that what `tenant show` shows is what is restored.
///
/// @param folder need not exist
public record OwnMappings(Path folder) {
    /// Where the mapping of a connection lies, if there is one.
    public Path file(String connection) {
        return folder.resolve(connection + ".yaml");
    }

    /// How a restore reaches the database of a connection, by the mapping of the state folder where there is one.
    ///
    /// @throws BackstayException when that file cannot be read
    public Site on(String connection, Site site) throws BackstayException {
        Path file = file(connection);
        return Files.exists(file) ? site.mappedBy(MappingFile.read(file)) : site;
    }
}
