package io.backstay.ui.restore.view.diff;

import io.backstay.act.restore.GuidedRestore.Difference;
import io.backstay.base.Counts;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.diff.DiffModel;
import io.backstay.ui.restore.view.part.SidePane;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What an import would do in numbers, and the rows that it leaves alone, each with its reason.
final class DiffSide {
    private static final int LEAKS_SEEN = 3;

    private final DiffModel diff;

    DiffSide(DiffModel diff) {
        this.diff = diff;
    }

    void fill(SidePane side, Difference difference) {
        TableDiff all = diff.totalsProperty().get();
        side.head("fth-hash", "Expected counts")
                .row("Rows inserted", "", Texts.mono(Counts.of(all.insert())))
                .row("Rows updated", "", Texts.mono(Counts.of(all.update())))
                .row("Live rows kept", "", Texts.mono(Counts.of(DiffModel.kept(all))))
                .row("Undecided", "", warned(all.undecided()))
                .row("Rows deleted", "", Texts.mono("0"))
                .row("Other tenants' rows", "", Texts.mono("0"));
        conflicts(side, all);
        if (all.liveOnly() > 0) {
            boolean one = all.liveOnly() == 1;
            side.section(
                    "Not touched",
                    SidePane.paragraph(Counts.of(all.liveOnly(), "row") + " created since "
                            + (one
                                    ? "has no older version. It stays as it is."
                                    : "have no older version. They stay as they are.")));
        }
        held(side, all);
        FilesSection.add(side, difference);
        if (all.count(RowClass.BLOCKED) > 0) {
            side.section(
                    "Blocked",
                    SidePane.paragraph(Counts.of(all.count(RowClass.BLOCKED), "row")
                            + " cannot be written: what they refer to is not there, or their key is not free. "
                            + "The report lists them."));
        }
        difference.leaks().stream()
                .limit(LEAKS_SEEN)
                .forEach(leak ->
                        side.getChildren().add(indented(SidePane.marked(Mark.WARNING, leak + "; not followed"))));
    }

    private void conflicts(SidePane side, TableDiff all) {
        long conflicts = all.count(RowClass.CONFLICT);
        if (conflicts == 0) {
            return;
        }
        String words = all.undecided() == 0
                ? "Every conflict is decided. For all that have no choice of their own:"
                : "Another row took a lost row's unique key. Choose for each, or for all that have no choice yet:";
        Node both = choice("conflicts-", "Last good", "Live", null, diff::chooseConflicts);
        side.section("Conflicts", SidePane.paragraph(words), both);
    }

    private void held(SidePane side, TableDiff all) {
        long held = all.count(RowClass.HELD);
        if (held > 0) {
            Node both =
                    choice("held-", "Bring back", "Leave out", diff.deciding().held(), diff.deciding()::chooseHeld);
            side.section(
                    "Held back",
                    SidePane.paragraph(Counts.of(held, "row")
                            + " must not come back without a person's word, such as sessions and keys."),
                    both);
        }
    }

    private Node choice(String id, String lastGood, String live, @Nullable Choice chosen, Consumer<Choice> act) {
        HBox segments = Buttons.segments(List.of(
                toggle(id + "last-good", lastGood, Choice.LAST_GOOD, chosen, act),
                toggle(id + "live", live, Choice.LIVE, chosen, act)));
        segments.getStyleClass().add("bs-small");
        return segments;
    }

    private ToggleButton toggle(String id, String words, Choice choice, @Nullable Choice chosen, Consumer<Choice> act) {
        var toggle = new ToggleButton(words);
        toggle.setId(id);
        toggle.setSelected(choice.equals(chosen));
        toggle.disableProperty().bind(diff.deciding().possibleProperty().not());
        toggle.setOnAction(_ -> act.accept(choice));
        return toggle;
    }

    private static Node indented(Label label) {
        var box = new VBox(label);
        box.getStyleClass().add("rs-side-indent");
        return box;
    }

    private static Label warned(long count) {
        Label label = Texts.mono(Counts.of(count));
        if (count > 0) {
            label.getStyleClass().add("rs-count-warning");
        }
        return label;
    }
}
