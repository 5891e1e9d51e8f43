package io.backstay.ui.restore.view;

import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.RailRow;
import io.backstay.ui.restore.RestoreModel;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;

/// The step rail in one line, for a narrow window: the current step, and a menu with all of them.
final class StepLine extends HBox {
    private final RestoreModel model;
    private final Label number = new Label();
    private final Label name = Texts.section("");
    private final Label place = Texts.secondary("");
    private final MenuButton all = new MenuButton("All steps");

    StepLine(RestoreModel model) {
        this.model = model;
        number.getStyleClass().add("rs-line-number");
        name.setMinWidth(USE_PREF_SIZE);
        place.setMinWidth(0);
        all.setId("all-steps");
        all.getStyleClass().add("bs-button");
        all.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(number, name, place, Card.spring(), all);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("rs-step-row");
        model.rail().rows().addListener((ListChangeListener<RailRow>) _ -> show());
        model.currentProperty().subscribe(_ -> show());
    }

    private void show() {
        ObservableList<RailRow> rows = model.rail().rows();
        all.getItems().clear();
        for (int i = 0; i < rows.size(); i++) {
            RailRow row = rows.get(i);
            var item = new MenuItem(
                    (i + 1) + "  " + row.step().title() + ", " + row.state().word() + ": " + row.note());
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> model.look(row.step()));
            all.getItems().add(item);
            if (row.step() == model.currentProperty().get()) {
                number.setText(String.valueOf(i + 1));
                name.setText(row.step().title());
                place.setText("step " + (i + 1) + " of " + rows.size() + ", " + row.note());
            }
        }
    }
}
