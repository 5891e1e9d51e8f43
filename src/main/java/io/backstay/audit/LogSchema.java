package io.backstay.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The tables of the record, version by version.
final class LogSchema {
    /// The newest version of the tables.
    static final int VERSION = 2;

    /// What is kept of an entry in columns, for finding it; each is what the leaf says under the same name.
    static final List<String> COLUMNS = List.of("act", "target", "actor", "tenant", "run", "type", "intent");

    private static final String REFUSED = " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END";
    private static final String ENTRY_UPDATES =
            "CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry" + REFUSED;

    private static final List<String> VERSION_1 = List.of(
            "CREATE TABLE entry (seq INTEGER PRIMARY KEY, case_id TEXT, leaf BLOB NOT NULL,"
                    + " leaf_hash BLOB NOT NULL, root_after BLOB NOT NULL)",
            "CREATE INDEX entry_by_case ON entry (case_id, seq)",
            ENTRY_UPDATES,
            "CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry" + REFUSED);

    private LogSchema() {}

    /// The scripts of all versions.
    ///
    /// @param origin the name of the record, in case that it has none yet: letters, digits and a slash
    static List<List<String>> versions(String origin) {
        return List.of(VERSION_1, version2(origin));
    }

    /// The columns of entries that are there already are filled from their leaves; one that cannot be read stays
    /// without, and verification says so.
    private static List<String> version2(String origin) {
        List<String> script = new ArrayList<>();
        script.add("DROP TRIGGER entry_is_never_changed");
        for (String column : COLUMNS) {
            script.add("ALTER TABLE entry ADD COLUMN " + column + (column.equals("intent") ? " INTEGER" : " TEXT"));
        }
        String leaf = "CAST(leaf AS TEXT)";
        for (String column : List.of("act", "target", "actor", "type", "intent")) {
            script.add("UPDATE entry SET %s = json_extract(%s, '$.%s') WHERE json_valid(%s)"
                    .formatted(column, leaf, column, leaf));
        }
        script.add(ENTRY_UPDATES);
        script.add("CREATE INDEX entry_by_act ON entry (act, target, seq)");
        for (String column : List.of("tenant", "run", "intent")) {
            script.add("CREATE INDEX entry_by_%s ON entry (%s, seq) WHERE %s IS NOT NULL"
                    .formatted(column, column, column));
        }
        script.add("CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note BLOB NOT NULL)");
        script.add("CREATE TABLE origin (name TEXT NOT NULL)");
        script.add("INSERT INTO origin (name) VALUES ('" + origin + "')");
        for (String table : List.of("checkpoint", "origin")) {
            Stream.of("UPDATE", "DELETE")
                    .map(change -> "CREATE TRIGGER %s_stands_against_%s BEFORE %s ON %s%s"
                            .formatted(table, change.toLowerCase(Locale.ROOT), change, table, REFUSED))
                    .forEach(script::add);
        }
        return List.copyOf(script);
    }
}
