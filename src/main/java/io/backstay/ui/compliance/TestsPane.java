package io.backstay.ui.compliance;

import io.backstay.act.test.TestRow;
import io.backstay.base.Durations;
import io.backstay.estate.RestoreTest;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.PaneStack;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.entry.Named;
import io.backstay.ui.kit.table.Tables;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Restore tests beside the promise of them: kind, last result, when the next is due, how the last ones went.
final class TestsPane extends BorderPane {
    private static final int TREND_MAX = 8;
    private static final double ACTION_WIDTH = 420;
    private static final double DAY_WIDTH = 190;

    private final TestsModel model;
    private final TableView<TestRow> table = Tables.table(Tables.TALL_ROW);

    TestsPane(TestsModel model, Runnable again) {
        this.model = model;
        table.setItems(model.rows());
        table.setId("restore-tests");
        table.getColumns()
                .addAll(List.of(
                        Tables.nodes("State", 132, this::state),
                        Tables.nodes("Test", 190, TestsPane::name),
                        Tables.text("Promised", 110, row -> every(row.every())),
                        Tables.nodes("Last result", 220, this::last),
                        Tables.text("Due", 130, this::due),
                        Tables.nodes("Last " + TREND_MAX, 160, TestsPane::trend),
                        Tables.nodes("", 110, this::act)));
        Label clause = Texts.quotation("");
        table.getSelectionModel()
                .selectedItemProperty()
                .subscribe(row -> clause.setText(
                        row == null
                                ? "Choose a row to read the promise."
                                : row.clause() == null
                                        ? "This policy does not promise this test."
                                        : "“" + row.clause() + "”"));
        var page = new BorderPane(table);
        page.setTop(new VBox(finishes(), strip()));
        page.setBottom(clause);
        page.getStyleClass().addAll("bs-page", "cp-tests");
        setCenter(new PaneStack(page, model.stateProperty(), again));
        model.runningProperty().subscribe(_ -> table.refresh());
    }

    /// To the tests, where one of them is chosen.
    void focus() {
        if (table.getSelectionModel().isEmpty()) {
            table.getSelectionModel().selectFirst();
        }
        table.requestFocus();
    }

    /// What the next run finishes; takes no room where nothing waits for one.
    private Node finishes() {
        var action = new ComboBox<>(model.waiting());
        action.setId("test-finishes");
        action.getStyleClass().add("bs-field");
        action.setPrefWidth(ACTION_WIDTH);
        action.setMaxWidth(ACTION_WIDTH);
        action.setAccessibleText("What the test that is run next finishes when it passes");
        action.setConverter(new Named<>(TestsModel.Finishes::words));
        action.valueProperty().bindBidirectional(model.finishesProperty());
        action.disableProperty().bind(model.runningProperty().isNotNull());
        var next = new TextField();
        next.setId("test-next");
        next.getStyleClass().add("bs-field");
        next.setPrefWidth(DAY_WIDTH);
        next.setAccessibleText("When it is due again, as a day; empty when that was all");
        next.setPromptText("Due again; empty for never");
        next.textProperty().bindBidirectional(model.nextProperty());
        Label words = Texts.secondary("A run that passes finishes");
        words.setLabelFor(action);
        var row = new HBox(8, words, action, next);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("cp-finishes");
        model.finishesProperty().subscribe(chosen -> next.setVisible(chosen.action() != null));
        row.visibleProperty().bind(Bindings.size(model.waiting()).greaterThan(1));
        row.managedProperty().bind(row.visibleProperty());
        return row;
    }

    /// What runs now, or how the last one ended.
    private Node strip() {
        Label step = Texts.body("");
        step.textProperty().bind(model.stepProperty());
        step.setGraphic(new MarkIcon(Mark.RUNNING));
        var running = new HBox(step, Card.spring(), Buttons.small("Cancel", null, model::cancel));
        running.setAlignment(Pos.CENTER_LEFT);
        running.getStyleClass().add("bs-running");
        Label said = Texts.wrapped(Texts.secondary(""));
        said.textProperty().bind(model.saidProperty());
        said.getStyleClass().add("cp-tested");
        var box = new VBox();
        Runnable show = () -> {
            box.getChildren().clear();
            if (model.runningProperty().get() != null) {
                box.getChildren().add(running);
            } else if (!model.saidProperty().get().isEmpty()) {
                box.getChildren().add(said);
            }
        };
        model.runningProperty().subscribe(_ -> show.run());
        model.saidProperty().subscribe(_ -> show.run());
        return box;
    }

    private Node state(TestRow row) {
        return switch (row.state()) {
            case FAILED -> MarkIcon.withWord(Mark.BREACH, "Failed");
            case OVERDUE -> MarkIcon.withWord(Mark.BREACH, "Overdue");
            case NEVER -> MarkIcon.withWord(Mark.UNKNOWN, "Never run");
            case PASSED -> MarkIcon.withWord(Mark.HOLDS, "Passed");
            case NOT_PROMISED -> MarkIcon.withWord(Mark.EXEMPT, "Not promised");
        };
    }

    private static Node name(TestRow row) {
        var box = new VBox(
                Texts.name(Texts.sentence(row.kind())),
                Texts.caption(row.asset().value()));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Node last(TestRow row) {
        RestoreTest last = row.last();
        if (last == null) {
            return Texts.muted("none is known");
        }
        String took = last.measuredRto() == null ? "nothing restored" : "RTO " + Durations.words(last.measuredRto());
        String lost = last.measuredRpo() == null ? "" : ", RPO " + Durations.words(last.measuredRpo());
        var box = new VBox(
                Texts.body((last.passed() ? "passed " : "failed ") + Times.ago(last.at(), model.now())),
                Texts.caption(took + lost));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private String due(TestRow row) {
        return row.dueAt() == null ? "–" : row.past().isEmpty() ? "now" : Times.utcDay(row.dueAt());
    }

    /// The newest on the right; shape tells a pass from a failure, and words are read aloud.
    private static Node trend(TestRow row) {
        var box = new HBox(4);
        box.setAlignment(Pos.CENTER_LEFT);
        List<RestoreTest> newest = row.past().stream().limit(TREND_MAX).toList().reversed();
        for (RestoreTest test : newest) {
            var mark = new MarkIcon(test.passed() ? Mark.HOLDS : Mark.BREACH);
            box.getChildren().add(mark);
        }
        long passed = newest.stream().filter(RestoreTest::passed).count();
        String words = newest.isEmpty() ? "no test yet" : passed + " of " + newest.size() + " passed";
        box.setAccessibleText(words);
        Tooltip.install(box, new Tooltip(words));
        return box;
    }

    private Node act(TestRow row) {
        Button run = Buttons.small("Run test", "fth-play", () -> model.run(row));
        run.setDisable(model.runningProperty().get() != null || row.connection() == null);
        return run;
    }

    private static String every(@Nullable Period every) {
        if (every == null) {
            return "–";
        }
        long months = every.toTotalMonths();
        return months == 0
                ? "every " + every.get(ChronoUnit.DAYS) + " d"
                : months % 12 == 0
                        ? (months == 12 ? "yearly" : "every " + months / 12 + " y")
                        : "every " + months + " mo";
    }
}
