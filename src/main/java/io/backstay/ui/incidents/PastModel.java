package io.backstay.ui.incidents;

import io.backstay.act.incident.Incidents;
import io.backstay.incident.past.Statistics;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.PaneState;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// What all cases came to in numbers, read anew each time it is opened.
final class PastModel {
    private final Incidents incidents;
    private final Background background;
    private final BooleanProperty open = new SimpleBooleanProperty(false);
    private final ReadOnlyObjectWrapper<@Nullable Statistics> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<PaneState> state = new ReadOnlyObjectWrapper<>(PaneState.READY);

    PastModel(Incidents incidents, Background background) {
        this.incidents = incidents;
        this.background = background;
        open.subscribe(now -> {
            if (now) {
                read();
            }
        });
    }

    /// Whether it is in sight.
    BooleanProperty openProperty() {
        return open;
    }

    /// The numbers; null before they were read.
    ReadOnlyObjectProperty<@Nullable Statistics> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<PaneState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    void read() {
        state.set(new PaneState.Loading("Counting the cases"));
        background.call(
                _ -> incidents.past().statistics(),
                past -> {
                    shown.set(past);
                    state.set(PaneState.READY);
                },
                failure -> state.set(
                        new PaneState.Failed(failure, "Nothing was changed: the cases were only read.", "Try again")));
    }
}
