package io.backstay.ui.unlock;

import io.backstay.act.vault.Vaults.Status;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.secret.ActRow;
import java.io.File;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/// Asks for a vault file from elsewhere, which is copied to where this installation keeps its own.
final class TakeOverPane extends VBox {
    private final FirstRunModel model;
    private final Label place = Texts.wrapped(Texts.mono(""));

    /// @param review looks at the vault files that lie here
    TakeOverPane(FirstRunModel model, Runnable review) {
        this.model = model;
        getStyleClass().add("un-begin");
        Label how =
                Texts.wrapped(Texts.body("It is looked at and copied; the file itself stays where it is. It opens with"
                        + " its own passphrase or recovery code."));
        var source = new TextField();
        source.setId("take-over-file");
        source.setPromptText("A .bsvault file");
        source.setAccessibleText("The vault file to take over");
        source.textProperty().bindBidirectional(model.sourceProperty());
        source.setOnAction(_ -> model.adopt());
        HBox.setHgrow(source, Priority.ALWAYS);
        var line = new HBox(source, Buttons.plain("Choose", "fth-folder", this::choose));
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("bs-line");
        String refusal = model.refusal();
        Label problem = Texts.wrapped(new Label(""));
        problem.setId("take-over-problem");
        problem.getStyleClass().add("bs-danger-text");
        model.failureProperty().subscribe(failure -> FirstRunCard.say(problem, failure, refusal));
        Button take = Buttons.primary("Copy it here", "fth-check", model::adopt);
        take.setId("take-over");
        take.setDisable(refusal != null);
        var acts = new ActRow(
                Texts.wrapped(Texts.caption("Keep the other copy until this one has been opened.")),
                Buttons.plain("Back", null, model::leave),
                take);
        Button files = Buttons.small("Review files", "fth-package", review);
        files.setId("review-found");
        var here = new HBox(Texts.wrapped(Texts.caption("Some may lie there already.")), files);
        here.setAlignment(Pos.CENTER_LEFT);
        here.getStyleClass().add("bs-line");
        getChildren().addAll(how, line, new VBox(Texts.caption("It will lie at"), place), here, problem, acts);
        model.statusProperty().subscribe(this::show);
    }

    private void show(@Nullable Status status) {
        place.setText(status == null ? "" : status.file().toString());
    }

    private void choose() {
        var chooser = new FileChooser();
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Vaults", "*.bsvault", "*.bsvault.prev"));
        File chosen = chooser.showOpenDialog(getScene().getWindow());
        if (chosen != null) {
            model.sourceProperty().set(chosen.getPath());
        }
    }
}
