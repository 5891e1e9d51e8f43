package io.backstay.act.tenant;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hands a tenant its own rows, and nobody else's.
public interface TenantExports {
    /// Writes one file per table into a new folder, as live stands at one moment, and beside them `export.json`,
    /// which names each with its rows and its SHA-256, and for a database `load.sql`. Personal data stands there
    /// unmasked.
    ///
    /// @throws BackstayException when the folder exists, or when nobody has confirmed how the rows are found; the
    ///                           folder is not there then
    Result export(Order order, Progress progress) throws BackstayException, InterruptedException;

    /// What to write, and where to.
    ///
    /// @param connection by its name
    /// @param mapping    how rows are found; absent for the one of the connection
    /// @param form       for whom it is written
    /// @param folder     that does not exist; its parent does
    record Order(
            String connection, TenantId tenant, @Nullable Path mapping, Form form, Path folder) {}

    /// For whom rows are written.
    enum Form {
        /// For people: CSV (RFC 4180) in the order of the key, harmless in a spreadsheet.
        CSV,
        /// For another database: as `COPY` takes it, value for value, with a script that loads it.
        COPY
    }

    /// What was written.
    ///
    /// @param asOf   the moment that all rows are of, by the database's clock
    /// @param tables parents first
    record Result(String connection, String tenant, String folder, Instant asOf, List<File> tables) {
        /// All rows.
        public long rows() {
            return tables.stream().mapToLong(File::rows).sum();
        }
    }

    /// One table.
    ///
    /// @param label what people call it
    /// @param file  its name in the folder
    record File(String table, String label, String file, long rows, String sha256) {}
}
