package io.backstay.ui.unlock;

import io.backstay.base.Failure;
import io.backstay.codec.Words;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.secret.ActRow;
import io.backstay.ui.kit.secret.CodeModel;
import io.backstay.ui.kit.secret.CodePane;
import io.backstay.ui.kit.secret.NewPassphrasePane;
import io.backstay.ui.unlock.FirstRunModel.Choice;
import java.util.EnumMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/// The first run: three ways to begin, a new passphrase, then the recovery code.
final class FirstRunCard extends StackPane {
    private static final double RING = 20;

    private final FirstRunModel model;
    private final Runnable review;
    private final NewPassphrasePane passphrase;
    private final CodePane codePane;
    private final VBox begin = new VBox();
    private final StackPane below = new StackPane();
    private final Map<Choice, RadioButton> choices = new EnumMap<>(Choice.class);

    /// @param review looks at the vault files that lie here
    FirstRunCard(FirstRunModel model, Runnable review) {
        this.model = model;
        this.review = review;
        getStyleClass().addAll("bs-card", "un-card", "un-first");
        setMinHeight(USE_PREF_SIZE);
        setMaxHeight(USE_PREF_SIZE);
        setId("first-run-card");
        passphrase = new NewPassphrasePane(model.passphrase());
        passphrase.onEnter(this::make);
        codePane = new CodePane(
                model.code(),
                new CodePane.Words("Create the vault", "the vault", "Back"),
                model::forget,
                model::written);
        begin();
        model.code().stepProperty().subscribe(step -> arrange());
        model.makingProperty().subscribe(_ -> arrange());
        model.choiceProperty().subscribe(this::choose);
    }

    void clear() {
        passphrase.clear();
        codePane.clear();
    }

    void focus() {
        RadioButton first = choices.get(model.choiceProperty().get());
        if (first != null && model.code().stepProperty().get() == CodeModel.Step.NONE) {
            first.requestFocus();
        }
    }

    private void make() {
        model.make(passphrase.passphrase());
        if (model.makingProperty().get()) {
            passphrase.clear();
        }
    }

    private void arrange() {
        boolean coded = model.code().stepProperty().get() != CodeModel.Step.NONE;
        getChildren().setAll(coded ? codePane : model.makingProperty().get() ? making() : begin);
    }

    private void begin() {
        var head = new VBox(
                Texts.wrapped(Texts.title("Welcome. Where do credentials live?")),
                Texts.wrapped(Texts.muted("One encrypted file on this computer. No server, no account.")));
        head.getStyleClass().add("bs-head");
        var group = new ToggleGroup();
        begin.getStyleClass().add("un-begin");
        begin.getChildren()
                .addAll(
                        head,
                        choice(
                                group,
                                Choice.NEW,
                                "New vault",
                                "An empty file, protected by your passphrase",
                                "fth-plus-square"),
                        choice(
                                group,
                                Choice.OPEN,
                                "Open a vault I have",
                                "A .bsvault from another computer or a backup",
                                "fth-folder"),
                        choice(
                                group,
                                Choice.PRACTISE,
                                "Practise first",
                                "A built-in estate with real faults, no credentials needed",
                                "fth-target"),
                        below);
    }

    private Node choice(ToggleGroup group, Choice choice, String name, String second, String icon) {
        var words = new VBox(Texts.name(name), Texts.wrapped(Texts.caption(second)));
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var radio = new RadioButton();
        radio.setToggleGroup(group);
        radio.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        radio.setId("choice-" + Words.of(choice));
        radio.setAccessibleText(name + ". " + second);
        radio.selectedProperty().addListener((_, _, chosen) -> {
            if (chosen) {
                model.choiceProperty().set(choice);
            }
        });
        choices.put(choice, radio);
        var row = new HBox(radio, words, Icons.of(icon));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("un-choice");
        row.setOnMouseClicked(_ -> {
            radio.setSelected(true);
            radio.requestFocus();
        });
        radio.selectedProperty().subscribe(chosen -> {
            row.getStyleClass().remove("un-chosen");
            if (chosen) {
                row.getStyleClass().add("un-chosen");
            }
        });
        return row;
    }

    private void choose(Choice choice) {
        RadioButton radio = choices.get(choice);
        if (radio != null) {
            radio.setSelected(true);
        }
        passphrase.clear();
        below.getChildren()
                .setAll(
                        switch (choice) {
                            case NEW -> newVault();
                            case OPEN -> openVault();
                            case PRACTISE -> practise();
                        });
    }

    private Node newVault() {
        var strong = new Text(NewPassphrasePane.WARNING);
        strong.getStyleClass().add("bs-note-strong");
        var keep = new Text(" Keep it in your password manager, and keep a copy of the vault file elsewhere.");
        keep.getStyleClass().add("bs-note-text");
        var words = new TextFlow(strong, keep);
        HBox.setHgrow(words, Priority.ALWAYS);
        var note = new HBox(new MarkIcon(Mark.WARNING, RING), words);
        note.getStyleClass().add("bs-note");
        note.setAlignment(Pos.TOP_LEFT);
        Button next = Buttons.primary("Make the recovery code", null, this::make);
        next.setId("make");
        next.disableProperty().bind(model.passphrase().readyProperty().not());
        String refusal = model.refusal();
        Label problem = Texts.wrapped(new Label(refusal == null ? "" : refusal));
        problem.setId("first-run-problem");
        problem.getStyleClass().add("bs-danger-text");
        model.failureProperty().subscribe(failure -> say(problem, failure, refusal));
        var box = new VBox(
                passphrase,
                note,
                problem,
                new ActRow(
                        Texts.wrapped(Texts.caption("Argon2id, measured on this computer next")),
                        Buttons.plain("Back", null, model::leave),
                        next));
        box.getStyleClass().add("un-begin");
        return box;
    }

    static void say(Label problem, @Nullable Failure failure, @Nullable String refusal) {
        String words = failure != null ? Foreign.of(failure) : refusal;
        problem.setText(words == null ? "" : words);
        problem.setVisible(words != null);
        problem.setManaged(words != null);
    }

    private Node openVault() {
        return new TakeOverPane(model, review);
    }

    private Node practise() {
        Label what = Texts.wrapped(Texts.body("The lab starts real servers on this computer, loses one firm's invoices"
                + " and lets you bring them back. No vault is made, and the lab has its own throw-away passwords."));
        Button go = Buttons.primary("Open the practice lab", "fth-target", model::practise);
        go.setId("practise");
        var box = new VBox(what, new ActRow(Texts.caption(""), Buttons.plain("Back", null, model::leave), go));
        box.getStyleClass().add("un-begin");
        return box;
    }

    private static Node making() {
        Label label = Texts.figure("Measuring the key derivation on this computer");
        label.setGraphic(new MarkIcon(Mark.RUNNING, RING));
        Label why = Texts.wrapped(Texts.muted(
                "So that one guess costs about a second here, and as much memory as this computer can spare. It takes a"
                        + " few seconds; nothing is written yet."));
        var box = new VBox(Texts.wrapped(label), why);
        box.getStyleClass().add("bs-head");
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }
}
