package io.backstay.ui.incidents;

import io.backstay.incident.clock.CaseClock;
import io.backstay.ui.incidents.message.MessagesPane;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.PaneStack;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The clocks of a case, and under them what the customer is told.
final class CaseSide extends ScrollPane {
    private static final PseudoClass LATE = PseudoClass.getPseudoClass("late");
    private static final javafx.util.Duration SECOND = javafx.util.Duration.seconds(1);
    private static final Duration SOON = Duration.ofMinutes(10);

    private final CaseModel model;
    private final VBox clocks = new VBox();
    private final List<Running> running = new ArrayList<>();

    /// A clock on the screen.
    private record Running(CaseClock clock, Label shown) {}

    CaseSide(CaseModel model) {
        this.model = model;
        setId("case-side");
        getStyleClass().add("in-side");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        clocks.setId("case-clocks");
        Label drafts = Texts.secondary("Backstay writes drafts. You send them.");
        drafts.setGraphic(Icons.of("fth-info"));
        setContent(new VBox(clocks, new MessagesPane(model.messages()), drafts));
        model.knownProperty().subscribe(this::show);
        var ticking = new Timeline(new KeyFrame(SECOND, _ -> tick()));
        ticking.setCycleCount(Animation.INDEFINITE);
        // A clock that nobody sees would keep a closed window alive.
        PaneStack.onScreen(this).subscribe(seen -> {
            if (seen) {
                ticking.play();
            } else {
                ticking.stop();
            }
        });
    }

    private void show(CaseModel.@Nullable Known known) {
        clocks.getChildren().clear();
        running.clear();
        setVisible(known != null);
        setManaged(known != null);
        if (known == null) {
            return;
        }
        for (CaseClock each : known.clocks()) {
            Label shown = Texts.clock("");
            shown.setMinWidth(USE_PREF_SIZE);
            var words = new VBox(Texts.wrapped(Texts.caption(each.words())));
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            var row = new HBox(words, shown);
            row.setAlignment(Pos.TOP_LEFT);
            row.getStyleClass().add("in-clock-line");
            // The title has the whole width: beside a clock its longest word does not fit where text is large.
            var one = new VBox(Texts.wrapped(Texts.name(each.kind().title())), row);
            one.getStyleClass().add("in-clock");
            clocks.getChildren().add(one);
            running.add(new Running(each, shown));
            if (each.kind() == CaseClock.Kind.SINCE_DECLARED && each.state() == CaseClock.State.NOT_STARTED) {
                Button declare = Buttons.unless(model.refusal(), Buttons.small("Declare", "fth-flag", model::declare));
                declare.setId("declare");
                if (model.refusal() == null) {
                    declare.setTooltip(new Tooltip("Ctrl D"));
                }
                row.getChildren().set(1, declare);
            }
            if (each.kind() == CaseClock.Kind.RTO_LEFT && each.state() != CaseClock.State.STOPPED) {
                Button probe = Buttons.unless(model.refusal(), Buttons.small("Probe", "fth-activity", model::probe));
                probe.setId("probe");
                words.getChildren().add(probe);
            }
        }
        tick();
    }

    /// What the clocks show now. One that runs out soon, or has, looks so and says it aloud.
    private void tick() {
        CaseModel.Known known = model.knownProperty().get();
        if (known == null) {
            return;
        }
        Instant now = model.now();
        for (Running one : running) {
            Duration shown = CaseModel.shown(one.clock(), known.at(), now);
            boolean late = shown != null
                    && one.clock().due() != null
                    && one.clock().state() != CaseClock.State.STOPPED
                    && shown.compareTo(SOON) < 0;
            one.shown().pseudoClassStateChanged(LATE, late);
            boolean over = shown != null && shown.isNegative();
            String words = shown == null ? "–" : (over ? "-" : "") + Times.running(shown.abs());
            one.shown().setText(words);
            one.shown().setAccessibleText(one.clock().kind().title() + (over ? ", overdue, " : ", ") + words);
        }
    }
}
