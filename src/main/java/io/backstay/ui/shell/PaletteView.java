package io.backstay.ui.shell;

import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Texts;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The command palette over the window: type, choose, Enter.
final class PaletteView extends StackPane {
    private static final double WIDTH = 640;
    private static final double ROW = 44;
    private static final int ROWS = 9;

    private final PaletteModel model;
    private final TextField field = new TextField();
    private final ListView<PaletteModel.Entry> list;
    private final Label environment = Texts.secondary("");
    private final Label count = Texts.secondary("");
    private final Runnable onClosed;

    PaletteView(PaletteModel model, Runnable onClosed) {
        this.model = model;
        this.onClosed = onClosed;
        getStyleClass().add("bs-shade");
        list = new ListView<>(model.shown());
        list.getStyleClass().addAll("bs-list", "bs-palette-list");
        list.setFixedCellSize(ROW);
        list.setFocusTraversable(false);
        list.setCellFactory(_ -> new Row());
        list.setOnMouseClicked(_ -> choose());
        field.textProperty().bindBidirectional(model.queryProperty());
        field.setPromptText("Find or do anything");
        field.getStyleClass().add("bs-palette-field");
        HBox.setHgrow(field, Priority.ALWAYS);
        environment.getStyleClass().add("bs-role");
        environment.setMinWidth(Region.USE_PREF_SIZE);
        var head = new HBox(Icons.of("fth-search"), field, environment, Texts.key("Esc"));
        head.getStyleClass().add("bs-palette-head");
        head.setAlignment(Pos.CENTER_LEFT);
        var foot = new HBox(
                Texts.key("\u2191"),
                Texts.key("\u2193"),
                Texts.secondary("move"),
                Texts.key("Enter"),
                Texts.secondary("do"),
                Card.spring(),
                count);
        foot.getStyleClass().add("bs-palette-foot");
        foot.setAlignment(Pos.CENTER_LEFT);
        var box = new VBox(head, list, foot);
        box.getStyleClass().add("bs-palette");
        box.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        size();
        getChildren().add(box);
        setAlignment(box, Pos.TOP_CENTER);
        setVisible(false);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        setOnMousePressed(press -> {
            if (press.getTarget() == this) {
                close();
            }
        });
        model.shown().addListener((ListChangeListener<PaletteModel.Entry>) _ -> first());
    }

    void open(String whose) {
        environment.setText(whose);
        model.open();
        first();
        setVisible(true);
        field.requestFocus();
    }

    void close() {
        if (!isVisible()) {
            return;
        }
        setVisible(false);
        onClosed.run();
    }

    private void size() {
        int rows = Math.clamp(model.shown().size(), 1, ROWS);
        list.setMinHeight(ROW * rows + 2);
        list.setPrefHeight(ROW * rows + 2);
    }

    private void first() {
        size();
        list.getSelectionModel().selectFirst();
        count.setText(String.format(Locale.ROOT, "%,d of %,d", model.shown().size(), model.total()));
    }

    private void key(KeyEvent press) {
        KeyCode code = press.getCode();
        switch (code) {
            case ESCAPE -> close();
            case ENTER -> choose();
            case DOWN -> list.getSelectionModel().selectNext();
            case UP -> list.getSelectionModel().selectPrevious();
            default -> {
                return;
            }
        }
        list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - ROWS + 2));
        press.consume();
    }

    private void choose() {
        PaletteModel.Entry entry = list.getSelectionModel().getSelectedItem();
        if (entry != null) {
            close();
            entry.act().run();
        }
    }

    /// A row: icon, title, group and detail, keys.
    private static final class Row extends ListCell<PaletteModel.Entry> {
        @Override
        protected void updateItem(PaletteModel.@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(null);
            if (entry == null || empty) {
                setGraphic(null);
                return;
            }
            String group = entry.group().word();
            var words = new VBox(
                    Texts.name(entry.title()),
                    Texts.caption(entry.detail().isEmpty() ? group : group + ": " + entry.detail()));
            words.setAlignment(Pos.CENTER_LEFT);
            var row = new HBox(Icons.of(entry.icon()), words, Card.spring());
            if (!entry.keys().isEmpty()) {
                row.getChildren().add(Texts.key(entry.keys()));
            }
            row.setSpacing(12);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }
    }
}
