package io.backstay.restore.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What must be true of a recovered server's holdings.
public final class HoldingsCheck {
    private HoldingsCheck() {}

    /// Looks at what was read, and holds it against what is known of that moment.
    ///
    /// @param known what the server held then, null when nobody knows
    public static List<Check> of(Holdings found, @Nullable Holdings known) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "Tables read in full",
                known == null ? "at least 1" : "%,d".formatted(known.tables().size()),
                "%,d with %,d rows".formatted(found.tables().size(), found.rows()),
                known == null
                        ? !found.tables().isEmpty()
                        : known.tables().size() == found.tables().size()));
        checks.add(Check.none("Sequences that would give a number twice", Holdings.few(found.behind())));
        checks.add(Check.none("Indexes and constraints that are not valid", Holdings.few(found.invalid())));
        if (known != null) {
            SortedSet<String> unlike = new TreeSet<>(known.roles());
            unlike.removeAll(found.roles());
            checks.add(Check.none("Roles that are missing (of " + known.roles().size() + ")", List.copyOf(unlike)));
            checks.add(Check.none(
                    "Tables whose rows differ from what they were (of "
                            + known.tables().size() + ")",
                    found.tablesUnlike(known)));
            checks.add(Check.none(
                    "Sequences that stand before where they stood (of "
                            + known.sequences().size() + ")",
                    found.sequencesBehind(known)));
        }
        return checks;
    }
}
