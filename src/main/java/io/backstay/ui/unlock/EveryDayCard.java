package io.backstay.ui.unlock;

import io.backstay.act.vault.Vaults.Status;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.secret.SecretField;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Unlocking, every day.
final class EveryDayCard extends VBox {
    private final UnlockModel model;
    private final SecretField passphrase = new SecretField("Passphrase").named("passphrase");
    private final Label promise = Texts.wrapped(Texts.muted(""));
    private final Label file = Texts.mono("");
    private final VBox trouble = new VBox();
    private final VBox entry = new VBox();
    private final Label opened = Texts.wrapped(Texts.secondary(""));
    private final Label locks = Texts.wrapped(Texts.secondary(""));
    private final Button unlock = Buttons.primary("Unlock", "fth-unlock", this::unlock);

    /// @param review looks at the vault's files
    /// @param passBy goes on with what needs no vault
    EveryDayCard(UnlockModel model, Runnable review, Runnable passBy) {
        this.model = model;
        getStyleClass().addAll("bs-card", "un-card");
        // What does not fit is scrolled to; nothing is squeezed under the status line.
        setMinHeight(USE_PREF_SIZE);
        setMaxHeight(USE_PREF_SIZE);
        setId("unlock-card");
        passphrase.onEnter(this::unlock);
        trouble.setId("unlock-trouble");
        dressUnlock();
        entry.getChildren().addAll(passphrase, code(), unlock);
        entry.getStyleClass().add("un-entry");
        var head = new VBox(Texts.wrapped(Texts.title("Unlock the vault")), promise);
        head.getStyleClass().add("bs-head");
        var foot = new VBox(opened, locks);
        foot.getStyleClass().add("un-foot");
        getChildren().addAll(new Logo(), head, vault(), trouble, entry, rule(), without(review, passBy), foot);
        model.statusProperty().subscribe(this::show);
        model.troubleProperty().subscribe(this::show);
        model.derivingProperty().subscribe(deriving -> passphrase.setDisable(deriving));
    }

    void clear() {
        passphrase.clear();
    }

    void focus() {
        passphrase.requestFocus();
    }

    private void unlock() {
        model.unlock(passphrase);
    }

