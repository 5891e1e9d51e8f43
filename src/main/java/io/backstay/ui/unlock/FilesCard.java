package io.backstay.ui.unlock;

import io.backstay.base.Failure;
import io.backstay.codec.Words;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The vault files of the state folder, each with what can be done with it.
final class FilesCard extends VBox {
    private final FilesModel model;
    private final VBox files = new VBox();
    private final Label said = Texts.wrapped(Texts.body(""));
    private final Label problem = Texts.wrapped(new Label(""));
    private final Button back = Buttons.plain("Back", null, this::leave);

    FilesCard(FilesModel model) {
        this.model = model;
        getStyleClass().addAll("bs-card", "un-card", "un-first");
        setMinHeight(USE_PREF_SIZE);
        setMaxHeight(USE_PREF_SIZE);
        setId("files-card");
        files.getStyleClass().add("un-begin");
        said.setId("files-said");
        problem.setId("files-problem");
        problem.getStyleClass().add("bs-danger-text");
        back.setId("files-back");
        var head = new VBox(
                Texts.wrapped(Texts.title("Vault files")),
                Texts.wrapped(Texts.muted("What lies in the state folder. No passphrase is needed to look, and nothing"
                        + " here is ever deleted.")));
        head.getStyleClass().add("bs-head");
        Button again = Buttons.plain("Look again", "fth-refresh-cw", model::look);
        again.setId("files-look");
        var foot = new HBox(Card.spring(), again, back);
        foot.setAlignment(Pos.CENTER_RIGHT);
        foot.getStyleClass().add("bs-line");
        getChildren().addAll(head, said, problem, files, foot);
        model.rowsProperty().subscribe(_ -> show());
        model.saidProperty().subscribe(words -> say(said, words));
        model.failureProperty().subscribe(this::tell);
    }

    void focus() {
        back.requestFocus();
    }

    private void leave() {
        model.leave();
    }

    private static void say(Label label, String words) {
        label.setText(words);
        label.setVisible(!words.isEmpty());
        label.setManaged(!words.isEmpty());
    }

    private void tell(@Nullable Failure failure) {
        say(problem, failure == null ? "" : Foreign.of(failure));
    }

    private void show() {
        files.getChildren()
                .setAll(model.rowsProperty().get().stream().map(this::row).toList());
        if (files.getChildren().isEmpty()) {
            files.getChildren().add(Texts.muted("No vault file was found."));
        }
    }

    private VBox row(FilesModel.Row row) {
        Label what = Texts.name(row.what());
        what.setMinWidth(USE_PREF_SIZE);
        var head = new HBox(what, Card.spring(), MarkIcon.withWord(row.mark(), row.word()));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("bs-line");
        Label name = Texts.mono(String.valueOf(row.file().getFileName()));
        name.setMinWidth(0);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setTooltip(new Tooltip(row.file().toString()));
        var box = new VBox(head, name, Texts.wrapped(Texts.secondary(row.facts())));
        box.getStyleClass().add("un-trouble");
        row.acts().forEach(act -> box.getChildren().add(act(row, act)));
        return box;
    }

    private HBox act(FilesModel.Row row, FilesModel.Act act) {
        String refusal = act.refusal();
        Label consequence = Texts.wrapped(Texts.secondary(refusal == null ? act.consequence() : refusal));
        consequence.setMinWidth(0);
        consequence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(consequence, Priority.ALWAYS);
        Button go = Buttons.small(act.verb(), null, () -> model.act(row, act.act()));
        go.setId("file-" + Words.of(act.act()));
        go.setMinWidth(USE_PREF_SIZE);
        go.setDisable(refusal != null);
        var line = new HBox(consequence, go);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("bs-line");
        return line;
    }
}
