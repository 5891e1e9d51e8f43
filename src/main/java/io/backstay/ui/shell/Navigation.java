package io.backstay.ui.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Where the operator is, and how anyone sends them elsewhere; built first, so that screens can be given it.
public final class Navigation {
    /// How many places back the operator can go.
    static final int HISTORY_MAX = 50;

    private final ReadOnlyObjectWrapper<Place> place;
    private final ReadOnlyIntegerWrapper again = new ReadOnlyIntegerWrapper();
    private final Deque<Place> history = new ArrayDeque<>();

    /// Begins at a place.
    public Navigation(Place first) {
        this.place = new ReadOnlyObjectWrapper<>(first);
    }

    /// Where the operator is.
    public ReadOnlyObjectProperty<Place> placeProperty() {
        return place.getReadOnlyProperty();
    }

    /// Goes to a place.
    public void go(Place next) {
        if (next.equals(place.get())) {
            return;
        }
        history.push(place.get());
        if (history.size() > HISTORY_MAX) {
            history.removeLast();
        }
        place.set(next);
    }

    /// Goes to a place, and has it shown again when the operator is there already: something else may lie over it, or
    /// another thing be chosen.
    public void show(Place wanted) {
        if (wanted.equals(place.get())) {
            again.set(again.get() + 1);
        } else {
            go(wanted);
        }
    }

    /// Grows whenever the place is to be shown again.
    ReadOnlyIntegerProperty againProperty() {
        return again.getReadOnlyProperty();
    }

    /// Goes back to where the operator was before, if anywhere.
    public void back() {
        if (!history.isEmpty()) {
            place.set(history.pop());
        }
    }
}
