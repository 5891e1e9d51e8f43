package io.backstay.ui.kit.bell;

import io.backstay.act.bell.Bells;
import io.backstay.act.bell.Bells.Ring;
import io.backstay.incident.clock.Bell;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Lets clocks of cases be heard and seen, each once, and nothing be heard by whoever wants it quiet.
public final class BellsModel {
    /// Clocks run out by the minute; reading them takes a moment.
    private static final int LOOK_TICKS = 15;

    /// More at once are no help to anybody, and are told as a number.
    private static final int SHOWN_MAX = 3;

    private final Bells bells;
    private final Chime chime;
    private final BiConsumer<String, String> desktop;
    private final Background background;
    private final ObservableList<Ring> shown = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper muted = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper silent = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper more = new ReadOnlyIntegerWrapper();
    private @Nullable Activity looking;
    private int ticks;

    /// @param desktop takes a title and a text for who looks elsewhere
    public BellsModel(Bells bells, Chime chime, BiConsumer<String, String> desktop, Background background) {
        this.bells = bells;
        this.chime = chime;
        this.desktop = desktop;
        this.background = background;
    }

    /// What rang and was not yet put away, the newest last.
    public ObservableList<Ring> shown() {
        return shown;
    }

    /// Whether nothing is heard.
    public ReadOnlyBooleanProperty mutedProperty() {
        return muted.getReadOnlyProperty();
    }

    /// Why it could not be kept that nothing is to be heard; empty when it was.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// How many more have rung than are shown.
    public ReadOnlyIntegerProperty moreProperty() {
        return more.getReadOnlyProperty();
    }

    /// Why clocks are not heard, and of which cases; empty when all are.
    public ReadOnlyStringProperty silentProperty() {
        return silent.getReadOnlyProperty();
    }

    /// A second has passed.
    public void tick() {
        ticks++;
        if (ticks % LOOK_TICKS == 0) {
            look();
        }
    }

    /// What was found.
    private record Heard(Bells.Look look, boolean muted) {}

    /// Looks whether something has to be heard.
    public void look() {
        if (looking != null && looking.running()) {
            return;
        }
        looking = background.call(
                _ -> {
                    // First of all: what counts as heard must not be lost because this cannot be read.
                    boolean quiet = bells.muted();
                    return new Heard(bells.fresh(), quiet);
                },
                this::heard,
                failure -> silent.set("Clocks are not heard: " + failure.message()));
    }

    private void heard(Heard heard) {
        muted.set(heard.muted());
        List<String> problems = heard.look().problems();
        silent.set(problems.isEmpty() ? "" : "Clocks are not heard of " + String.join("; ", problems));
        List<Ring> rings = heard.look().rings();
        if (rings.isEmpty()) {
            return;
        }
        show(rings);
        if (!heard.muted()) {
            // However many there are, one sound says that there is something to read.
            boolean over = rings.getFirst().bell().stage() == Bell.Stage.OVER;
            chime.play(over ? Chime.Tone.OVER : Chime.Tone.SOON);
        }
        background.call(
                _ -> {
                    tell(rings);
                    return rings.size();
                },
                _ -> {},
                _ -> {});
    }

    /// What is over is shown before what runs out, and the newest before the oldest.
    private void show(List<Ring> rings) {
        List<Ring> all = new ArrayList<>(shown);
        all.addAll(rings);
        int dropped = 0;
        while (all.size() > SHOWN_MAX) {
            Ring soon = all.stream()
                    .filter(ring -> ring.bell().stage() == Bell.Stage.SOON)
                    .findFirst()
                    .orElse(all.getFirst());
            all.remove(soon);
            dropped++;
        }
        more.set(more.get() + dropped);
        shown.setAll(all);
    }

    /// The desktop takes one after the other, each for a while.
    private void tell(List<Ring> rings) {
        int few = rings.size() <= SHOWN_MAX ? rings.size() : SHOWN_MAX - 1;
        rings.subList(0, few).forEach(ring -> desktop.accept(ring.bell().words(), ring.caseId()));
        if (few < rings.size()) {
            desktop.accept(
                    "And " + (rings.size() - few) + " more clocks have rung", "The screen Incidents shows its cases.");
        }
    }

    /// Puts away how many more there were.
    public void closeMore() {
        more.set(0);
    }

    /// Puts one away.
    public void close(Ring ring) {
        shown.remove(ring);
    }

    /// Has it quiet, or heard again.
    public void mute(boolean on) {
        background.call(
                _ -> {
                    bells.mute(on);
                    return on;
                },
                now -> {
                    problem.set("");
                    muted.set(now);
                },
                failure -> problem.set(Foreign.of(failure)));
    }
}
