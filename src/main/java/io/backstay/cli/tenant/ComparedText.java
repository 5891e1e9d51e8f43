package io.backstay.cli.tenant;

import io.backstay.act.tenant.DataSets;
import io.backstay.base.Counts;
import io.backstay.base.Utc;
import io.backstay.connect.postgres.tenant.sets.DifferingRow;
import io.backstay.connect.postgres.tenant.sets.SetDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A comparison, for people and for programs.
final class ComparedText {
    private ComparedText() {}

    static Map<String, @Nullable Object> document(DataSets.Compared done) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("connection", done.connection());
        document.put("tenant", done.tenant());
        document.put("from", done.from());
        document.put("asOf", done.asOf());
        document.put("sets", done.sets().stream().map(ComparedText::set).toList());
        document.put("absent", done.absent());
        document.put("notes", done.notes());
        document.put("out", done.out());
        return document;
    }

    private static Map<String, Object> set(SetDifference each) {
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("set", each.set());
        set.put("file", each.file());
        set.put("database", each.database());
        set.put("same", each.same());
        set.put("missing", each.missing());
        set.put("added", each.added());
        set.put("changed", each.changed());
        set.put("equal", each.equal());
        set.put("shown", each.shown());
        set.put("notes", each.notes());
        set.put("undecided", each.undecided());
        return set;
    }

    static List<String> lines(DataSets.Compared done) {
        List<String> lines = new ArrayList<>();
        lines.add("Compared with " + done.from() + " as of " + Utc.words(done.asOf()) + ":");
        for (SetDifference each : done.sets()) {
            lines.addAll(lines(each));
        }
        done.notes().forEach(note -> lines.add("note: " + note));
        if (!done.absent().isEmpty()) {
            lines.add("No file for " + String.join(", ", done.absent()) + ".");
        }
        if (done.out() != null) {
            lines.add("The missing rows are in " + done.out() + ".");
        }
        return lines;
    }

    private static List<String> lines(SetDifference set) {
        List<String> lines = new ArrayList<>();
        if (!set.undecided().isEmpty()) {
            lines.add(set.set() + ": not compared");
            set.undecided().forEach(why -> lines.add("  ! " + why));
        } else {
            lines.add(set.set() + ": " + Counts.of(set.missing(), "row") + " missing from the file, "
                    + Counts.of(set.changed()) + " changed, " + Counts.of(set.added()) + " only in the file, "
                    + Counts.of(set.same()) + " the same");
        }
        set.shown().forEach(row -> lines.addAll(row(row)));
        set.notes().forEach(note -> lines.add("  note: " + note));
        return lines;
    }

    private static List<String> row(DifferingRow row) {
        String key = row.key().stream()
                .map(each -> each.heading() + " " + each.value())
                .collect(Collectors.joining(", "));
        String line = row.line() == null ? "" : ", line " + row.line();
        List<String> lines = new ArrayList<>();
        switch (row.kind()) {
            case MISSING -> lines.add("  missing  " + key + ": " + values(row, false));
            case ADDED -> lines.add("  added    " + key + line + ": " + values(row, true));
            case CHANGED -> {
                lines.add("  changed  " + key + line);
                row.cells()
                        .forEach(each -> lines.add("    " + each.heading() + ": " + shown(each.database())
                                + " in the database, " + shown(each.file()) + " in the file"));
            }
        }
        return lines;
    }

    private static String values(DifferingRow row, boolean file) {
        return row.cells().stream()
                .map(each -> each.heading() + " " + shown(file ? each.file() : each.database()))
                .collect(Collectors.joining(", "));
    }

    private static String shown(@Nullable String value) {
        return value == null ? "nothing" : value.isEmpty() ? "an empty text" : value;
    }
}
