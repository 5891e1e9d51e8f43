package io.backstay.ui.kit;

import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// A pane that shows its content, or says why it cannot: empty, loading, failed, stale, unknown, not allowed.
///
/// While it loads, the old content stays for 300 ms, so that a quick answer does not flicker; then skeletons
/// with words stand in its place, and after 2 s a way to cancel.
public final class PaneStack extends BorderPane {
    private static final Duration TICK = Duration.millis(100);
    private static final int SKELETON_TICKS = 3;
    private static final int CANCEL_TICKS = 20;
    private static final int TICKS_PER_SECOND = 10;
    private static final List<Double> SKELETON_WIDTHS = List.of(0.75, 0.55, 0.66, 0.7, 0.45);

    private final StackPane content;
    private final Runnable onAct;
    private final @Nullable Runnable onCancel;
    private @Nullable Timeline waiting;
    private int ticks;

    /// A pane without a way to cancel.
    public PaneStack(Node content, ObservableValue<PaneState> state, Runnable onAct) {
        this(content, state, onAct, null);
    }

    /// @param onAct    does the one act that the state offers
    /// @param onCancel cancels the loading, or null when it cannot be cancelled
    public PaneStack(Node content, ObservableValue<PaneState> state, Runnable onAct, @Nullable Runnable onCancel) {
        this.content = new StackPane(content);
        this.onAct = onAct;
        this.onCancel = onCancel;
        getStyleClass().add("bs-pane");
        setCenter(this.content);
        state.addListener((_, _, now) -> show(now));
        show(state.getValue());
        // A clock that nobody sees would keep a closed window alive.
        onScreen(this).subscribe(seen -> {
            Timeline clock = waiting;
            if (clock != null && seen) {
                clock.play();
            } else if (clock != null) {
                clock.pause();
            }
        });
    }

    /// Whether a node stands in a window that is shown.
    public static ObservableValue<Boolean> onScreen(Node node) {
        return node.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::showingProperty)
                .orElse(false);
    }

    private void show(PaneState state) {
        if (waiting != null) {
            waiting.stop();
            waiting = null;
        }
        setTop(null);
        content.getStyleClass().remove("bs-stale");
        switch (state) {
            case PaneState.Ready() -> setCenter(content);
            case PaneState.Empty(var title, var why, var act) -> setCenter(message(null, title, why, act));
            case PaneState.Loading(var words) -> load(words);
            case PaneState.Failed failed -> setCenter(failed(failed));
            case PaneState.Unknown(var title, var why) ->
                setCenter(message(new MarkIcon(Mark.UNKNOWN), title, why, null));
            case PaneState.NotAllowed(var title, var reason, var act) ->
                setCenter(message(Icons.of("fth-lock"), title, reason, act));
            case PaneState.Stale(var title, var why, var act) -> {
                content.getStyleClass().add("bs-stale");
                setTop(strip(title, why, act));
                setCenter(content);
            }
        }
    }

    private void load(String words) {
        ticks = 0;
        var timeline = new Timeline(new KeyFrame(TICK, _ -> tick(words)));
        timeline.setCycleCount(Animation.INDEFINITE);
        waiting = timeline;
        if (onScreen(this).getValue()) {
            timeline.play();
        }
    }

    private void tick(String words) {
        ticks++;
        boolean first = ticks == SKELETON_TICKS;
        if (first || (ticks >= CANCEL_TICKS && ticks % TICKS_PER_SECOND == 0)) {
            setCenter(skeleton(words, ticks / TICKS_PER_SECOND));
        }
    }

    private Node skeleton(String words, int seconds) {
        var box = new VBox();
        box.getStyleClass().add("bs-skeleton");
        for (double width : SKELETON_WIDTHS) {
            var bar = new Region();
            bar.getStyleClass().add("bs-skeleton-bar");
            bar.maxWidthProperty().bind(box.widthProperty().multiply(width));
            box.getChildren().add(bar);
        }
        Label label = Texts.secondary(seconds == 0 ? words : words + ", " + seconds + " s");
        label.setGraphic(new MarkIcon(Mark.RUNNING));
        var line = new HBox(label);
        line.getStyleClass().add("bs-skeleton-words");
        line.setAlignment(Pos.CENTER_LEFT);
        if (onCancel != null && ticks >= CANCEL_TICKS) {
            line.getChildren().add(Buttons.small("Cancel", null, onCancel));
        }
        box.getChildren().add(line);
        return box;
    }

    private Node failed(PaneState.Failed state) {
        String code = state.failure().code();
        String words = state.failure().message() + " " + state.unchanged() + " "
                + state.failure().advice();
        VBox box = message(
                new MarkIcon(Mark.BREACH),
                state.failure().message(),
                state.unchanged() + " " + state.failure().advice(),
                state.act());
        Label id = Texts.mono(code);
        Button copy = Buttons.icon("fth-copy", "Copy this message", () -> copy(code + ": " + words));
        var line = new HBox(id, copy);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("bs-message-code");
        box.getChildren().add(line);
        return box;
    }

    private static void copy(String text) {
        Clip.put(text);
    }

    private VBox message(@Nullable Node mark, String title, String why, @Nullable String act) {
        Label head = Texts.wrapped(Texts.section(title));
        head.setGraphic(mark);
        var box = new VBox(head, Texts.wrapped(Texts.muted(why)));
        box.getStyleClass().add("bs-message");
        setAlignment(box, Pos.TOP_LEFT);
        if (act != null) {
            box.getChildren().add(Buttons.plain(act, null, onAct));
        }
        return box;
    }

    private Node strip(String title, String why, @Nullable String act) {
        Label head = Texts.name(title);
        head.setGraphic(Icons.of("fth-clock"));
        var strip = new HBox(head, Texts.secondary(why), Card.spring());
        strip.getStyleClass().add("bs-strip");
        strip.setAlignment(Pos.CENTER_LEFT);
        if (act != null) {
            strip.getChildren().add(Buttons.small(act, null, onAct));
        }
        return strip;
    }
}
