package io.backstay.connect.postgres.tenant.sets;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row that differs between a file and a database.
///
/// @param line  where it begins in the file; absent when it is not there
/// @param key   what tells it apart
/// @param cells of a changed row those that differ, of any other all that have a value
public record DifferingRow(Kind kind, @Nullable Long line, List<Value> key, List<Cell> cells) {
    /// How it differs.
    public enum Kind {
        /// Only the database has it.
        MISSING,
        /// Both have it.
        CHANGED,
        /// Only the file has it.
        ADDED
    }

    /// A value under its heading, masked where it is personal.
    public record Value(String heading, @Nullable String value) {}

    /// The values of both sides, masked where they are personal.
    ///
    /// @param file     absent where there is none
    /// @param database absent where there is none
    public record Cell(
            String heading, @Nullable String file, @Nullable String database) {}
}
