package io.backstay.ui.connections;

import io.backstay.act.connection.KnownRegion;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Texts;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The list of regions below a field. Typing looks for one, Down goes into the list, Space chooses, Esc closes.
final class RegionsPane extends VBox {
    private static final int STATEMENT_LINES = 8;

    private final RegionsModel model;
    private final Runnable onClose;
    private final TextField search = new TextField();
    private final ListView<KnownRegion> list = new ListView<>();

    /// @param typed   what stands in the field
    /// @param id      of the field
    /// @param onClose gives the field the focus again
    RegionsPane(RegionsModel model, StringProperty typed, String id, Runnable onClose) {
        this.model = model;
        this.onClose = onClose;
        getStyleClass().add("cn-regions");
        search.setId(id + "-search");
        search.setPromptText("Look for a name or a place");
        search.setAccessibleText("Look for a region by its name or place");
        search.getStyleClass().add("bs-field");
        search.textProperty().bindBidirectional(model.searchProperty());
        list.setId(id + "-list");
        list.setAccessibleText("Regions of AWS; Space chooses");
        list.setItems(model.shown());
        list.setCellFactory(_ -> new Line());
        typed.subscribe(list::refresh);
        search.addEventHandler(KeyEvent.KEY_PRESSED, this::searching);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::listing);
        getChildren().addAll(search, list, account(id));
        open(false);
    }

    /// What is known of the account, with the statement that its key lacks.
    private VBox account(String id) {
        Label said = Texts.wrapped(Texts.caption(""));
        said.setId(id + "-account");
        var statement = new TextArea();
        statement.setId(id + "-statement");
        statement.setAccessibleText("Statement for the policy of the key");
        statement.setEditable(false);
        statement.setPrefRowCount(STATEMENT_LINES);
        statement.getStyleClass().add("cn-script");
        var account = new VBox(said, statement);
        account.getStyleClass().add("cn-regions");
        model.offerProperty().subscribe(offer -> {
            said.setText(Foreign.of(offer.sentence()));
            show(said, !offer.sentence().isEmpty());
            statement.setText(offer.statement() == null ? "" : offer.statement());
            show(statement, offer.statement() != null);
            list.refresh();
        });
        return account;
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /// Shows it and begins to look, or closes it.
    void open(boolean open) {
        setVisible(open);
        setManaged(open);
        if (open) {
            search.clear();
            search.requestFocus();
            FormFrame.reveal(this);
        }
    }

    private void searching(KeyEvent press) {
        switch (press.getCode()) {
            case DOWN -> {
                list.requestFocus();
                list.getSelectionModel().selectFirst();
                press.consume();
            }
            case ENTER -> {
                choose(model.shown().isEmpty() ? null : model.shown().getFirst());
                press.consume();
            }
            case ESCAPE -> {
                close();
                press.consume();
            }
            default -> {}
        }
    }

    private void listing(KeyEvent press) {
        boolean chooses = press.getCode() == KeyCode.SPACE || press.getCode() == KeyCode.ENTER;
        if (chooses) {
            choose(list.getSelectionModel().getSelectedItem());
            press.consume();
        } else if (press.getCode() == KeyCode.ESCAPE) {
            close();
            press.consume();
        }
    }

    private void choose(@Nullable KnownRegion region) {
        if (region != null) {
            model.toggle(region);
            if (!model.several()) {
                close();
            }
        }
    }

    private void close() {
        open(false);
        onClose.run();
    }

    /// A region with its place, ticked where it stands in the field.
    private final class Line extends ListCell<KnownRegion> {
        private final CheckBox ticked = new CheckBox();
        private final Label name = Texts.mono("");
        private final Label place = Texts.secondary("");
        private final Label standing = Texts.secondary("");
        private final HBox row = new HBox(ticked, name, place, standing);

        Line() {
            row.getStyleClass().add("cn-region");
            ticked.setFocusTraversable(false);
            ticked.setMouseTransparent(true);
            ticked.setVisible(model.several());
            ticked.setManaged(model.several());
            name.setMinWidth(Region.USE_PREF_SIZE);
            setOnMouseClicked(_ -> choose(getItem()));
        }

        @Override
        protected void updateItem(@Nullable KnownRegion region, boolean empty) {
            super.updateItem(region, empty);
            if (region == null || empty) {
                setGraphic(null);
                return;
            }
            boolean chosen = model.chosen(region);
            ticked.setSelected(chosen);
            name.setText(region.name());
            place.setText(region.place());
            String word = model.standing(region);
            standing.setText(word);
            setAccessibleText(region.name() + ", " + region.place() + (word.isEmpty() ? "" : ", " + word)
                    + (chosen ? ", chosen" : ""));
            setGraphic(row);
        }
    }
}
