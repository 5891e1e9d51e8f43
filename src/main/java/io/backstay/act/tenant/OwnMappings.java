package io.backstay.act.tenant;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.restore.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

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

    /// A mapping, and where it comes from in words.
    record Chosen(String name, MappingFile file) {}

    /// The mapping of a connection: the one that was named, else that of the state folder, else the one that comes
    /// with it.
    ///
    /// @param file absent where none was named
    /// @throws BackstayException when there is none, or when it cannot be read
    Chosen choose(String connection, TenantDatabases.Database database, @Nullable Path file) throws BackstayException {
        Path usual = database.file() == null ? file(connection) : database.file();
        if (file != null || Files.exists(usual)) {
            Path chosen = file == null ? usual : file;
            return new Chosen(chosen.toString(), MappingFile.read(chosen));
        }
        MappingFile known = database.known();
        if (known == null) {
            throw new BackstayException(new Failure.NotFound(
                    "A mapping for " + connection,
                    "Draft one with 'backstay tenant map --connection " + connection + " --draft " + usual
                            + "' and confirm it."));
        }
        return new Chosen("the mapping that comes with " + connection, known);
    }
}
