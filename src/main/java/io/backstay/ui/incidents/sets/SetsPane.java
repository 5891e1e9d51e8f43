package io.backstay.ui.incidents.sets;

import io.backstay.act.tenant.DataSets;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.entry.FileButton;
import io.backstay.ui.kit.entry.Keyboard;
import io.backstay.ui.kit.entry.LetterChoice;
import io.backstay.ui.kit.entry.OneWay;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A firm's data sets: whose, as of when, and then either writing them or comparing what the customer has. Esc goes
/// back to the cases.
public final class SetsPane extends ScrollPane {
    private static final double HALF = 50;

    private final SetsModel model;
    private final BooleanBinding busy;
    private final FlowPane choices = new FlowPane();
    private final Node first;

    /// Asks what the model takes, and shows what came of it.
    public SetsPane(SetsModel model) {
        this.model = model;
        this.busy = model.doingProperty().isNotEmpty();
        setId("sets");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        choices.getStyleClass().add("in-sets");
        choices.setId("set-choices");
        model.choices().addListener((ListChangeListener<SetsModel.Choice>) _ -> choose());
        Button back = Buttons.small(
                "Back to the cases", null, () -> model.openProperty().set(false));
        Label title = Texts.wrapped(Texts.title(""));
        title.setId("sets-title");
        model.aboutProperty()
                .subscribe(one -> title.setText(
                        one == null ? "A firm's data sets" : "Data sets of " + one.firm() + ", " + one.caseId()));
        var head = new HBox(title, Card.spring(), back);
        head.setAlignment(Pos.CENTER_LEFT);
        ComboBox<String> connection = connection();
        first = connection;
        var page = new VBox(
                head,
                Texts.wrapped(Texts.secondary("As the mapping declares them, of this firm alone. Files that are handed"
                        + " on hold personal data unmasked; what is shown here is masked.")),
                whose(connection),
                choices,
                files(),
                progress(),
                Said.line("sets-said", model.saidProperty()),
                new SetsResult(model));
        page.getStyleClass().add("in-page");
        setContent(page);
        model.openProperty().subscribe(open -> {
            if (open) {
                Keyboard.into(first);
            }
        });
    }

    private GridPane whose(ComboBox<String> connection) {
        GridPane grid = grid();
        grid.addRow(
                0,
                asked("Database", connection),
                asked(
                        "The firm's key, as the database has it",
                        text("set-tenant", model.form().tenantProperty())));
        grid.addRow(
                1,
                asked(
                        "As of, empty for live: a moment with its offset",
                        example(text("set-moment", model.form().momentProperty()), "2026-11-20T18:00+01:00")),
                asked(
                        "Base backup, empty for the newest that reaches it",
                        text("set-point", model.form().pointProperty())));
        grid.add(act("set-list", "List the data sets", "fth-list", model.listRefusal(), model::list), 0, 2);
        return grid;
    }

    private GridPane files() {
        GridPane grid = grid();
        Button export = act("set-export", "Write them", "fth-download", model.exportRefusal(), model::export);
        Button compare = act("set-compare", "Compare", "fth-columns", model.compareRefusal(), model::compare);
        grid.addRow(
                0,
                asked(
                        "Write into a folder that does not exist yet",
                        place("set-folder", model.form().folderProperty(), export, false)),
                asked(
                        "Compare what the customer has: a file or a folder",
                        place("set-copy", model.form().copyProperty(), compare, true)));
        TextField missing = text("set-missing", model.form().missingProperty());
        String refusal = model.exportRefusal();
        missing.setDisable(refusal != null);
        missing.setPromptText(refusal);
        grid.add(
                asked("Write the rows that it is missing, unmasked, to a new file, or a new folder for one", missing),
                1,
                1);
        return grid;
    }

    private Button act(String id, String verb, String icon, @Nullable String refusal, Runnable act) {
        Button button = Buttons.unless(refusal, Buttons.small(verb, icon, act));
        button.setId(id);
        if (refusal == null) {
            button.disableProperty().bind(busy);
        }
        return button;
    }

    private HBox progress() {
        var bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
        Label step = Texts.secondary("");
        step.setId("set-step");
        step.textProperty().bind(model.doingProperty());
        Button cancel = Buttons.small("Stop", "fth-stop-circle", model::cancel);
        cancel.setId("set-cancel");
        var line = new HBox(bar, step, cancel);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("in-kinds");
        line.visibleProperty().bind(busy);
        line.managedProperty().bind(busy);
        return line;
    }

    private void choose() {
        choices.getChildren().clear();
        for (SetsModel.Choice each : model.choices()) {
            DataSets.Described set = each.set();
            String rows = set.rows() == null ? "" : ", " + set.rows();
            var box = new CheckBox(set.name() + rows);
            box.selectedProperty().bindBidirectional(each.chosen());
            if (!set.problems().isEmpty()) {
                box.setDisable(true);
                box.setText(set.name() + ": " + String.join(" ", set.problems()));
                box.setWrapText(true);
            }
            choices.getChildren().add(box);
        }
    }

    private ComboBox<String> connection() {
        var box = new ComboBox<>(model.connections());
        box.setId("set-connection");
        box.setConverter(new OneWay<>(name -> name));
        box.valueProperty().bindBidirectional(model.form().connectionProperty());
        LetterChoice.in(box);
        return box;
    }

    private static TextField text(String id, StringProperty value) {
        var field = new TextField();
        field.setId(id);
        field.getStyleClass().add("bs-field");
        field.textProperty().bindBidirectional(value);
        return field;
    }

    private static TextField example(TextField field, String words) {
        field.setPromptText(words);
        return field;
    }

    /// A path, typed or chosen, and what is done with it; Enter does it, too.
    ///
    /// @param file whether it may be a file
    private HBox place(String id, StringProperty value, Button act, boolean file) {
        TextField field = text(id, value);
        field.setOnAction(_ -> act.fire());
        HBox.setHgrow(field, Priority.ALWAYS);
        var line = new HBox(field, FileButton.folder("Choose a folder", value), act);
        if (file) {
            line.getChildren().add(1, FileButton.file("Choose a file", value));
        }
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("in-kinds");
        return line;
    }

    private static GridPane grid() {
        var grid = new GridPane();
        grid.getStyleClass().add("in-form");
        for (int i = 0; i < 2; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(HALF);
            grid.getColumnConstraints().add(column);
        }
        return grid;
    }

    private static VBox asked(String question, Node answer) {
        Label label = Texts.wrapped(Texts.caption(question));
        Node field = answer instanceof HBox line ? line.getChildren().getFirst() : answer;
        label.setLabelFor(field);
        field.setAccessibleText(question);
        if (answer instanceof Control control) {
            control.setMaxWidth(Double.MAX_VALUE);
        }
        var box = new VBox(label, answer);
        box.getStyleClass().add("in-asked");
        return box;
    }
}
