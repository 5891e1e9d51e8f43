package io.backstay.ui.incidents.course;

import io.backstay.incident.CaseState;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.entry.Named;
import java.io.File;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/// What is asked before something is done to a case as a whole: one line under its head, Enter does it, Esc leaves it.
public final class CourseForms extends VBox {
    private static final double GAP = 8;
    private static final double WORDS = 260;
    private static final double TIME = 190;

    private final CourseModel model;
    private final VBox asked = new VBox();

    /// Asks nothing until one of its acts is chosen.
    public CourseForms(CourseModel model) {
        this.model = model;
        setId("case-course");
        setSpacing(GAP);
        Label said = Texts.wrapped(Texts.caption(""));
        said.setId("case-said");
        said.textProperty().bind(model.saidProperty());
        said.managedProperty().bind(said.textProperty().isNotEmpty());
        said.visibleProperty().bind(said.managedProperty());
        getChildren().addAll(asked, said);
    }

    /// The acts, for a menu.
    public List<MenuItem> items() {
        return List.of(
                item("case-declare-at", "Declare at a time…  Ctrl Shift D", model.refusal(), this::declare),
                item("case-end", "End the case…  Ctrl Shift E", model.endRefusal(), this::end),
                item("case-include", "Count an act of the record to it…", model.refusal(), this::include),
                new SeparatorMenuItem(),
                item("case-write", "Write a case file…  Ctrl S", model.refusal(), this::write));
    }

    /// A line of a menu.
    ///
    /// @param refusal why it cannot be done, which its words say then; null when it can
    public static MenuItem item(String id, String words, @Nullable String refusal, Runnable act) {
        var item = new MenuItem(refusal == null ? words : words + "  (" + refusal + ")");
        item.setId(id);
        item.setDisable(refusal != null);
        item.setOnAction(_ -> act.run());
        return item;
    }

    /// Asks when the incident was declared; a time that was given wrongly is put right by it.
    public void declare() {
        if (model.refusal() == null) {
            TextField time = field("declare-at", "When, in UTC or with an offset", TIME);
            open(() -> model.declare(time.getText(), this::leave), "Declare", time);
        }
    }

    /// Asks how the case ended and why.
    public void end() {
        if (model.endRefusal() != null) {
            return;
        }
        var outcome = new ComboBox<CaseState>();
        outcome.setId("end-outcome");
        outcome.getItems().setAll(CaseState.NOT_RESTORED, CaseState.RESTORED);
        outcome.setValue(CaseState.NOT_RESTORED);
        outcome.setConverter(new Named<>(state -> Texts.sentence(state.word())));
        outcome.setAccessibleText("How it ended");
        TextField reason = field("end-reason", "Why it is over; stands in the timeline", WORDS);
        open(() -> model.end(outcome.getValue(), reason.getText(), this::leave), "End the case", outcome, reason);
    }

    /// Asks for an entry of the record.
    public void include() {
        if (model.refusal() == null) {
            TextField number = field("include-entry", "Number of the entry, such as 41", TIME);
            open(() -> model.include(number.getText(), this::leave), "Count it to this case", number);
        }
    }

    /// Asks where the case file goes.
    public void write() {
        if (model.refusal() != null) {
            return;
        }
        var chooser = new FileChooser();
        chooser.setTitle("A case file, to be opened on another workstation; names stand in it unmasked");
        chooser.setInitialFileName(model.fileName());
        File chosen = chooser.showSaveDialog(getScene().getWindow());
        if (chosen != null) {
            model.write(chosen.toPath());
        }
    }

    private void open(Runnable act, String words, Node... fields) {
        var form = new FlowPane(GAP, GAP, fields);
        Button does = Buttons.small(words, "fth-check", act);
        does.setId("course-do");
        form.getChildren().addAll(does, Buttons.small("Cancel", null, this::leave));
        form.setOnKeyPressed(pressed -> {
            if (pressed.getCode() == KeyCode.ESCAPE) {
                leave();
                pressed.consume();
            }
        });
        for (Node each : fields) {
            if (each instanceof TextField field) {
                field.setOnAction(_ -> act.run());
            }
        }
        asked.getChildren().setAll(form);
        fields[fields.length - 1].requestFocus();
    }

    /// Puts away what is asked.
    public void leave() {
        asked.getChildren().clear();
    }

    private static TextField field(String id, String prompt, double width) {
        var field = new TextField();
        field.setId(id);
        field.getStyleClass().add("bs-field");
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        field.setPrefWidth(width);
        return field;
    }
}
