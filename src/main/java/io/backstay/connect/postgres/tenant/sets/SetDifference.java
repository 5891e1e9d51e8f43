package io.backstay.connect.postgres.tenant.sets;

import java.util.ArrayList;
import java.util.List;

/// What a file and a database do not have in common of one data set.
///
/// @param set       its name
/// @param file      how many rows the file has
/// @param database  how many rows of the tenant the database has
/// @param missing   rows that only the database has: what the customer is missing
/// @param added     rows that only the file has
/// @param changed   rows that both have, with different values
/// @param shown     the first of these rows
/// @param notes     what was left out of the comparison or not taken exactly, a sentence each
/// @param undecided why nobody can say whether anything differs, a sentence each; empty when it is known
public record SetDifference(
        String set,
        long file,
        long database,
        long missing,
        long added,
        long changed,
        List<DifferingRow> shown,
        List<String> notes,
        List<String> undecided) {
    public SetDifference {
        shown = List.copyOf(shown);
        notes = List.copyOf(notes);
        undecided = List.copyOf(undecided);
    }

    static SetDifference undecided(String set, List<String> notes, List<String> why) {
        return new SetDifference(set, 0, 0, 0, 0, 0, List.of(), notes, why);
    }

    /// The same with another note.
    public SetDifference noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new SetDifference(set, file, database, missing, added, changed, shown, more, undecided);
    }

    /// Rows that both have, with the same values.
    public long same() {
        return database - missing - changed;
    }

    /// Whether everything was compared and nothing differs.
    public boolean equal() {
        return undecided.isEmpty() && missing + added + changed == 0;
    }
}
