package io.backstay.ui.kit.prose;

import io.backstay.incident.fact.Fact;
import io.backstay.ui.kit.Texts;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;

/// The facts to choose from, narrowed by what is typed. Enter puts the chosen one in, Esc goes back.
final class FactPicker {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 240;
    private static final double BELOW = 6;

    private final Popup popup = new Popup();
    private final TextField field = new TextField();
    private final ListView<Fact> list = new ListView<>();
    private final Consumer<String> onChosen;
    private List<Fact> all = List.of();

    FactPicker(Consumer<String> onChosen) {
        this.onChosen = onChosen;
        field.setId("fact-search");
        field.getStyleClass().add("bs-field");
        field.setPromptText("Find a fact");
        field.setAccessibleText("Find a fact to put in");
        list.setId("fact-list");
        list.getStyleClass().add("bs-list");
        list.setAccessibleText("Facts of this case");
        list.setFocusTraversable(false);
        list.setPrefSize(WIDTH, HEIGHT);
        list.setPlaceholder(Texts.muted("No such fact."));
        list.setCellFactory(_ -> new Cell());
        list.setOnMouseClicked(_ -> choose());
        var box = new VBox(field, list);
        box.getStyleClass().add("pr-picker");
        box.getStylesheets().add(ProseArea.sheet());
        box.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        popup.getContent().add(box);
        popup.setAutoHide(true);
        popup.setHideOnEscape(true);
        field.textProperty().subscribe(this::narrow);
    }

    void show(Node owner, Node caret, List<Fact> facts) {
        all = facts;
        field.clear();
        narrow("");
        Bounds at = caret.localToScreen(caret.getBoundsInLocal());
        popup.show(owner, at.getMinX(), at.getMaxY() + BELOW);
        field.requestFocus();
    }

    private void narrow(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        list.getItems()
                .setAll(all.stream()
                        .filter(fact -> (fact.words() + " " + fact.id() + " " + fact.source())
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted))
                        .toList());
        list.getSelectionModel().selectFirst();
    }

    private void pressed(KeyEvent pressed) {
        switch (pressed.getCode()) {
            case DOWN -> list.getSelectionModel().selectNext();
            case UP -> list.getSelectionModel().selectPrevious();
            case ENTER -> choose();
            case ESCAPE -> popup.hide();
            default -> {
                return;
            }
        }
        list.scrollTo(list.getSelectionModel().getSelectedIndex());
        pressed.consume();
    }

    private void choose() {
        Fact chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            popup.hide();
            onChosen.accept(chosen.id());
        }
    }

    /// A fact's words, and under them where it comes from.
    private static final class Cell extends ListCell<Fact> {
        @Override
        protected void updateItem(@Nullable Fact fact, boolean empty) {
            super.updateItem(fact, empty);
            setText(null);
            setPrefWidth(0);
            setGraphic(
                    empty || fact == null
                            ? null
                            : new VBox(
                                    Texts.name(Shown.of(fact.words())),
                                    Texts.caption(fact.id() + ", " + Shown.of(fact.source()))));
        }
    }
}
