package io.backstay.ui.restore.view.part;

import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;

/// The running clocks on the screen, moved on together.
public final class Clocks {
    private final List<Consumer<Instant>> running = new ArrayList<>();

    /// Forgets every clock, because the panes they stood in are gone.
    public void clear() {
        running.clear();
    }

    /// A clock that counts up from a moment.
    Label since(Instant start, Instant now) {
        Label label = Texts.clock("");
        Consumer<Instant> show = at -> label.setText(Times.running(Duration.between(start, at)));
        show.accept(now);
        running.add(show);
        return label;
    }

    /// A clock that counts down to a moment, and below zero after it.
    Label until(Instant end, Instant now) {
        Label label = Texts.clock("");
        Consumer<Instant> show = at -> label.setText(Times.running(Duration.between(at, end)));
        show.accept(now);
        running.add(show);
        return label;
    }

    /// Moves all of them on.
    public void tick(Instant now) {
        running.forEach(clock -> clock.accept(now));
    }
}
