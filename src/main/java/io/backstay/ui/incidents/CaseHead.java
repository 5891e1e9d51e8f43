package io.backstay.ui.incidents;

import io.backstay.act.Cases;
import io.backstay.ui.incidents.course.CourseForms;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Which case is looked at, where it stands, and what can be done with it as a whole.
final class CaseHead extends VBox {
    private static final double GAP = 8;

    private final CaseModel model;
    private final Ways ways;
    private final Label title = Texts.wrapped(Texts.title(""));
    private final Label about = Texts.wrapped(Texts.secondary(""));
    private final HBox first = new HBox(GAP);
    private final Button restore;
    private final Node note;
    private final CourseForms forms;

    /// What leads away from the case.
    ///
    /// @param restore begins the guided restore of it
    /// @param correct opens its intake, to be put right
    /// @param record  shows what the record has of it
    /// @param copy    gives its timeline as text
    record Ways(Runnable restore, Runnable correct, Runnable record, Runnable copy) {}

    /// @param parts the views of the case to choose from
    /// @param note  the line by which a person adds to the timeline
    CaseHead(CaseModel model, Node parts, Node note, Ways ways) {
        this.model = model;
        this.ways = ways;
        this.note = note;
        this.forms = new CourseForms(model.course());
        this.restore = Buttons.small("Restore…", "fth-rotate-ccw", ways.restore());
        restore.setId("case-restore");
        title.setId("case");
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        var line = new FlowPane(GAP, GAP, parts, restore, page(), more());
        line.getStyleClass().add("in-line");
        getStyleClass().add("in-top");
        getChildren().setAll(first, about, line, forms, note);
    }

    /// Shows a case. What has the keyboard keeps it, since a case is read again under whoever types.
    void show(Cases.Summary one) {
        title.setText(Foreign.of(one.id() + "  " + one.title()));
        about.setText(Foreign.of(one.tenant() + ", opened " + Times.utcSeconds(one.openedAt()) + " UTC"
                + (one.practice() ? ", practice" : "")));
        Label state = CaseCells.state(one);
        state.setMinWidth(USE_PREF_SIZE);
        first.getChildren().setAll(title, state);
        offer(one);
        // Beside a report the line for a note stands elsewhere.
        if (!getChildren().contains(note)) {
            getChildren().add(note);
        }
    }

    private void offer(Cases.Summary one) {
        String refusal = restoreRefusal(one);
        restore.disableProperty().unbind();
        if (refusal == null) {
            restore.setTooltip(new Tooltip("Ctrl T: the guided restore, filled in from this case and part of it"));
            restore.disableProperty().bind(model.knownProperty().isNull());
        } else {
            Buttons.unless(refusal, restore);
        }
    }

    /// Why no restore of this case can be begun; null when one can, once its intake was read.
    @Nullable
    String restoreRefusal(Cases.Summary one) {
        return one.state().equals("open")
                ? model.restoreRefusal()
                : "This case is over; open a new one for what is restored now.";
    }

    /// What is asked before something is done to the case as a whole.
    CourseForms forms() {
        return forms;
    }

    private Button page() {
        Button page = Buttons.small("Hand over", "fth-share-2", () -> model.handOver(Clip::put));
        page.setId("hand-over");
        page.setTooltip(new Tooltip("Copies one page: where it stands, what is next, who waits for what"));
        page.disableProperty().bind(model.knownProperty().isNull());
        return page;
    }

    private MenuButton more() {
        var more = new MenuButton("More");
        more.setId("case-more");
        more.getStyleClass().addAll("bs-button", "bs-plain", "bs-small");
        more.setOnShowing(_ -> more.getItems().set(0, correct()));
        more.getItems().add(correct());
        more.getItems().addAll(forms.items());
        more.getItems()
                .addAll(
                        new SeparatorMenuItem(),
                        CourseForms.item("case-record", "Show in the record", null, ways.record()),
                        CourseForms.item("case-copy", "Copy the timeline", null, ways.copy()));
        return more;
    }

    /// Whether there is an intake to correct is known once the case was read.
    private MenuItem correct() {
        String refusal = model.refusal();
        return CourseForms.item(
                "case-correct",
                "Correct the intake…  Ctrl I",
                refusal == null && model.knownProperty().get() == null ? "This case has no intake." : refusal,
                ways.correct());
    }
}
