package io.backstay.ui.vault.sheet;

import io.backstay.base.Failure;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.secret.ActRow;
import io.backstay.ui.kit.secret.SecretField;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The frame of every sheet: its name, what is asked, and the acts at its foot.
public abstract class SheetPane extends BorderPane {
    private final List<SecretField> secrets = new ArrayList<>();
    private final VBox body = new VBox();
    private final Runnable onClose;

    SheetPane(String title, Runnable onClose) {
        this.onClose = onClose;
        getStyleClass().add("va-sheet");
        Label name = Texts.wrapped(Texts.title(title));
        name.setId("sheet-title");
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        var head = new HBox(name, Buttons.icon("fth-x", "Close, Esc", onClose));
        head.getStyleClass().add("va-sheet-head");
        head.setAlignment(Pos.CENTER_LEFT);
        body.getStyleClass().add("va-sheet-body");
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        // As high as what is asked, and no higher than the window.
        scroll.prefViewportHeightProperty().bind(body.heightProperty());
        scroll.setMinHeight(0);
        setMinHeight(0);
        setMaxHeight(USE_PREF_SIZE);
        setTop(head);
        setCenter(scroll);
    }

    /// The pane of a sheet.
    public static SheetPane of(Sheet sheet, Runnable onClose) {
        return switch (sheet) {
            case EntryForm form -> new EntryPane(form, onClose);
            case Removal removal -> new RemovalPane(removal, onClose);
            case ImportModel model -> new ImportPane(model, onClose);
            case ExportModel model -> new ExportPane(model, onClose);
            case RekeyModel model -> new RekeyPane(model, onClose);
            case VerifyModel model -> new VerifyPane(model, onClose);
        };
    }

    /// Puts the keyboard where one begins.
    public abstract void focus();

    /// Empties every field that holds a secret.
    public void forget() {
        secrets.forEach(SecretField::clear);
    }

    /// What is asked, from top to bottom.
    final void body(Node... nodes) {
        body.getChildren().setAll(nodes);
    }

    /// Replaces everything below the name by one node with acts of its own.
    final void alone(Node node) {
        body.getChildren().setAll(node);
        setBottom(null);
    }

    /// The foot: what stopped the last attempt, then the acts.
    final void foot(Attempt attempt, String note, Button primary, ObservableBooleanValue can) {
        Label problem = Texts.wrapped(new Label());
        problem.setId("sheet-problem");
        problem.setGraphic(new MarkIcon(Mark.BREACH));
        attempt.failureProperty().subscribe(failure -> say(problem, failure));
        String verb = primary.getText();
        Node icon = primary.getGraphic();
        primary.setId("sheet-primary");
        attempt.runningProperty().subscribe(running -> {
            primary.setText(running ? "Working" : verb);
            var ring = new MarkIcon(Mark.RUNNING);
            ring.getStyleClass().add("bs-ring");
            primary.setGraphic(running ? ring : icon);
        });
        primary.disableProperty().bind(attempt.runningProperty().or(not(can)));
        Button cancel = Buttons.plain("Cancel", null, onClose);
        var foot = new VBox(problem, new ActRow(Texts.wrapped(Texts.caption(note)), cancel, primary));
        foot.getStyleClass().add("va-sheet-foot");
        setBottom(foot);
    }

    /// A field for a secret, emptied when the sheet goes.
    final SecretField secret(String caption, String id) {
        SecretField field = new SecretField(caption).named(id);
        secrets.add(field);
        return field;
    }

    /// A field under its question.
    static VBox asked(String question, Control answer) {
        Label label = Texts.name(question);
        label.setLabelFor(answer);
        answer.setAccessibleText(question);
        answer.setMaxWidth(Double.MAX_VALUE);
        var box = new VBox(label, answer);
        box.getStyleClass().add("va-asked");
        box.setMinWidth(0);
        return box;
    }

    /// A line to type into.
    static TextField line(String id, String example) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(example);
        field.getStyleClass().add("bs-field");
        return field;
    }

    /// Two things side by side, equally wide.
    static HBox beside(Region... parts) {
        var box = new HBox(parts);
        box.getStyleClass().add("bs-beside");
        for (Region part : parts) {
            HBox.setHgrow(part, Priority.ALWAYS);
            part.setPrefWidth(1);
            part.setMaxWidth(Double.MAX_VALUE);
        }
        return box;
    }

    /// A yellow note.
    static HBox note(String words) {
        Label label = Texts.wrapped(Texts.body(words));
        label.setMinWidth(0);
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        var note = new HBox(new MarkIcon(Mark.WARNING), label);
        note.getStyleClass().add("bs-note");
        note.setAlignment(Pos.TOP_LEFT);
        return note;
    }

    /// A path with a way to choose it.
    static VBox path(String question, TextField field, Runnable choose) {
        HBox.setHgrow(field, Priority.ALWAYS);
        Label label = Texts.name(question);
        label.setLabelFor(field);
        field.setAccessibleText(question);
        var line = new HBox(field, Buttons.plain("Choose", "fth-folder", choose));
        line.getStyleClass().add("bs-line");
        line.setAlignment(Pos.CENTER_LEFT);
        var box = new VBox(label, line);
        box.getStyleClass().add("va-asked");
        return box;
    }

    private static ObservableBooleanValue not(ObservableBooleanValue value) {
        return Bindings.not(value);
    }

    private static void say(Label problem, @Nullable Failure failure) {
        problem.getStyleClass().setAll("label", "bs-danger-text");
        problem.setVisible(failure != null);
        problem.setManaged(failure != null);
        problem.setText(failure == null ? "" : Foreign.of(failure));
    }
}
