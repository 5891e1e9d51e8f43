package io.backstay.ui.lab;

import io.backstay.act.practice.Practice;
import io.backstay.base.Durations;
import io.backstay.base.Failure;
import io.backstay.restore.verdict.Intake;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Surroundings;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.Screen;
import io.backstay.ui.shell.Section;
import java.time.Duration;
import java.time.Instant;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The practice lab: one button to begin, the steps while it starts, what runs, and the way into the restore.
public final class LabView implements Screen {
    private static final String STORY = "A firm calls: its data is gone. You find the last good moment, recover it"
            + " beside the live system, bring back what was lost and nothing else, and prove it. All of it"
            + " happens on this computer with made-up data; no network is used and nothing else is touched.";
    private static final double WIDTH = 760;
    private static final double LABEL = 132;
    private static final javafx.util.Duration TICK = javafx.util.Duration.millis(250);

    private final LabModel model;
    private final VBox page = new VBox();
    private final ScrollPane root = new ScrollPane(page);
    private final Label elapsed = Texts.clock("");
    private final ProgressBar bar = new ProgressBar();
    private final Timeline ticking = new Timeline(new KeyFrame(TICK, _ -> tick()));

    /// A view of the model.
    public LabView(LabModel model) {
        this.model = model;
        page.getStyleClass().add("bs-page");
        page.setMaxWidth(WIDTH + 48);
        root.setFitToWidth(true);
        ticking.setCycleCount(Animation.INDEFINITE);
        bar.progressProperty().bind(model.fractionProperty());
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        model.phaseProperty().addListener(_ -> show());
        model.statusProperty().addListener(_ -> show());
        model.intakeProperty().addListener(_ -> show());
        model.failureProperty().addListener(_ -> show());
        model.steps().addListener((ListChangeListener<LabModel.Step>) _ -> show());
        show();
    }

