package io.backstay.ui.incidents;

import io.backstay.act.Cases;
import io.backstay.ui.incidents.course.CourseForms;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Clip;
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
    private final FlowPane line = new FlowPane(GAP, GAP);
    private final Node parts;
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
        this.parts = parts;
        this.note = note;
        this.forms = new CourseForms(model.course());
        getStyleClass().add("in-top");
        line.getStyleClass().add("in-line");
    }

    /// Shows a case.
    void show(Cases.Summary one) {
        Label title = Texts.wrapped(Texts.title(one.id() + "  " + one.title()));
        title.setId("case");
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        Label state = CaseCells.state(one);
        state.setMinWidth(USE_PREF_SIZE);
        Label about = Texts.wrapped(Texts.secondary(one.tenant() + ", opened " + Times.utcSeconds(one.openedAt())
                + " UTC" + (one.practice() ? ", practice" : "")));
        line.getChildren().setAll(parts, restore(one), page(), more());
        var first = new HBox(GAP, title, state);
        getChildren().setAll(first, about, line, forms, note);
    }

    private Button restore(Cases.Summary one) {
        Button restore = Buttons.small("Restore…", "fth-rotate-ccw", ways.restore());
        restore.setId("case-restore");
        String refusal = restoreRefusal(one);
        if (refusal == null) {
            restore.setTooltip(new Tooltip("Ctrl T: the guided restore, filled in from this case and part of it"));
            restore.disableProperty().bind(model.knownProperty().isNull());
        }
        return Buttons.unless(refusal, restore);
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
        String refusal = model.refusal();
        MenuItem correct = item("case-correct", "Correct the intake…  Ctrl I", ways.correct());
        correct.setDisable(refusal != null);
        more.getItems().add(correct);
        more.getItems().addAll(forms.items());
        more.getItems()
                .addAll(
                        new SeparatorMenuItem(),
                        item("case-record", "Show in the record", ways.record()),
                        item("case-copy", "Copy the timeline", ways.copy()));
        return more;
    }

    private static MenuItem item(String id, String words, Runnable act) {
        var item = new MenuItem(words);
        item.setId(id);
        item.setOnAction(_ -> act.run());
        return item;
    }
}
