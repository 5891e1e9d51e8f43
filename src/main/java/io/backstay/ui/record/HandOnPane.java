package io.backstay.ui.record;

import io.backstay.base.Failure;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
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

/// Asks whose entries are handed on and where to; the path can be typed.
final class HandOnPane extends VBox {
    private final HandOnModel model;

    HandOnPane(HandOnModel model) {
        this.model = model;
        setId("record-handing");
        TextField tenant = RecordView.field("export-tenant", "Tenant id", 150);
        TextField file = RecordView.field("export-file", "A new file", 260);
        tenant.textProperty().bindBidirectional(model.tenantProperty());
        file.textProperty().bindBidirectional(model.fileProperty());
        tenant.setAccessibleText("Whose entries are handed on");
        file.setAccessibleText("The file to write");
        HBox.setHgrow(file, Priority.ALWAYS);
        String refusal = model.refusal();
        Button write = Buttons.plain("Write it", "fth-check", model::write);
        write.setId("export-write");
        write.setDisable(refusal != null);
        var line = new HBox(tenant, file, Buttons.plain("Choose", "fth-folder", this::choose), write);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("bs-line");
        Label said = Texts.wrapped(Texts.secondary(""));
        said.setId("export-said");
        Runnable show = () ->
                say(said, model.writtenProperty().get(), model.failureProperty().get(), refusal);
        model.writtenProperty().subscribe(_ -> show.run());
        model.failureProperty().subscribe(_ -> show.run());
        getChildren().addAll(line, said);
        getStyleClass().add("re-handing");
        show(false, "");
    }

    private void say(Label said, String done, @Nullable Failure failure, @Nullable String refusal) {
        Mark mark = model.isComplete() ? Mark.HOLDS : Mark.WARNING;
        said.setGraphic(failure != null ? new MarkIcon(Mark.BREACH) : done.isEmpty() ? null : new MarkIcon(mark));
        said.setText(
                refusal != null
                        ? refusal
                        : failure != null
                                ? Foreign.of(failure)
                                : done.isEmpty()
                                        ? "The entries of one tenant, each with a proof that it stands in the record."
                                                + " Nothing about anybody else goes with them."
                                        : done);
    }

    /// Comes and goes.
    ///
    /// @param tenant whose entries are wanted, empty for whoever was asked about last
    void show(boolean shown, String tenant) {
        setVisible(shown);
        setManaged(shown);
        if (shown && !tenant.isBlank()) {
            model.tenantProperty().set(tenant);
        }
    }

    private void choose() {
        File chosen = new FileChooser().showSaveDialog(getScene().getWindow());
        if (chosen != null) {
            model.fileProperty().set(chosen.getPath());
        }
    }
}