    @Override
    public Section section() {
        return Section.LAB;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void onShown(Place place) {
        model.refresh();
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public ObservableValue<@Nullable Surroundings> surroundings() {
        return new ReadOnlyObjectWrapper<@Nullable Surroundings>(Surroundings.PRACTICE).getReadOnlyProperty();
    }

    private void tick() {
        elapsed.setText(Times.running(model.elapsed()));
    }

    private void show() {
        LabModel.Phase phase = model.phaseProperty().get();
        boolean moving = phase != LabModel.Phase.UP && phase != LabModel.Phase.DOWN;
        if (moving) {
            tick();
            ticking.play();
        } else {
            ticking.stop();
        }
        page.getChildren().setAll(head(phase));
        Failure failure = model.failureProperty().get();
        if (failure != null) {
            page.getChildren().add(failed(failure));
        }
        switch (phase) {
            case DOWN -> page.getChildren().addAll(offer(), what());
            case STARTING, CANCELLING, STOPPING -> page.getChildren().addAll(running(phase), steps());
            case UP -> {
                page.getChildren().add(call(model.intakeProperty().get()));
                page.getChildren().add(parts(model.statusProperty().get()));
            }
        }
    }

    private Node head(LabModel.Phase phase) {
        String title = switch (phase) {
            case DOWN -> "Practise the whole job once";
            case STARTING -> "Starting the practice lab";
            case CANCELLING -> "Cancelling, and cleaning up";
            case UP -> "The practice lab is running";
            case STOPPING -> "Stopping the practice lab";
        };
        var head = new HBox(12, Texts.title(title), Card.spring());
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinHeight(32);
        if (phase == LabModel.Phase.UP) {
            head.getChildren().add(Buttons.danger("Stop the lab", "fth-stop-circle", model::stop));
        }
        return head;
    }

    private Node offer() {
        Button start = Buttons.primary("Start the practice lab", "fth-play", model::start);
        start.setId("lab-start");
        var box = new VBox(12, Texts.wrapped(Texts.body(STORY)), start);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static Node what() {
        return new Card("fth-layers", "What will run", "until you stop it")
                .with(fact(
                        "fth-server",
                        "PostgreSQL",
                        "A real server with several firms in one schema, on this"
                                + " computer\u2019s loopback address only"))
                .with(fact(
                        "fth-archive", "Object store", "The firms\u2019 documents, with versions and delete markers"))
                .with(fact("fth-database", "Backup and log", "A full base backup, and every change archived after it"))
                .with(fact(
                        "fth-alert-triangle",
                        "An accident",
                        "One firm\u2019s data is deleted; life goes on for everybody"));
    }

    private static Node fact(String icon, String name, String words) {
        Label label = Texts.name(name);
        label.setGraphic(Icons.of(icon));
        label.setMinWidth(LABEL);
        Label text = Texts.wrapped(Texts.muted(words));
        HBox.setHgrow(text, Priority.ALWAYS);
        var row = new HBox(12, label, text);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node running(LabModel.Phase phase) {
        String words =
                model.steps().isEmpty() ? "One moment" : model.steps().getLast().name();
        Label now = Texts.name(words);
        now.setGraphic(new MarkIcon(Mark.RUNNING));
        now.setMinWidth(Region.USE_PREF_SIZE);
        elapsed.setMinWidth(Region.USE_PREF_SIZE);
        var strip = new HBox(now, bar, elapsed);
        strip.getStyleClass().add("bs-running");
        strip.setAlignment(Pos.CENTER_LEFT);
        if (phase == LabModel.Phase.STARTING) {
            Button cancel = Buttons.small("Cancel", null, model::cancel);
            cancel.setId("lab-cancel");
            strip.getChildren().add(cancel);
        }
        return strip;
    }

    private Node steps() {
        var card = new Card("fth-list", "Steps", "");
        for (LabModel.Step step : model.steps()) {
            Instant ended = step.endedAt();
            Label name = Texts.body(step.name());
            name.setGraphic(new MarkIcon(ended == null ? Mark.RUNNING : Mark.HOLDS));
            name.setGraphicTextGap(8);
            Label took = Texts.mono(ended == null ? "" : Durations.words(Duration.between(step.begunAt(), ended)));
            var row = new HBox(name, Card.spring(), took);
            row.setAlignment(Pos.CENTER_LEFT);
            card.with(row);
            row.getStyleClass().add("bs-dense");
        }
        return card;
    }

    private Node call(@Nullable Intake intake) {
        if (intake == null) {
            return new Card("fth-phone", "The call", "")
                    .with(Texts.wrapped(Texts.muted(
                            "A drill started this lab and answers the call by itself, step by step; its restore"
                                    + " and its case are on their screens.")));
        }
        Button practise = Buttons.primary("Practise the restore", "fth-rotate-ccw", model::practise);
        practise.setId("lab-practise");
        var act = new HBox(12, practise, Texts.secondary("Nothing is written before you approve the plan."));
        act.setAlignment(Pos.CENTER_LEFT);
        Card card = new Card("fth-phone", "The call", Times.utc(intake.reportedAt()) + " UTC")
                .with(pair("Who lost it", Texts.name(intake.tenant().name())))
                .with(pair("What", Texts.body(intake.dataset())))
                .with(pair(
                        "About when",
                        Texts.body(Times.in(intake.zone(), intake.about()) + " "
                                + Times.city(intake.zone()) + " \u00b1 " + Durations.words(intake.uncertainty()) + ", "
                                + Times.utc(intake.about()) + " UTC")))
                .with(pair("Who asks", Texts.body(intake.asker() + ", " + intake.verifiedBy())));
        return new VBox(16, card, act);
    }

    private static Node parts(Practice.Status status) {
        Instant since = status.startedAt();
        Card card = new Card("fth-server", "What runs", since == null ? "" : "since " + Times.utc(since) + " UTC");
        for (String part : status.parts()) {
            card.with(line(Texts.mono(part)));
        }
        card.with(pair("Files", Texts.mono(LabModel.folder(status.folder()))));
        String privilege = status.privilege();
        if (privilege != null) {
            card.with(pair("Started by", Texts.wrapped(Texts.body(Texts.sentence(privilege)))));
        }
        return card;
    }

    private static Node failed(Failure failure) {
        Label what = Texts.wrapped(Texts.name(failure.message()));
        what.setGraphic(new MarkIcon(Mark.BREACH));
        return new Card()
                .with(new VBox(4, what, Texts.wrapped(Texts.muted(failure.advice())), Texts.mono(failure.code())));
    }

    private static HBox pair(String name, Node value) {
        Label label = Texts.muted(name);
        label.setMinWidth(LABEL);
        return line(label, value);
    }

    private static HBox line(Node... nodes) {
        var row = new HBox(12, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("bs-dense");
        return row;
    }
}
