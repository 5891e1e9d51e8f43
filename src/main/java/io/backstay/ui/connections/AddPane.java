package io.backstay.ui.connections;

import io.backstay.estate.Environment;
import io.backstay.ui.connections.AddForm.Field;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Asks for a new connection.
final class AddPane extends FormFrame {
    AddPane(AddForm form, Runnable onClose) {
        super("Add a connection", body(form), onClose);
        Label problem = Texts.wrapped(new Label());
        problem.getStyleClass().add("bs-danger-text");
        problem.setGraphic(new MarkIcon(Mark.BREACH));
        problem.setId("connection-problem");
        problem.textProperty().bind(form.problemProperty());
        problem.visibleProperty().bind(form.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        Button add = Buttons.primary("Add", "fth-plus", form::save);
        add.disableProperty().bind(form.runningProperty());
        foot(problem, add);
    }

    private static Node body(AddForm form) {
        var files = new CheckBox("The tenants' files lie in an object store, and come back with the rows");
        files.setId("connection-files");
        files.selectedProperty().bindBidirectional(form.filesProperty());
        var store = new VBox(
                beside(form, Field.STORE, Field.REGION),
                beside(form, Field.BUCKET, Field.PREFIX),
                beside(form, Field.STORE_READER, Field.STORE_SCRATCH, Field.STORE_WRITER));
        store.getStyleClass().add("cn-fields");
        store.visibleProperty().bind(form.filesProperty());
        store.managedProperty().bind(form.filesProperty());
        var box = new VBox(
                Texts.wrapped(Texts.secondary("No secret is asked for: a connection names credentials of the vault, and"
                        + " each goes to no server but the one that it names itself.")),
                beside(form, Field.NAME),
                environment(form),
                beside(form, Field.HOST, Field.PORT, Field.DATABASE),
                beside(form, Field.BACKUPS, Field.ARCHIVE),
                beside(form, Field.PROGRAMS),
                beside(form, Field.READER, Field.SUPERUSER, Field.WRITER),
                files,
                store);
        box.getStyleClass().add("cn-fields");
        return box;
    }

    private static Node environment(AddForm form) {
        var production = new ToggleButton("Production");
        var staging = new ToggleButton("Staging");
        var group = new ToggleGroup();
        production.setToggleGroup(group);
        staging.setToggleGroup(group);
        production.setSelected(form.environmentProperty().get() == Environment.PRODUCTION);
        staging.setSelected(!production.isSelected());
        production.setOnAction(_ -> form.environmentProperty().set(Environment.PRODUCTION));
        staging.setOnAction(_ -> form.environmentProperty().set(Environment.STAGING));
        return Buttons.segments(List.of(production, staging));
    }

    private static Node beside(AddForm form, Field... fields) {
        var row = new HBox();
        row.getStyleClass().add("bs-beside");
        for (Field field : fields) {
            var text = new TextField();
            text.setId("connection-" + field.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            text.setPromptText(field.example());
            text.getStyleClass().add("bs-field");
            text.textProperty().bindBidirectional(form.text(field));
            text.setAccessibleText(field.question());
            text.setMaxWidth(Double.MAX_VALUE);
            Label label = Texts.name(field.question());
            label.setLabelFor(text);
            var asked = new VBox(label, text);
            asked.getStyleClass().add("cn-asked");
            asked.setPrefWidth(1);
            HBox.setHgrow(asked, Priority.ALWAYS);
            row.getChildren().add(asked);
        }
        return row;
    }
}
