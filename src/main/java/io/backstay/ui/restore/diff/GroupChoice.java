package io.backstay.ui.restore.diff;

import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What can be chosen for all rows of one group at once, in a person's words. Conflicts and rows that are held back
/// are no part of it: each has a choice of its own.
public enum GroupChoice {
    KEEP_LIVE("Keep live", Choice.LIVE, Choice.LIVE, Choice.LIVE),
    BRING_BACK("Bring back lost, keep live", Choice.LAST_GOOD, Choice.LIVE, Choice.LIVE),
    MEND("Mend damaged", Choice.LIVE, Choice.LAST_GOOD, Choice.LIVE),
    BRING_BACK_AND_MEND("Bring back, mend damaged", Choice.LAST_GOOD, Choice.LAST_GOOD, Choice.LIVE),
    AS_IT_WAS("Everything as it was", Choice.LAST_GOOD, Choice.LAST_GOOD, Choice.LAST_GOOD);

    private static final List<RowClass> CLASSES =
            List.of(RowClass.LOST, RowClass.DAMAGED, RowClass.RETYPED, RowClass.REMOVED);

    private final String words;
    private final Choice lost;
    private final Choice damaged;
    private final Choice since;

    GroupChoice(String words, Choice lost, Choice damaged, Choice since) {
        this.words = words;
        this.lost = lost;
        this.damaged = damaged;
        this.since = since;
    }

    /// What a person reads.
    public String words() {
        return words;
    }

    /// Those that differ in what they do to this group; empty where there is nothing to choose.
    public static List<GroupChoice> offered(TableDiff group) {
        List<RowClass> present = present(group);
        List<GroupChoice> offered = new ArrayList<>();
        for (GroupChoice each : values()) {
            if (!present.isEmpty() && offered.stream().noneMatch(other -> each.sameAs(other, present))) {
                offered.add(each);
            }
        }
        return List.copyOf(offered);
    }

    /// What was chosen for this group; absent where there is nothing to choose, or where no one of these says it.
    public static Optional<GroupChoice> of(Choices choices, TableDiff group) {
        TableName table = TableName.of(group.table());
        if (choices.columns().containsKey(table)) {
            return Optional.empty();
        }
        return offered(group).stream()
                .filter(each -> present(group).stream()
                        .allMatch(rows -> choices.of(table, rows).equals(Optional.of(each.choice(rows)))))
                .findFirst();
    }

    /// The choices with this one for a group; it is about whole rows.
    Choices in(Choices choices, String table) {
        Choices made = choices.mending(TableName.of(table), Set.of());
        for (RowClass rows : CLASSES) {
            made = made.with(TableName.of(table), rows, choice(rows));
        }
        return made;
    }

    private static List<RowClass> present(TableDiff group) {
        return CLASSES.stream().filter(rows -> group.count(rows) > 0).toList();
    }

    private boolean sameAs(GroupChoice other, List<RowClass> present) {
        return present.stream().allMatch(rows -> choice(rows) == other.choice(rows));
    }

    private Choice choice(RowClass rows) {
        return switch (rows) {
            case LOST -> lost;
            case DAMAGED -> damaged;
            case RETYPED, REMOVED -> since;
            case CONFLICT, HELD, BLOCKED, UNCHANGED, ADDED ->
                throw new IllegalArgumentException("a group's choice says nothing of rows that are " + rows);
        };
    }
}
