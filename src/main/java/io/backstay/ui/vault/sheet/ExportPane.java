package io.backstay.ui.vault.sheet;

import io.backstay.act.vault.Vaults.Item;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.secret.CodeModel;
import io.backstay.ui.kit.secret.CodePane;
import io.backstay.ui.kit.secret.NewPassphrasePane;
import io.backstay.vault.entry.EntryId;
import java.io.File;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/// Asks what is exported, where to, and under which passphrase.
final class ExportPane extends SheetPane {
    private final ExportModel model;
    private final NewPassphrasePane passphrase;
    private final TextField file = line("export-file", "A new .bsvault file");

    ExportPane(ExportModel model, Runnable onClose) {
        super(model.title(), onClose);
        this.model = model;
        passphrase = new NewPassphrasePane(model.passphrase());
        passphrase.onEnter(this::export);
        file.textProperty().bindBidirectional(model.fileProperty());
        var entries = new VBox();
        entries.getStyleClass().add("va-found");
        model.items().forEach(item -> entries.getChildren().add(row(item)));
        var card = new VBox(Texts.name("Credentials"), entries);
        card.getStyleClass().add("va-asked");
        body(
                Texts.wrapped(Texts.muted("Another vault with a passphrase and a recovery code of its own. There is no"
                        + " export as plain text.")),
                card,
                path("File", file, this::choose),
                passphrase);
        foot(
                model.attempt(),
                "Every export is in the record.",
                Buttons.primary("Export", "fth-package", this::export),
                Bindings.createBooleanBinding(
                        () -> !model.chosen().isEmpty()
                                && !model.fileProperty().get().isBlank()
                                && model.passphrase().readyProperty().get(),
                        model.chosen(),
                        model.fileProperty(),
                        model.passphrase().readyProperty()));
        model.code().stepProperty().subscribe(step -> {
            if (step == CodeModel.Step.SHOWN_AFTER) {
                alone(new CodePane(
                        model.code(), new CodePane.Words("", "the exported vault", "Close"), onClose, onClose));
            }
        });
    }

    @Override
    public void focus() {
        file.requestFocus();
    }

    @Override
    public void forget() {
        super.forget();
        passphrase.clear();
    }

    private void export() {
        model.export(passphrase.passphrase());
        if (model.attempt().runningProperty().get()) {
            passphrase.clear();
        }
    }

    private void choose() {
        File chosen = new FileChooser().showSaveDialog(getScene().getWindow());
        if (chosen != null) {
            model.fileProperty().set(chosen.getPath());
        }
    }

    private Node row(Item item) {
        EntryId id = item.entry().id();
        var check = new CheckBox(item.entry().name());
        check.setMnemonicParsing(false);
        check.setSelected(model.chosen().contains(id));
        check.selectedProperty().addListener((_, _, chosen) -> {
            if (chosen) {
                model.chosen().add(id);
            } else {
                model.chosen().remove(id);
            }
        });
        check.setMinWidth(0);
        check.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(check, Priority.ALWAYS);
        var row = new HBox(check, new PurposeTag(item.entry().purpose()));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("bs-card-row", "bs-dense");
        return row;
    }
}
