package io.backstay.ui.kit.bell;

import io.backstay.act.bell.Bells;
import io.backstay.act.bell.Bells.Ring;
import io.backstay.base.Failure;
import io.backstay.incident.clock.Bell;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Lets clocks of cases be heard and seen, each once, and nothing be heard by whoever wants it quiet.
public final class BellsModel {
    /// Clocks run out by the minute; reading them takes a moment.
    private static final int LOOK_TICKS = 15;

    /// More at once are no help to anybody; the oldest ones go.
    private static final int SHOWN_MAX = 3;

    private final Bells bells;
    private final Chime chime;
    private final BiConsumer<String, String> desktop;
    private final Background background;
    private final ObservableList<Ring> shown = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper muted = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
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

    /// A second has passed.
    public void tick() {
        ticks++;
        if (ticks % LOOK_TICKS == 0) {
            look();
        }
    }

    /// What was found.
    private record Heard(List<Ring> rings, boolean muted) {}

    /// Looks whether something has to be heard.
    public void look() {
        if (looking != null && looking.running()) {
            return;
        }
        looking = background.call(
                _ -> {
                    var heard = new Heard(bells.fresh(), bells.muted());
                    heard.rings().forEach(ring -> desktop.accept(ring.bell().words(), ring.caseId()));
                    return heard;
                },
                this::heard,
                this::failed);
    }

    private void heard(Heard heard) {
        muted.set(heard.muted());
        if (heard.rings().isEmpty()) {
            return;
        }
        shown.addAll(heard.rings());
        if (shown.size() > SHOWN_MAX) {
            shown.remove(0, shown.size() - SHOWN_MAX);
        }
        if (!heard.muted()) {
            // However many there are, one sound says that there is something to read.
            boolean over = heard.rings().getFirst().bell().stage() == Bell.Stage.OVER;
            chime.play(over ? Chime.Tone.OVER : Chime.Tone.SOON);
        }
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
                failure -> problem.set(failure.message() + " " + failure.advice()));
    }

    /// The screen of cases says what is wrong with them; it is not said twice.
    private void failed(Failure failure) {
        System.getLogger(BellsModel.class.getName())
                .log(System.Logger.Level.WARNING, "clocks are not heard: {0}", failure.message());
    }
}
