package io.backstay.ui.shell;

import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// The foot of the window: how old the facts are, where they come from, how long the record is, which version
/// this is.
final class StatusLine extends HBox {
    private static final double MARK = 12;

    StatusLine(ShellModel model) {
        getStyleClass().add("bs-status");
        setAlignment(Pos.CENTER_LEFT);
        Label age = Texts.caption("");
        model.ageProperty().addListener((_, _, line) -> show(age, line));
        show(age, model.ageProperty().get());
        Label sources = Texts.caption("");
        sources.textProperty().bind(model.sourcesProperty());
        Label sealed = Texts.caption("");
        sealed.textProperty().bind(model.sealedProperty());
        sealed.setGraphic(Icons.of("fth-link"));
        sealed.visibleProperty().bind(model.sealedProperty().isNotEmpty());
        getChildren()
                .addAll(
                        age,
                        sources,
                        Card.spring(),
                        sealed,
                        Texts.caption("Backstay " + model.identity().version()));
        getChildren().forEach(child -> child.getStyleClass().add("bs-status-item"));
    }

    private static void show(Label label, ShellModel.Line line) {
        label.setText(line.words());
        label.setGraphic(new MarkIcon(line.mark(), MARK));
    }
}
