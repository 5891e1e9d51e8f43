package io.backstay.ui.restore.diff;

import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// What a person chooses for the rows that differ. Each choice is carried out at once: it is recorded and
/// everything
/// is compared again; while that runs, or after the plan, nothing can be chosen.
public final class Deciding {
    private final ReadOnlyObjectWrapper<Choices> choices = new ReadOnlyObjectWrapper<>(Choices.DEFAULT);
    private final BooleanProperty possible = new SimpleBooleanProperty(false);
    private Consumer<Choices> carry = _ -> {};

    Deciding() {}

    /// What was chosen, as the comparison on the screen has it.
    public ReadOnlyObjectProperty<Choices> choicesProperty() {
        return choices.getReadOnlyProperty();
    }

    /// Whether something can be chosen now.
    public ReadOnlyBooleanProperty possibleProperty() {
        return possible;
    }

    /// Whether something may be chosen now; the steps of the restore set it.
    public BooleanProperty possible() {
        return possible;
    }

    /// What stands chosen for a whole group.
    public Optional<GroupChoice> of(TableDiff group) {
        return GroupChoice.of(choices.get(), group);
    }

    /// Chooses for all rows of a group but conflicts and rows that are held back.
    public void choose(TableDiff group, GroupChoice choice) {
        carry(choice.in(choices.get(), group.table()));
    }

    /// The columns of a group that alone are mended; empty for whole rows.
    public Set<String> columns(TableDiff group) {
        return choices.get().columns().getOrDefault(TableName.of(group.table()), Set.of());
    }

    /// Mends only these columns of a group's rows that are still there; whole rows where there are none.
    public void mend(TableDiff group, Set<String> columns) {
        carry(choices.get().mending(TableName.of(group.table()), columns));
    }

    /// Chooses for one conflict; where its table has no key, for all conflicts of the table. Ignored for other
    /// rows.
    public void choose(SampleRow row, Choice choice) {
        if (row.finding() == RowClass.CONFLICT) {
            TableName table = TableName.of(row.table());
            carry(
                    row.id().isEmpty()
                            ? choices.get().with(table, RowClass.CONFLICT, choice)
                            : choices.get().with(table, row.id(), choice));
        }
    }

    /// Chooses for every conflict that has no choice of its own, those outside the sample too.
    public void chooseConflicts(List<TableDiff> groups, Choice choice) {
        Choices made = choices.get();
        for (TableDiff group : groups) {
            if (group.count(RowClass.CONFLICT) > 0) {
                made = made.with(TableName.of(group.table()), RowClass.CONFLICT, choice);
            }
        }
        carry(made);
    }

    /// Chooses for the rows that the mapping holds back.
    public void chooseHeld(Choice choice) {
        carry(choices.get().with(RowClass.HELD, choice));
    }

    /// What stands chosen for the rows that are held back.
    public Choice held() {
        return choices.get().classes().getOrDefault(RowClass.HELD, Choice.LIVE);
    }

    /// What one row follows as things stand; absent while nobody has chosen.
    public static Optional<Choice> of(SampleRow row) {
        return switch (row.write()) {
            case UNDECIDED -> Optional.empty();
            case NOTHING -> Optional.of(Choice.LIVE);
            case INSERT, UPDATE -> Optional.of(Choice.LAST_GOOD);
        };
    }

    /// Says how what is chosen is carried out.
    public void carriedBy(Consumer<Choices> how) {
        carry = how;
    }

    /// These choices were carried out.
    public void show(Choices made) {
        choices.set(made);
    }

    private void carry(Choices made) {
        if (possible.get() && !made.equals(choices.get())) {
            carry.accept(made);
        }
    }
}
