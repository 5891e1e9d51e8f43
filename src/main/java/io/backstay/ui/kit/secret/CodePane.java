package io.backstay.ui.kit.secret;

import io.backstay.base.Failure;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The recovery code, once: shown large, then typed again.
public final class CodePane extends StackPane {
    private static final double RING = 20;

    private final CodeModel model;
    private final Words words;
    private final Runnable onDone;
    private final SecretField retyped = new SecretField("The recovery code, typed again").named("retyped-code");

    /// What differs between its uses.
    ///
    /// @param verb   of the act that writes, such as `Create the vault`
    /// @param opens  what the code opens, such as `this vault`
    /// @param cancel of the way back, such as `Back`
    public record Words(String verb, String opens, String cancel) {}

    /// @param onCancel forgets the code
    /// @param onDone   runs when it is written, or when a code of something written was seen
    public CodePane(CodeModel model, Words words, Runnable onCancel, Runnable onDone) {
        this.model = model;
        this.words = words;
        this.onDone = onDone;
        getStyleClass().add("bs-code-pane");
        retyped.onEnter(this::confirm);
        Node shown = shown(onCancel);
        Node retype = retype();
        Node writing = writing();
        Node after = after();
        model.stepProperty().subscribe(step -> {
            switch (step) {
                case NONE -> getChildren().clear();
                case SHOWN -> getChildren().setAll(shown);
                case RETYPE -> getChildren().setAll(retype);
                case WRITING -> getChildren().setAll(writing);
                case SHOWN_AFTER -> getChildren().setAll(after);
            }
            if (step == CodeModel.Step.RETYPE) {
                retyped.requestFocus();
            } else {
                retyped.clear();
            }
        });
    }

    /// Forgets what was typed.
    public void clear() {
        retyped.clear();
    }

    private Node shown(Runnable onCancel) {
        Button cancel = Buttons.plain(words.cancel(), null, onCancel);
        Button next = Buttons.primary("I have written it down", "fth-check", model::writtenDown);
        next.setId("code-written-down");
        Label note = Texts.wrapped(Texts.caption("Next it is typed again. Nothing is written before that."));
        return page(
                "Write down the recovery code",
                "It opens " + words.opens() + " when the passphrase is lost. It is shown now and never again.",
                code(),
                acts(note, cancel, next));
    }

    private Node after() {
        Button done = Buttons.primary("I have written it down", "fth-check", () -> {
            model.forget();
            onDone.run();
        });
        done.setId("code-written-down");
        return page(
                "Write down the recovery code",
                "It opens " + words.opens() + " when the passphrase is lost. It is shown now and never again.",
                code(),
                acts(Texts.caption(""), done));
    }

    private VBox code() {
        Label upper = line("recovery-code", 0);
        Label lower = line("recovery-code-end", 1);
        var paper = new VBox(upper, lower);
        paper.setAlignment(Pos.CENTER);
        paper.getStyleClass().add("bs-code-paper");
        Button copy = Buttons.small("Copy", "fth-copy", model::copy);
        copy.setId("code-copy");
        var line = new HBox(copy, new ClipboardNote(model.clipboard()));
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("bs-line");
        Label keep = Texts.wrapped(Texts.body("Keep it on paper, in a safe, away from this computer. Letters are A to Z"
                + " without I, L, O and U; a 0 is a zero, a 1 is a one."));
        keep.setGraphic(new MarkIcon(Mark.WARNING));
        var note = new StackPane(keep);
        note.getStyleClass().add("bs-note");
        note.setAlignment(Pos.CENTER_LEFT);
        var box = new VBox(paper, line, note);
        box.getStyleClass().add("bs-below");
        return box;
    }

    private Label line(String id, int which) {
        Label line = new Label();
        line.setId(id);
        line.getStyleClass().add("bs-code");
        line.textProperty().bind(Bindings.createStringBinding(() -> half(which), model.codeProperty()));
        line.setMinWidth(USE_PREF_SIZE);
        return line;
    }

    /// The code is broken between two groups, so that it fits a card and a sheet of paper.
    private String half(int which) {
        String code = model.codeProperty().get();
        int middle = code.indexOf('-', code.length() / 2);
        return which == 0 ? code.substring(0, middle + 1) : code.substring(middle + 1);
    }

    private Node retype() {
        Button again = Buttons.plain("Show it again", null, model::showAgain);
        Button write = Buttons.primary(words.verb(), "fth-check", this::confirm);
        write.setId("code-confirm");
        Label problem = Texts.wrapped(new Label());
        problem.setId("code-problem");
        problem.getStyleClass().add("bs-danger-text");
        problem.setGraphic(new MarkIcon(Mark.BREACH));
        model.failureProperty().subscribe(failure -> say(problem, failure));
        return page(
                "Type the recovery code",
                "From what you have written down. Capitals, dashes and blanks do not matter.",
                new VBox(retyped, problem),
                acts(Texts.wrapped(Texts.caption(model.derivation())), again, write));
    }

    private static void say(Label problem, @Nullable Failure failure) {
        problem.setVisible(failure != null);
        problem.setManaged(failure != null);
        problem.setText(failure == null ? "" : Foreign.of(failure));
    }

    private static Node writing() {
        Label label = Texts.figure("Writing the vault");
        label.setGraphic(new MarkIcon(Mark.RUNNING, RING));
        label.getStyleClass().add("bs-working");
        return label;
    }

    private static VBox page(String title, String why, Node middle, Node acts) {
        var head = new VBox(Texts.wrapped(Texts.title(title)), Texts.wrapped(Texts.muted(why)));
        head.getStyleClass().add("bs-head");
        var page = new VBox(head, middle, acts);
        page.getStyleClass().add("bs-stacked");
        return page;
    }

    private static Node acts(Label note, Node... buttons) {
        return new ActRow(note, buttons);
    }

    private void confirm() {
        model.confirm(retyped, onDone);
    }
}
