package io.backstay.restore.environment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a database server holds, every row of every table read once.
///
/// @param roles     who may log in or own something, the server's own left out
/// @param tables    by `database.schema.table`
/// @param sequences by `database.schema.sequence`: the last number that was given out, 0 when none was
/// @param behind    sequences that would give a number which a row has already
/// @param invalid   indexes and constraints that the server itself calls not valid
public record Holdings(
        SortedSet<String> roles,
        SortedMap<String, TableState> tables,
        SortedMap<String, Long> sequences,
        List<String> behind,
        List<String> invalid) {
    private static final int NAMED_MAX = 5;

    public Holdings {
        roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
        sequences = Collections.unmodifiableSortedMap(new TreeMap<>(sequences));
        behind = List.copyOf(behind);
        invalid = List.copyOf(invalid);
    }

    /// One table.
    ///
    /// @param digest over the text of all rows, whatever their order
    public record TableState(long rows, String digest) {}

    /// All rows together.
    public long rows() {
        return tables.values().stream().mapToLong(TableState::rows).sum();
    }

    /// Tables that differ from another server's, in either direction, a clause each; at most a few are named.
    public List<String> tablesUnlike(Holdings other) {
        SortedSet<String> names = new TreeSet<>(tables.keySet());
        names.addAll(other.tables.keySet());
        List<String> unlike = new ArrayList<>();
        for (String name : names) {
            TableState here = tables.get(name);
            TableState there = other.tables.get(name);
            if (here == null || there == null) {
                unlike.add(name + (here == null ? " is missing" : " is one too many"));
            } else if (!here.equals(there)) {
                unlike.add(
                        here.rows() == there.rows()
                                ? name + " has other values"
                                : name + " has " + here.rows() + " rows instead of " + there.rows());
            }
        }
        return few(unlike);
    }

    /// Sequences that are missing or stand before another server's; one may stand after it, because a server that
    /// starts again leaves out numbers that it had kept ready.
    public List<String> sequencesBehind(Holdings other) {
        List<String> unlike = new ArrayList<>();
        for (Map.Entry<String, Long> each : other.sequences.entrySet()) {
            Long here = sequences.get(each.getKey());
            if (here == null || here < each.getValue()) {
                unlike.add(each.getKey() + (here == null ? " is missing" : " stands at " + here));
            }
        }
        return few(unlike);
    }

    /// The first few, and how many more there are.
    public static List<String> few(List<String> all) {
        if (all.size() <= NAMED_MAX) {
            return List.copyOf(all);
        }
        List<String> few = new ArrayList<>(all.subList(0, NAMED_MAX));
        few.add((all.size() - NAMED_MAX) + " more");
        return List.copyOf(few);
    }
}
