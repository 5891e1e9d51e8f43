package io.backstay.ui.compliance;

import io.backstay.incident.after.Finished;
import io.backstay.incident.after.Tracked;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.table.Tables;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/// Restore tests that follow from cases, below those that a policy promises; nothing while there are none.
final class CaseTestsPane extends VBox {
    private static final int SHOWN_MAX = 3;
    /// Of the table's head and of a row, in sizes of text.
    private static final double HEAD = 2.4;

    private static final double ROW = 3.2307;

    private final CaseTestsModel model;

    CaseTestsPane(CaseTestsModel model) {
        this.model = model;
        getStyleClass().add("cp-case-tests");
        TableView<Tracked> table = Tables.table(Tables.TALL_ROW);
        table.setId("case-tests");
        table.setAccessibleText("Restore tests of cases, what is due first");
        table.setItems(model.rows());
        table.getColumns()
                .addAll(List.of(
                        Tables.nodes("State", 132, this::state),
                        Tables.nodes(
                                "Case",
                                150,
                                each -> two(
                                        Texts.mono(each.caseId()), each.action().id())),
                        Tables.nodes(
                                "Test",
                                260,
                                each -> two(
                                        Texts.body(each.action().what()),
                                        each.action().owner() + " sees to it")),
                        Tables.nodes("Last result", 260, CaseTestsPane::last),
                        Tables.text("Next due", 130, each -> each.due() == null ? "–" : each.due(), "bs-mono")));
        Label problem = Texts.wrapped(Texts.secondary(""));
        problem.setId("case-tests-problem");
        problem.textProperty().bind(model.problemProperty());
        problem.setGraphic(new MarkIcon(Mark.UNKNOWN));
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        getChildren().addAll(Texts.section("Restore tests of cases"), problem, table);
        model.rows().addListener((ListChangeListener<Tracked>) _ -> size(table));
        model.problemProperty().subscribe(_ -> size(table));
        size(table);
    }

    private void size(TableView<Tracked> table) {
        int rows = Math.min(model.rows().size(), SHOWN_MAX);
        String height = HEAD + rows * ROW + "em";
        table.setStyle("-fx-min-height: " + height + "; -fx-pref-height: " + height);
        table.setVisible(rows > 0);
        table.setManaged(rows > 0);
        boolean any = rows > 0 || !model.problemProperty().get().isEmpty();
        setVisible(any);
        setManaged(any);
    }

    private Node state(Tracked each) {
        String state = each.state(model.now());
        return MarkIcon.withWord(
                switch (state) {
                    case "overdue" -> Mark.BREACH;
                    case "open" -> Mark.UNKNOWN;
                    default -> Mark.HOLDS;
                },
                Texts.sentence(state));
    }

    private static Node last(Tracked each) {
        Finished last = each.last();
        if (last == null) {
            return Texts.muted("not done yet");
        }
        Node cell =
                two(Texts.body(last.result()), Times.utcDay(last.at()) + " by " + last.by() + ", " + last.evidence());
        Tooltip.install(cell, new Tooltip(last.result() + "\n" + last.evidence()));
        return cell;
    }

    private static Node two(Label first, String second) {
        Label below = Texts.caption(second);
        first.setTooltip(new Tooltip(first.getText()));
        below.setTooltip(new Tooltip(second));
        var box = new VBox(first, below);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }
}
