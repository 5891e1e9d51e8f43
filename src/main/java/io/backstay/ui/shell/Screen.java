package io.backstay.ui.shell;

import io.backstay.ui.kit.Surroundings;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableIntegerValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// One screen of the console. The shell knows nothing more of it.
///
/// All methods are called on the UI thread and must not block.
public interface Screen {
    /// The item of the navigation that shows it; one screen per section.
    Section section();

    /// The whole screen; always the same node.
    Node node();

    /// The operator came here.
    ///
    /// @param place belongs to this screen's section
    void onShown(Place place);

    /// The operator went elsewhere.
    default void onHidden() {}

    /// The operator asked for fresh facts (F5).
    default void refresh() {}

    /// The operator pressed Esc and no overlay was open.
    ///
    /// @return whether the screen closed something of its own; otherwise the shell goes back
    default boolean escape() {
        return false;
    }

    /// What the header names while this screen is shown; null leaves it to the shell.
    default ObservableValue<@Nullable Subject> subject() {
        return new ReadOnlyObjectWrapper<@Nullable Subject>(null).getReadOnlyProperty();
    }

    /// Whose data this screen acts on; null leaves it to the shell, which then names the most dangerous part of
    /// the estate.
    default ObservableValue<@Nullable Surroundings> surroundings() {
        return new ReadOnlyObjectWrapper<@Nullable Surroundings>(null).getReadOnlyProperty();
    }

    /// A number beside the navigation item, such as the count of breaches; 0 shows none.
    default ObservableIntegerValue badge() {
        return new ReadOnlyIntegerWrapper(0).getReadOnlyProperty();
    }
}
