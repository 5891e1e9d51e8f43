package io.backstay.ui.incidents;

import io.backstay.act.Cases;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import java.util.function.UnaryOperator;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The lines of the incidents screen.
final class CaseCells {
    private static final double PADDING = 36;
    private static final double LARGE = 20;

    private CaseCells() {}

    /// A case's state as mark and word.
    static Label state(Cases.Summary one) {
        return switch (one.state()) {
            case "restored" -> MarkIcon.withWord(Mark.HOLDS, "Restored");
            case "not restored" -> MarkIcon.withWord(Mark.BREACH, "Not restored");
            default -> MarkIcon.withWord(Mark.RUNNING, "Open");
        };
    }

    /// A case: its number and state, its title, when it was opened, and where the words stand that are looked for.
    static final class OfCase extends ListCell<Cases.Summary> {
        private final UnaryOperator<String> places;

        /// @param places of the words, by the case's number; empty for none
        OfCase(UnaryOperator<String> places) {
            this.places = places;
            fontProperty().addListener(_ -> updateItem(getItem(), isEmpty()));
        }

        @Override
        protected void updateItem(Cases.@Nullable Summary one, boolean empty) {
            super.updateItem(one, empty);
            setText(null);
            setPrefWidth(0);
            if (empty || one == null) {
                setGraphic(null);
                return;
            }
            Label id = Texts.mono(one.id());
            id.setMinWidth(Label.USE_PREF_SIZE);
            Label state = state(one);
            var first = new HBox(id, Card.spring());
            first.setAlignment(Pos.CENTER_LEFT);
            Label title = Texts.wrapped(Texts.name(one.title()));
            title.prefWidthProperty().bind(getListView().widthProperty().subtract(PADDING));
            title.setTooltip(Texts.tooltip(one.title()));
            Label opened = Texts.wrapped(
                    Texts.caption(Times.utc(one.openedAt()) + " UTC" + (one.practice() ? ", practice" : "")));
            opened.prefWidthProperty().bind(getListView().widthProperty().subtract(PADDING));
            var box = new VBox(first, title, opened);
            // Where text is large, both do not fit beside each other.
            if (getFont().getSize() > LARGE) {
                box.getChildren().add(1, state);
            } else {
                first.getChildren().add(state);
            }
            String where = places.apply(one.id());
            if (!where.isEmpty()) {
                Label found = Texts.wrapped(Texts.secondary(where));
                found.getStyleClass().add("in-found");
                found.prefWidthProperty().bind(getListView().widthProperty().subtract(PADDING));
                box.getChildren().add(found);
            }
            box.setAlignment(Pos.CENTER_LEFT);
            box.getStyleClass().add("in-case");
            setGraphic(box);
        }
    }
}
