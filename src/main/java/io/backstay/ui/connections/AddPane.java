package io.backstay.ui.connections;

import io.backstay.estate.Environment;
import io.backstay.ui.connections.AddForm.Field;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import java.util.Arrays;
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
        Button add = Buttons.primary("Add and test", "fth-plus", form::save);
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
        var server = group(
                form,
                AddForm.Kind.SERVER,
                beside(form, Field.HOST, Field.PORT, Field.DATABASE),
                beside(form, Field.BACKUPS, Field.ARCHIVE),
                beside(form, Field.PROGRAMS),
                beside(form, Field.READER, Field.SUPERUSER, Field.WRITER),
                files,
                store);
        var aws = group(
                form,
                AddForm.Kind.AWS,
                beside(form, Field.AWS_REGIONS),
                beside(form, Field.AWS_READER, Field.AWS_MAKER),
                Texts.wrapped(Texts.caption("The reader's policy is docs/access/aws-list.json, that of the other key"
                        + " docs/access/aws-backup-now.json. The test names each permission that is missing, with the"
                        + " statement to paste.")));
        var supabase = group(
                form,
                AddForm.Kind.SUPABASE,
                beside(form, Field.TOKEN),
                Texts.wrapped(Texts.caption("All projects that the token sees are listed. Supabase's public API"
                        + " restores in place only: docs/supabase.md says what to do instead.")));
        var box = new VBox(
                kinds(form),
                Texts.wrapped(Texts.secondary("No secret is asked for: a connection names credentials of the vault, and"
                        + " each goes to no server but the one that it names itself.")),
                beside(form, Field.NAME),
                environment(form),
                server,
                aws,
                supabase);
        box.getStyleClass().add("cn-fields");
        return box;
    }

    private static Node kinds(AddForm form) {
        var group = new ToggleGroup();
        List<ToggleButton> toggles = Arrays.stream(AddForm.Kind.values())
                .map(kind -> {
                    var toggle = new ToggleButton(kind.words());
                    toggle.setId("connection-kind-" + kind.name().toLowerCase(Locale.ROOT));
                    toggle.setToggleGroup(group);
                    toggle.setSelected(form.kindProperty().get() == kind);
                    toggle.setOnAction(_ -> {
                        toggle.setSelected(true);
                        form.kindProperty().set(kind);
                    });
                    return toggle;
                })
                .toList();
        return Buttons.segments(toggles);
    }

    /// What is asked of one kind alone.
    private static Node group(AddForm form, AddForm.Kind kind, Node... asked) {
        var box = new VBox(asked);
        box.getStyleClass().add("cn-fields");
        box.visibleProperty().bind(form.kindProperty().isEqualTo(kind));
        box.managedProperty().bind(box.visibleProperty());
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
