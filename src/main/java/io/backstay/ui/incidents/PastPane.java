package io.backstay.ui.incidents;

import io.backstay.base.Durations;
import io.backstay.incident.past.Statistics;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.PaneStack;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.table.Tables;
import java.time.Duration;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// All cases in numbers, as a chart or as tables. Esc goes back to the cases.
final class PastPane extends VBox {
    private static final double CAUSES = 260;
    private static final double COUNT = 90;
    private static final double LONG = 180;
    private static final double SHORT = 110;

    private final PastView chart;

    PastPane(PastModel model) {
        getStyleClass().add("in-page");
        chart = new PastView(model);
        var tables = new HBox(causes(model), results(model));
        tables.getStyleClass().add("in-line");
        var asTable = new ToggleButton("As table");
        asTable.setId("past-as-table");
        asTable.getStyleClass().add("bs-small");
        tables.visibleProperty().bind(asTable.selectedProperty());
        chart.visibleProperty().bind(asTable.selectedProperty().not());
        Button back = Buttons.small(
                "Back to the cases", null, () -> model.openProperty().set(false));
        back.setId("past-back");
        Label title = Texts.title("Cases in numbers");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var head = new HBox(title, Card.spring(), asTable, back);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("in-kinds");
        Label said = Texts.wrapped(Texts.secondary(""));
        said.setId("past-said");
        model.shownProperty().subscribe(past -> said.setText(past == null ? "" : String.join(" ", past.sentences())));
        getChildren()
                .addAll(head, said, new PaneStack(new StackPane(chart, tables), model.stateProperty(), model::read));
    }

    void begin() {
        chart.requestFocus();
    }

    private static TableView<Statistics.CauseCount> causes(PastModel model) {
        TableView<Statistics.CauseCount> table = Tables.table(Tables.ROW);
        table.setId("past-causes");
        table.setMinWidth(CAUSES);
        table.setPrefWidth(CAUSES);
        table.getColumns()
                .addAll(List.of(
                        Tables.text("Cause", CAUSES - COUNT, Statistics.CauseCount::name),
                        Tables.number("Cases", COUNT, each -> "" + each.cases())));
        model.shownProperty().subscribe(past -> table.getItems().setAll(past == null ? List.of() : past.causes()));
        return table;
    }

    private static TableView<Statistics.Result> results(PastModel model) {
        TableView<Statistics.Result> table = Tables.table(Tables.ROW);
        table.setId("past-results");
        table.setPlaceholder(Texts.muted("No restore was measured yet."));
        HBox.setHgrow(table, Priority.ALWAYS);
        table.getColumns()
                .addAll(List.of(
                        Tables.text("Case", SHORT, Statistics.Result::caseId, "bs-mono"),
                        Tables.text("Restore ended, UTC", LONG, Statistics.Result::day),
                        Tables.text(
                                "Loss window", SHORT, each -> words(each.rpo().measured())),
                        Tables.text("Promised", SHORT, each -> words(each.rpo().promised())),
                        Tables.text("", SHORT, each -> each.rpo().standing().word()),
                        Tables.text(
                                "Time taken", SHORT, each -> words(each.rto().measured())),
                        Tables.text("Promised", SHORT, each -> words(each.rto().promised())),
                        Tables.text("", SHORT, each -> each.rto().standing().word())));
        model.shownProperty().subscribe(past -> table.getItems().setAll(past == null ? List.of() : past.results()));
        return table;
    }

    private static String words(@Nullable Duration duration) {
        return duration == null ? "–" : Durations.words(duration);
    }
}
