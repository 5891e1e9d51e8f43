package io.backstay.connect.postgres.tenant.diff;

import org.jspecify.annotations.Nullable;

/// One row of a diff, for a person to look at; values are shortened and personal data is masked.
///
/// @param id       tells the row apart from every other one in its table, for [Choices]; a digest where the key is
///                 personal, empty where the table has none
/// @param key      the primary key as people write it, such as `1042`; masked like any other value
/// @param lastGood the row in the last good state, absent when it was not there
/// @param damaged  the row after the incident, absent when it was not there or nobody looked
/// @param live     the row in live, absent when it is not there
/// @param write    what will be done about it
public record SampleRow(
        String table,
        RowClass finding,
        String id,
        String key,
        @Nullable String lastGood,
        @Nullable String damaged,
        @Nullable String live,
        Write write) {

    /// What will be done about a row.
    public enum Write {
        /// It will be inserted.
        INSERT,
        /// The live row will be given its last good values.
        UPDATE,
        /// It stays as it is in live.
        NOTHING,
        /// Somebody has to choose first.
        UNDECIDED
    }
}