    private void dressUnlock() {
        unlock.setId("unlock");
        unlock.setMaxWidth(Double.MAX_VALUE);
        unlock.setDefaultButton(false);
        unlock.getStyleClass().add("un-unlock");
        Node icon = Objects.requireNonNull(unlock.getGraphic());
        var ring = new MarkIcon(Mark.RUNNING);
        ring.getStyleClass().add("un-ring");
        Label key = Texts.key("Enter");
        var words = new Label();
        words.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.derivingProperty().get()
                                ? "Deriving the key"
                                : model.waitProperty().get().isEmpty()
                                        ? model.opensOlder() ? "Open the older vault" : "Unlock"
                                        : model.waitProperty().get(),
                        model.derivingProperty(),
                        model.waitProperty(),
                        model.troubleProperty()));
        var content = new HBox(icon, words, key);
        content.setAlignment(Pos.CENTER);
        content.getStyleClass().add("bs-line");
        model.derivingProperty().subscribe(deriving -> {
            content.getChildren().set(0, deriving ? ring : icon);
            key.setVisible(!deriving);
            key.setManaged(!deriving);
        });
        model.waitProperty().subscribe(wait -> {
            unlock.getStyleClass().remove("un-waiting");
            if (!wait.isEmpty()) {
                unlock.getStyleClass().add("un-waiting");
            }
        });
        unlock.setText(null);
        unlock.setGraphic(content);
        unlock.accessibleTextProperty().bind(words.textProperty());
        unlock.disableProperty()
                .bind(model.derivingProperty().or(model.waitProperty().isNotEmpty()));
    }

    private VBox vault() {
        Label caption = Texts.name("Vault");
        file.setGraphic(Icons.of("fth-key"));
        file.setId("vault-file");
        file.setMinWidth(0);
        HBox.setHgrow(file, Priority.ALWAYS);
        var box = new HBox(file);
        box.getStyleClass().add("un-file");
        box.setAlignment(Pos.CENTER_LEFT);
        var vault = new VBox(caption, box);
        vault.getStyleClass().add("un-asked");
        return vault;
    }

    private VBox code() {
        var link = new Hyperlink("Use the recovery code");
        link.getStyleClass().add("bs-link");
        link.setOnAction(_ ->
                model.codeExplainedProperty().set(!model.codeExplainedProperty().get()));
        Label how =
                Texts.wrapped(Texts.secondary("Type it into the same field; it is known by its form. Then change the"
                        + " passphrase in the vault, which also makes a new code."));
        how.setId("code-how");
        how.visibleProperty().bind(model.codeExplainedProperty());
        how.managedProperty().bind(model.codeExplainedProperty());
        return new VBox(link, how);
    }

    private HBox without(Runnable review, Runnable passBy) {
        Button files = Buttons.small("Review files", "fth-package", review);
        files.setId("review-files");
        Button go = Buttons.small("Go on without it", "fth-arrow-right", passBy);
        go.setId("pass-by");
        Label words = Texts.wrapped(Texts.secondary("Without it:"));
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var line = new HBox(words, files, go);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("bs-line");
        return line;
    }

    private static Node rule() {
        var rule = Card.spring();
        rule.getStyleClass().add("bs-rule");
        return rule;
    }

    private void show(@Nullable Status status) {
        if (status == null) {
            return;
        }
        promise.setText(model.promise());
        file.setText(String.valueOf(status.file().getFileName()));
        file.setTooltip(new Tooltip(status.file().toString()));
        opened.setText(model.lastOpened());
        locks.setText(model.locksAfter());
    }

    private void show(@Nullable Trouble told) {
        boolean blocks = told != null && told.blocks();
        entry.setVisible(!blocks);
        entry.setManaged(!blocks);
        promise.setVisible(!blocks);
        promise.setManaged(!blocks);
        trouble.setVisible(told != null);
        trouble.setManaged(told != null);
        trouble.getChildren().clear();
        if (told == null) {
            return;
        }
        trouble.getStyleClass().setAll("un-trouble");
        Label title = Texts.wrapped(Texts.name(told.title()));
        title.setId("trouble-title");
        title.setGraphic(new MarkIcon(told.kind() == Trouble.Kind.WRONG ? Mark.WARNING : Mark.BREACH));
        trouble.getChildren().addAll(title, Texts.wrapped(Texts.secondary(told.why())));
        Path copy = told.copyAt();
        if (copy != null) {
            trouble.getChildren().add(copyAt(copy));
        }
        if (blocks) {
            Button look = Buttons.small("Look again", "fth-refresh-cw", model::refresh);
            look.setId("trouble-look");
            var acts = new HBox(look);
            acts.getStyleClass().add("bs-line");
            if (copy != null) {
                putBack(acts);
            }
            trouble.getChildren().add(acts);
        }
    }

    /// What is lost stands above the button before it can be pressed.
    private void putBack(HBox acts) {
        Label loss = Texts.wrapped(Texts.secondary(""));
        loss.setId("kept-loss");
        loss.textProperty().bind(model.lossProperty());
        Button put = Buttons.small("Open the kept copy", "fth-rotate-ccw", model::putBack);
        put.setId("put-back");
        put.disableProperty().bind(model.lossProperty().isEmpty());
        trouble.getChildren().add(loss);
        acts.getChildren().addFirst(put);
    }

    private static Node copyAt(Path path) {
        Label where = Texts.mono(path.toString());
        where.setMinWidth(0);
        where.setId("kept-copy");
        where.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        HBox.setHgrow(where, Priority.ALWAYS);
        var line = new HBox(
                where,
                Buttons.icon(
                        "fth-copy",
                        "Copy the path",
                        () -> Clipboard.getSystemClipboard()
                                .setContent(Map.of(DataFormat.PLAIN_TEXT, path.toString()))));
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("bs-line");
        return line;
    }
}
