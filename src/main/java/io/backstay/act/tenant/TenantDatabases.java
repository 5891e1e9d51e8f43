package io.backstay.act.tenant;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The databases that can be looked at, by the names of their connections.
@FunctionalInterface
public interface TenantDatabases {
    /// A database.
    ///
    /// @param reader a login that sees every row and can change none
    /// @param known  the mapping that comes with it; absent where a person has to make one
    /// @param file   where its mapping lies or will lie; absent for the usual place in the state folder
    record Database(
            Login reader,
            @Nullable MappingFile known,
            @Nullable Path file) {
        /// A database whose mapping lies in the usual place.
        public Database(Login reader, @Nullable MappingFile known) {
            this(reader, known, null);
        }
    }

    /// Finds the database of a connection, and starts what it needs.
    ///
    /// @throws BackstayException when no connection has that name
    Database find(String connection, Progress progress) throws BackstayException, InterruptedException;
}
