package io.backstay.act.tenant;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.sets.SetDifference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The data sets that a tenant is handed, such as its invoices: what they are, writing them from live or from a
/// recovery point, and what a set that the customer has is missing.
public interface DataSets {
    /// The data sets of a connection's mapping.
    ///
    /// @param tenant whose rows of live are counted, and whose tables the sets are held against; absent to
    ///               only read the mapping
    List<Described> list(String connection, @Nullable TenantId tenant, @Nullable Path mapping, Progress progress)
            throws BackstayException, InterruptedException;

    /// Writes data sets into a new folder, one CSV file each, all as of one moment, and `export.json` beside
    /// them, which names each with its rows and its SHA-256. Personal data stands there unmasked.
    ///
    /// @throws BackstayException when the folder exists, when nobody has confirmed how the rows are found, or
    ///                           when a set does not fit the database; the folder is not there then
    Exported export(Order order, Progress progress) throws BackstayException, InterruptedException;

    /// Compares a file with what a database has, or a folder, in which each file is called after its set.
    /// Nothing is changed.
    ///
    /// @throws BackstayException when a file is no CSV, with the line and the column
    Compared compare(Question question, Progress progress) throws BackstayException, InterruptedException;

    /// Which state of a database is read.
    sealed interface From {
        /// As it is now.
        record Live() implements From {}

        /// As it was: recovered into scratch, which is removed again.
        ///
        /// @param point the base backup to begin with, by its name; absent for the newest that reaches it
        /// @param at    the moment; absent for the end of that backup, or without one for the latest
        record Then(@Nullable String point, @Nullable Instant at) implements From {}
    }

    /// A data set, as the mapping has it.
    ///
    /// @param label    what people call its table
    /// @param columns  each with its heading, in the order of the file
    /// @param without  columns that are left out on purpose
    /// @param unsaid   columns of the table about which the mapping says nothing; they are left out, too
    /// @param rows     of the tenant in live; absent where no tenant was named
    /// @param problems what keeps it from being read, a sentence each
    record Described(
            String name,
            String table,
            String label,
            List<Heading> columns,
            List<String> without,
            List<String> unsaid,
            @Nullable Long rows,
            List<String> problems) {}

    /// A column and what it is called in the file.
    record Heading(String column, String heading) {}

    /// What to write, and where to.
    ///
    /// @param sets      by their names; empty for all
    /// @param orderMark whether files begin with a byte order mark, by which Excel knows UTF-8
    /// @param folder    that does not exist; its parent does
    record Order(Whose whose, From from, List<String> sets, boolean orderMark, Path folder) {}

    /// Whose rows, in which database.
    ///
    /// @param mapping how they are found and what the sets are; absent for the one of the connection
    record Whose(
            String connection, TenantId tenant, @Nullable Path mapping) {}

    /// What was written.
    ///
    /// @param from `live`, or the base backup that was recovered
    /// @param asOf the moment that all rows are of: in live by the database's clock
    record Exported(String connection, String tenant, String from, Instant asOf, String folder, List<SetFile> sets) {
        /// All rows.
        public long rows() {
            return sets.stream().mapToLong(SetFile::rows).sum();
        }
    }

    /// One file.
    ///
    /// @param set  the name of the data set
    /// @param file its name in the folder
    record SetFile(String set, String table, String file, long rows, String sha256) {}

    /// What to compare.
    ///
    /// @param path a file, or a folder
    /// @param sets those that are meant, by their names; empty for all that the folder has, or for the one that
    ///             the file is called after
    /// @param look how the answer is told
    /// @param out  where the rows go that the file is missing: a new file, or for a folder a new folder; absent
    ///             for nowhere
    record Question(
            Whose whose,
            From from,
            Path path,
            List<String> sets,
            Look look,
            @Nullable Path out) {}

    /// How an answer is told.
    ///
    /// @param shown  how many rows of each kind at most
    /// @param reveal why personal data is shown; absent to mask it
    record Look(int shown, @Nullable String reveal) {}

    /// What differs.
    ///
    /// @param from   `live`, or the base backup that was recovered
    /// @param absent sets of the mapping for which the folder has no file
    /// @param notes  files that were passed over, a sentence each
    /// @param out    where missing rows were written; absent where they were not
    record Compared(
            String connection,
            String tenant,
            String from,
            Instant asOf,
            List<SetDifference> sets,
            List<String> absent,
            List<String> notes,
            @Nullable String out) {}
}
