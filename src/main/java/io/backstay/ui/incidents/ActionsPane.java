package io.backstay.ui.incidents;

import io.backstay.incident.after.Action;
import io.backstay.incident.after.Finished;
import io.backstay.incident.after.Tracked;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.entry.Named;
import io.backstay.ui.kit.table.Tables;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What follows from the chosen case: A adds something to be done, D notes the chosen one as done with its evidence, T
/// goes to the run that finishes a restore test.
final class ActionsPane extends BorderPane {
    private static final double WORDS = 220;
    private static final double NAME = 120;
    private static final double DAY = 190;

    private final ActionsModel model;
    private final TableView<Tracked> table = Tables.table(Tables.ROW);
    private final VBox below = new VBox();

    ActionsPane(ActionsModel model) {
        this.model = model;
        table.setId("actions");
        table.setAccessibleText("What follows from this case. A adds something, D notes the chosen one as done, T runs"
                + " a restore test");
        table.setPlaceholder(Texts.muted("Nothing follows from this case yet. A adds something to be done."));
        table.getColumns()
                .addAll(List.of(
                        Tables.nodes("State", 110, this::state),
                        Tables.text("Due", 100, each -> each.due() == null ? "" : each.due(), "bs-mono"),
                        Tables.text("Kind", 140, each -> each.action().kind().title()),
                        Tables.text("Owner", 90, each -> each.action().owner()),
                        Tables.text("What", 160, each -> each.action().what()),
                        Tables.text("Last result", 120, ActionsPane::last)));
        table.setItems(model.list());
        table.setOnKeyPressed(this::pressed);
        Label problem = Texts.wrapped(Texts.caption(""));
        problem.setId("actions-problem");
        problem.getStyleClass().add("in-problem");
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        Label head = Texts.section("What follows");
        head.setMinWidth(USE_PREF_SIZE);
        var bar = new HBox(
                head,
                button("action-add", "Add", "fth-plus", "A", this::add),
                button("action-done", "Done", "fth-check", "D", this::done),
                test());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("in-kinds");
        var top = new VBox(bar, problem, below);
        top.getStyleClass().add("in-timeline-head");
        setTop(top);
        setCenter(table);
    }

    private void pressed(KeyEvent pressed) {
        if (pressed.isShortcutDown() || pressed.isAltDown()) {
            return;
        }
        if (pressed.getCode() == KeyCode.A) {
            add();
            pressed.consume();
        } else if (pressed.getCode() == KeyCode.D) {
            done();
            pressed.consume();
        } else if (pressed.getCode() == KeyCode.T) {
            run();
            pressed.consume();
        }
    }

    private Node state(Tracked each) {
        String state = each.state(model.now());
        return MarkIcon.withWord(
                switch (state) {
                    case "done" -> Mark.HOLDS;
                    case "overdue" -> Mark.BREACH;
                    default -> Mark.RUNNING;
                },
                state);
    }

    private static String last(Tracked each) {
        Finished last = each.last();
        return last == null ? "" : last.result() + " (" + last.evidence() + "), " + last.by();
    }

    private Button button(String id, String words, String icon, String key, Runnable act) {
        Button button = Buttons.small(words, icon, act);
        button.setId(id);
        button.setTooltip(new Tooltip(key));
        return Buttons.unless(model.refusal(), button);
    }

    /// Only for a restore test that waits for one.
    private Button test() {
        Button button = Buttons.small("Run test", "fth-play", this::run);
        button.setId("action-test");
        table.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            String refusal = model.testRefusal(chosen);
            button.setDisable(refusal != null);
            button.setTooltip(new Tooltip(refusal == null ? "T" : refusal));
        });
        return button;
    }

    private void run() {
        model.test(table.getSelectionModel().getSelectedItem());
    }

    private void add() {
        if (model.refusal() != null) {
            return;
        }
        var kind = new ComboBox<Action.Kind>();
        kind.setId("action-kind");
        kind.getItems().setAll(Action.Kind.values());
        kind.setValue(Action.Kind.CORRECTIVE);
        kind.setAccessibleText("Kind");
        kind.setConverter(new Named<>(Action.Kind::title));
        TextField what = TimelinePane.field("action-what", "What is to be done", WORDS);
        TextField owner = TimelinePane.field("action-owner", "Owner", NAME);
        TextField due = TimelinePane.field("action-due", "Due, such as 2026-12-24", DAY);
        Runnable save = () -> model.plan(
                new ActionsModel.Planned(kind.getValue(), what.getText(), owner.getText(), due.getText()), this::close);
        open(save, "Add", kind, what, owner, due);
        what.requestFocus();
    }

    private void done() {
        Tracked chosen = table.getSelectionModel().getSelectedItem();
        if (chosen == null && !table.getItems().isEmpty()) {
            table.getSelectionModel().selectFirst();
            chosen = table.getSelectionModel().getSelectedItem();
        }
        if (chosen == null || model.refusal() != null) {
            return;
        }
        Tracked action = chosen;
        TextField result =
                TimelinePane.field("done-result", "Result of " + action.action().id(), WORDS);
        TextField evidence = TimelinePane.field("done-evidence", "Evidence: a run, a link", WORDS);
        TextField next = TimelinePane.field("done-next", "Due again; empty for never", DAY);
        TextField by = TimelinePane.field("done-by", "Done by; empty for you", NAME);
        TextField at = TimelinePane.field("done-at", "When, UTC; empty for now", DAY);
        Runnable save = () -> model.finish(
                action,
                new ActionsModel.Finishing(
                        result.getText(), evidence.getText(), next.getText(), by.getText(), at.getText()),
                this::close);
        open(save, "Note as done", result, evidence, next, by, at);
        result.requestFocus();
    }

    /// Enter in any field writes it, Esc leaves it.
    private void open(Runnable save, String words, Node... fields) {
        var form = new FlowPane(8, 8, fields);
        for (Node each : fields) {
            if (each instanceof TextField field) {
                field.setOnAction(_ -> save.run());
            }
        }
        Button write = Buttons.small(words, "fth-check", save);
        write.setId("action-save");
        form.getChildren().addAll(write, Buttons.small("Cancel", null, this::close));
        form.setOnKeyPressed(pressed -> {
            if (pressed.getCode() == KeyCode.ESCAPE) {
                close();
                pressed.consume();
            }
        });
        below.getChildren().setAll(form);
    }

    private void close() {
        below.getChildren().clear();
        table.requestFocus();
    }
}
