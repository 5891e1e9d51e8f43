package io.backstay.ui.vault.sheet;

import io.backstay.act.vault.Vaults.Draft;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Texts;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.io.File;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Asks for a file, then which of its credentials are wanted and what each is for.
final class ImportPane extends SheetPane {
    private final ImportModel model;
    private final TextField file = line("import-file", "The credentials file of the AWS command, .pgpass, .env");
    private final VBox found = new VBox();

    ImportPane(ImportModel model, Runnable onClose) {
        super(model.title(), onClose);
        this.model = model;
        file.textProperty().bindBidirectional(model.fileProperty());
        file.setOnAction(_ -> model.read());
        Button read = Buttons.plain("Read it", "fth-file-text", model::read);
        read.setId("import-read");
        read.disableProperty()
                .bind(model.fileProperty().isEmpty().or(model.attempt().runningProperty()));
        found.getStyleClass().add("va-found");
        model.rows().addListener((ListChangeListener<ImportModel.Row>) _ -> show());
        body(
                Texts.wrapped(Texts.muted("The file is read in memory and not copied. Nothing is stored before you add"
                        + " it; delete the file yourself afterwards.")),
                path("File", file, this::choose),
                read,
                found);
        Button add = Buttons.primary("Add", "fth-check", model::add);
        foot(model.attempt(), "", add, model.chosenProperty().greaterThan(0));
        // Not through a binding: nothing but its sources would know it, and they let it be collected.
        model.chosenProperty().subscribe(_ -> name(add));
        model.attempt().runningProperty().subscribe(_ -> name(add));
    }

    private void name(Button add) {
        int chosen = model.chosenProperty().get();
        add.setText(
                model.attempt().runningProperty().get()
                        ? "Working"
                        : chosen == 1 ? "Add 1 credential" : "Add " + chosen + " credentials");
    }

    @Override
    public void focus() {
        file.requestFocus();
    }

    private void choose() {
        File chosen = new FileChooser().showOpenDialog(getScene().getWindow());
        if (chosen != null) {
            model.fileProperty().set(chosen.getPath());
            model.read();
        }
    }

    private void show() {
        found.getChildren().clear();
        model.rows().forEach(row -> found.getChildren().add(row(row)));
    }

    private static Node row(ImportModel.Row row) {
        Draft draft = row.found().draft();
        var check = new CheckBox();
        check.setAccessibleText("Add " + draft.name());
        check.selectedProperty().bindBidirectional(row.chosenProperty());
        Label where = Texts.caption(draft.kind().title() + ", " + row.found().where());
        var words = new VBox(Texts.name(draft.name()), where);
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        var purpose = new ComboBox<Purpose>();
        purpose.getStyleClass().add("bs-field");
        purpose.getItems().setAll(purposes(draft.kind()));
        purpose.setConverter(new Words());
        purpose.setAccessibleText("What " + draft.name() + " is for");
        purpose.valueProperty().bindBidirectional(row.purposeProperty());
        var line = new HBox(check, words, purpose);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("bs-card-row");
        return line;
    }

    private static List<Purpose> purposes(EntryKind kind) {
        return kind == EntryKind.SIGNING_KEY
                ? List.of(Purpose.SIGN)
                : List.of(Purpose.READ, Purpose.RESTORE_TO_SCRATCH, Purpose.WRITE_TO_LIVE);
    }

    /// Words of purposes; nobody types into that box.
    private static final class Words extends StringConverter<Purpose> {
        @Override
        public String toString(@Nullable Purpose purpose) {
            return purpose == null ? "" : purpose.word();
        }

        @Override
        public @Nullable Purpose fromString(String typed) {
            return null;
        }
    }
}
