package io.backstay.ui.restore.view;

import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.SchemaModel;
import io.backstay.ui.restore.view.part.CaseClocks;
import io.backstay.ui.restore.view.part.Clocks;
import io.backstay.ui.restore.view.part.RestorePane;
import io.backstay.ui.restore.view.part.SidePane;
import io.backstay.ui.restore.work.Trouble;
import io.backstay.ui.restore.work.Work;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The act that runs, with its way to cancel; or the act that stopped, with what was not changed.
final class WorkPane implements RestorePane {
    private final VBox middle = new VBox();
    private final SidePane side = new SidePane();
    private final Node running;
    private final RestoreModel model;
    private final SchemaQuestions questions;

    WorkPane(RestoreModel model, Clocks clocks) {
        this.model = model;
        this.running = running(model.work());
        this.questions = new SchemaQuestions(model.schema());
        middle.getStyleClass().addAll("bs-page", "rs-page");
        model.troubleProperty().subscribe(this::show);
        model.knownProperty().subscribe(known -> {
            side.getChildren().clear();
            CaseClocks.add(side, known, clocks, model.now());
        });
    }

    @Override
    public Node middle() {
        return middle;
    }

    @Override
    public Node side() {
        return side;
    }

    private void show(@Nullable Trouble trouble) {
        middle.getChildren().setAll(trouble == null ? running : stopped(trouble));
    }

    private Node running(Work work) {
        Label title = Texts.figure("");
        title.textProperty().bind(work.titleProperty());
        title.setGraphic(new MarkIcon(Mark.RUNNING, 20));
        Label step = Texts.secondary("");
        step.setId("work-step");
        step.textProperty()
                .bind(Bindings.when(work.cancellingProperty())
                        .then("Stopping; what was begun is being taken back")
                        .otherwise(work.stepProperty()));
        var bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(work.fractionProperty());
        Label elapsed = Texts.clock("");
        elapsed.textProperty().bind(work.elapsedProperty());
        Label left = Texts.secondary("");
        left.textProperty().bind(work.leftProperty());
        Button cancel = Buttons.small("Cancel", "fth-stop-circle", model::cancel);
        cancel.setId("cancel");
        cancel.disableProperty()
                .bind(work.cancellingProperty().or(work.runningProperty().not()));
        var line = new HBox(elapsed, left, Card.spring(), cancel);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("rs-line");
        var box = new VBox(title, step, bar, line);
        box.getStyleClass().addAll("bs-card", "rs-work");
        return box;
    }

    private Node stopped(Trouble trouble) {
        if (SchemaModel.asks(trouble)) {
            return questions.pane(trouble);
        }
        Label title = Texts.wrapped(Texts.figure(trouble.cause()));
        title.setId("cause");
        title.setGraphic(new MarkIcon(trouble.cancelled() ? Mark.WARNING : Mark.BREACH, 20));
        Button copy = Buttons.icon("fth-copy", "Copy this message", () -> copy(trouble));
        var code = new HBox(Texts.mono(trouble.step().title() + ": " + trouble.code()), copy);
        code.setAlignment(Pos.CENTER_LEFT);
        code.getStyleClass().add("rs-line");
        var box = new VBox(
                title,
                Texts.caption("What was and was not changed"),
                Texts.wrapped(Texts.body(trouble.untouched())),
                Texts.caption("The safe next act"),
                Texts.wrapped(Texts.body(trouble.advice())),
                code);
        box.getStyleClass().addAll("bs-card", "rs-work", trouble.cancelled() ? "rs-edge-warning" : "rs-edge-breach");
        return box;
    }

    private static void copy(Trouble trouble) {
        String text = trouble.code() + ": " + trouble.cause() + " " + trouble.untouched() + " " + trouble.advice();
        Clip.put(text);
    }
}
