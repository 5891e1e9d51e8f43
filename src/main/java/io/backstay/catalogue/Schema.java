package io.backstay.catalogue;

import java.util.List;

/// The catalogue's tables, one script for each version.
///
/// Assets and restore tests are few and are kept as documents; points are many and have columns. Instants are
/// microseconds since 1970 in UTC.
final class Schema {
    private static final String BY_ID = "CREATE INDEX point_by_id ON point (id)";
    private static final String BY_TIME = "CREATE INDEX point_by_time ON point (taken_at DESC, id, asset)";
    private static final String OF_ASSET = "CREATE INDEX point_of_asset_by_time ON point (asset, taken_at DESC, id)";
    private static final String OF_KIND =
            "CREATE INDEX point_of_kind_by_time ON point (kind, taken_at DESC, id, asset)";

    private static final List<String> VERSION_1 = List.of(
            "CREATE TABLE asset (id TEXT PRIMARY KEY, observed_at INTEGER NOT NULL, document TEXT NOT NULL)",
            "CREATE TABLE restore_test (asset TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL,"
                    + " scenario TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (asset, at, kind, scenario))",
            "CREATE TABLE point (asset TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,"
                    + " taken_at INTEGER NOT NULL, completed_at INTEGER, expires_at INTEGER, status TEXT NOT NULL,"
                    + " size_bytes INTEGER, encryption TEXT, account TEXT, regions TEXT NOT NULL, visibility TEXT,"
                    + " locked_until INTEGER, lock_mode TEXT, triggered TEXT, based_on TEXT,"
                    + " source TEXT NOT NULL, observed_at INTEGER NOT NULL, PRIMARY KEY (asset, id))",
            BY_ID,
            BY_TIME,
            OF_ASSET,
            "CREATE TABLE point_count (asset TEXT NOT NULL, kind TEXT NOT NULL, points INTEGER NOT NULL,"
                    + " PRIMARY KEY (asset, kind))");

    /// The series hold again what the rules read of all points, in columns; see [PackedPoints].
    private static final List<String> VERSION_2 = List.of(
            "CREATE TABLE point_series (asset TEXT NOT NULL, part INTEGER NOT NULL, traits TEXT NOT NULL,"
                    + " columns BLOB NOT NULL, PRIMARY KEY (asset, part))",
            OF_KIND);

    /// What a later listing lacks, one row for each asset; see [PastPoints].
    private static final List<String> VERSION_3 =
            List.of("CREATE TABLE point_past (asset TEXT PRIMARY KEY, listed BLOB NOT NULL, traits TEXT NOT NULL,"
                    + " columns BLOB NOT NULL, ends BLOB NOT NULL)");

    /// When a part of a source, such as a region, was last listed completely.
    private static final List<String> VERSION_4 =
            List.of("CREATE TABLE part_listed (source TEXT NOT NULL, part TEXT NOT NULL, at INTEGER NOT NULL,"
                    + " PRIMARY KEY (source, part))");

    /// How the newest listing of a source went; see [io.backstay.estate.Heard].
    private static final List<String> VERSION_5 =
            List.of("CREATE TABLE source_heard (source TEXT PRIMARY KEY, at INTEGER NOT NULL, since INTEGER NOT NULL)");

    /// Facts about assets and about what is no asset, by the part of a source that tells them.
    private static final List<String> VERSION_6 = List.of(
            "CREATE TABLE circumstance (source TEXT NOT NULL, part TEXT NOT NULL, subject TEXT NOT NULL,"
                    + " kind TEXT NOT NULL, asset TEXT, value TEXT NOT NULL, sentence TEXT NOT NULL,"
                    + " observed_at INTEGER NOT NULL, PRIMARY KEY (source, part, subject, kind))",
            "CREATE INDEX circumstance_of_asset ON circumstance (asset)");

    /// What the last act of each sort on a source came to.
    private static final List<String> VERSION_7 =
            List.of("CREATE TABLE outcome (source TEXT NOT NULL, act TEXT NOT NULL, at INTEGER NOT NULL,"
                    + " document TEXT NOT NULL, PRIMARY KEY (source, act))");

    static final List<List<String>> VERSIONS =
            List.of(VERSION_1, VERSION_2, VERSION_3, VERSION_4, VERSION_5, VERSION_6, VERSION_7);

    /// The indexes of points that only make lists fast.
    static final List<String> POINT_INDEXES = List.of(BY_ID, BY_TIME, OF_ASSET, OF_KIND);

    private Schema() {}

    /// The name of an index, from the words that create it.
    static String nameOf(String index) {
        return index.split(" ", -1)[2];
    }
}
