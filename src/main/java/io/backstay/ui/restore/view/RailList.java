package io.backstay.ui.restore.view;

import io.backstay.restore.verdict.Intake;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.RailRow;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.StepState;
import io.backstay.ui.restore.found.Known;
import io.backstay.ui.restore.found.Known.Opened;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The step rail: who it is about, and where each of the eleven steps stands.
final class RailList extends VBox {
    private static final double WIDTH = 216;
    private static final double ROW = 46;
    private static final double DISC = 20;
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final Label id = Texts.mono("");
    private final Label who = Texts.section("");
    private final Label what = Texts.wrapped(Texts.secondary(""));

    private final Button record = Buttons.icon("fth-list", "In the record", () -> {});

    RailList(RestoreModel model, @Nullable Consumer<String> toRecord) {
        getStyleClass().add("rs-rail");
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        id.getStyleClass().setAll("label", "bs-mono-muted");
        record.setId("restore-record");
        record.setVisible(false);
        record.setOnAction(_ -> {
            if (toRecord != null) {
                toRecord.accept(id.getText());
            }
        });
        var first = new HBox(id, Card.spring(), record);
        first.setAlignment(Pos.CENTER_LEFT);
        var head = new VBox(first, who, what);
        head.getStyleClass().add("rs-rail-head");
        var list = new ListView<>(model.rail().rows());
        list.setId("rail");
        list.getStyleClass().addAll("bs-list", "rs-rail-list");
        list.setFixedCellSize(ROW);
        list.setAccessibleText("Steps of this restore");
        list.setCellFactory(_ -> new StepCell(model));
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(head, list);
        model.knownProperty().subscribe(known -> {
            name(known);
            record.setVisible(toRecord != null && known.opened() != null);
        });
    }

    private void name(Known known) {
        Opened opened = known.opened();
        if (opened == null) {
            id.setText("New restore");
            who.setText("Nobody yet");
            what.setText("Answer the questions first");
        } else {
            Intake intake = opened.intake();
            id.setText(opened.id());
            who.setText(intake.tenant().name());
            what.setText(intake.dataset() + ", " + intake.database());
        }
        who.setTooltip(new Tooltip(who.getText()));
        what.setTooltip(new Tooltip(what.getText()));
    }

    /// One step: its disc, its name, what came of it.
    private static final class StepCell extends ListCell<RailRow> {
        private final RestoreModel model;
        private final Label number = new Label();
        private final StackPane disc = new StackPane();
        private final Label name = new Label();
        private final Label note = Texts.caption("");
        private final HBox row;

        StepCell(RestoreModel model) {
            this.model = model;
            number.getStyleClass().add("rs-step-number");
            disc.getStyleClass().add("rs-disc");
            disc.setMinSize(DISC, DISC);
            disc.setMaxSize(DISC, DISC);
            name.getStyleClass().add("rs-step-name");
            var words = new VBox(name, note);
            words.setAlignment(Pos.CENTER_LEFT);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            row = new HBox(line(disc), words);
            row.getStyleClass().add("rs-step");
            row.setAlignment(Pos.CENTER_LEFT);
            // Long notes end in dots instead of making the list scroll sideways.
            setPrefWidth(0);
            setOnMouseClicked(_ -> look());
            model.currentProperty().subscribe(_ -> highlight());
        }

        private void highlight() {
            RailRow shown = getItem();
            pseudoClassStateChanged(
                    CURRENT,
                    shown != null && shown.step() == model.currentProperty().get());
        }

        private void look() {
            RailRow shown = getItem();
            if (shown != null) {
                model.look(shown.step());
            }
        }

        @Override
        protected void updateItem(@Nullable RailRow item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            if (empty || item == null) {
                setGraphic(null);
                pseudoClassStateChanged(CURRENT, false);
                setAccessibleText(null);
                return;
            }
            name.setText(item.step().title());
            note.setText(item.note());
            number.setText(String.valueOf(getIndex() + 1));
            disc.getStyleClass().setAll("rs-disc", "rs-disc-" + style(item.state()));
            name.getStyleClass().setAll("label", "rs-step-name", "rs-step-" + style(item.state()));
            disc.getChildren().setAll(symbol(item.state()));
            setTooltip(new Tooltip(item.step().title() + ", " + item.state().word() + ": " + item.note()));
            setAccessibleText(item.step().title() + ", " + item.state().word() + ", " + item.note());
            highlight();
            setGraphic(row);
        }

        private Node symbol(StepState state) {
            return switch (state) {
                case DONE -> Icons.of("fth-check");
                case SKIPPED -> Icons.of("fth-minus");
                case FAILED -> Icons.of("fth-x");
                case WAITING -> Icons.of("fth-user");
                case CURRENT, RUNNING, TO_DO -> number;
            };
        }

        private static String style(StepState state) {
            return switch (state) {
                case DONE -> "done";
                case SKIPPED -> "skipped";
                case FAILED -> "failed";
                case WAITING -> "waiting";
                case CURRENT -> "current";
                case RUNNING -> "running";
                case TO_DO -> "to-do";
            };
        }

        /// The disc stands on the line that joins the steps.
        private static Node line(Region disc) {
            var line = new Region();
            line.getStyleClass().add("rs-step-line");
            line.setMaxWidth(1);
            return new StackPane(line, disc);
        }
    }
}
