package io.backstay.ui.kit.guard;

import io.backstay.act.Protection;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Mark;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What protects this process, as it was seen.
public final class ProtectionsModel {
    private final Guards.Protections source;
    private final Background background;
    private final ReadOnlyObjectWrapper<List<Protection>> all = new ReadOnlyObjectWrapper<>(List.of());

    /// A model that has looked at nothing yet.
    public ProtectionsModel(Guards.Protections source, Background background) {
        this.source = source;
        this.background = background;
    }

    /// Everything that was looked at; empty before the first look.
    public ReadOnlyObjectProperty<List<Protection>> allProperty() {
        return all.getReadOnlyProperty();
    }

    /// Looks again.
    public void refresh() {
        background.call(_ -> source.list(), all::set, _ -> {});
    }

    /// Only what is active holds; what cannot be told never does.
    public static Mark mark(Protection.State state) {
        return switch (state) {
            case ACTIVE -> Mark.HOLDS;
            case INACTIVE -> Mark.WARNING;
            case UNKNOWN -> Mark.UNKNOWN;
        };
    }

    /// The word beside the mark.
    public static String word(Protection.State state) {
        return switch (state) {
            case ACTIVE -> "Active";
            case INACTIVE -> "Not active";
            case UNKNOWN -> "Unknown";
        };
    }

    /// How many there are of each, such as `5 active, 1 not active, 2 unknown`.
    public String summary() {
        List<Protection> seen = all.get();
        return List.of(Protection.State.values()).stream()
                .map(state -> seen.stream().filter(one -> one.state() == state).count() + " "
                        + word(state).toLowerCase(Locale.ROOT))
                .filter(words -> !words.startsWith("0 "))
                .collect(Collectors.joining(", "));
    }

    /// All of it as text, to be pasted elsewhere.
    public String text() {
        return all.get().stream()
                .map(one -> word(one.state()) + ": " + one.name() + ". " + one.why())
                .collect(Collectors.joining("\n", "What protects this process\n", "\n"));
    }
}
