package io.backstay.ui.kit.secret;

import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A new passphrase, twice, with its strength and a way to have six random words made.
public final class NewPassphrasePane extends VBox {
    /// The warning that stands beside every new passphrase.
    public static final String WARNING = "Nobody can reset this passphrase.";

    private static final double NARROW_EM = 30;

    private final NewPassphraseModel model;
    private final SecretField first = new SecretField("Passphrase").named("new-passphrase");
    private final SecretField again = new SecretField("Again").named("new-passphrase-again");
    private final Label match = MarkIcon.withWord(Mark.HOLDS, "Both are the same");
    private final HBox beside = new HBox();
    private final VBox below = new VBox();
    private final StackPane fields = new StackPane();

    /// Asks what the model takes.
    public NewPassphrasePane(NewPassphraseModel model) {
        this.model = model;
        getStyleClass().add("bs-new-passphrase");
        var bar = new StrengthBar();
        model.strengthProperty().subscribe(bar::show);
        first.onTyped(() -> model.typed(first, again));
        again.onTyped(() -> model.typed(first, again));
        beside.getStyleClass().add("bs-beside");
        below.getStyleClass().add("bs-below");
        HBox.setHgrow(first, Priority.ALWAYS);
        HBox.setHgrow(again, Priority.ALWAYS);
        first.setPrefWidth(1);
        again.setPrefWidth(1);
        arrange(false);
        widthProperty().subscribe(width -> arrange(isNarrow(width.doubleValue())));
        Label problem = Texts.wrapped(Texts.secondary(""));
        problem.getStyleClass().add("bs-danger-text");
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(model.problemProperty().isNotEmpty());
        getChildren().addAll(fields, bar, line(), problem);
    }

    /// The first field.
    public SecretInput passphrase() {
        return first;
    }

    /// Puts the keyboard into it.
    public void focus() {
        first.requestFocus();
    }

    /// Forgets both.
    public void clear() {
        first.clear();
        again.clear();
    }

    /// Hears of Enter in the second field.
    public void onEnter(Runnable act) {
        again.onEnter(act);
    }

    private HBox line() {
        Button suggest = Buttons.small("Suggest six words", "fth-refresh-cw", this::suggest);
        suggest.setId("suggest");
        match.visibleProperty().bind(model.sameProperty());
        var line = new HBox(suggest, Card.spring(), match);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /// Suggested words are shown, because they are still to be kept somewhere.
    private void suggest() {
        model.suggest(first, again, () -> first.reveal(true));
    }

    private boolean isNarrow(double width) {
        return width > 0 && width < NARROW_EM * match.getFont().getSize();
    }

    private void arrange(boolean narrow) {
        var box = narrow ? below : beside;
        if (!Objects.equals(first.getParent(), box)) {
            beside.getChildren().clear();
            below.getChildren().clear();
            box.getChildren().addAll(first, again);
            fields.getChildren().setAll(box);
        }
    }
}
