package io.backstay.ui.restore.view.part;

import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// One pane of the restore screen.
public interface RestorePane {
    /// What fills the middle.
    Node middle();

    /// What stands on the right, null for nothing.
    @Nullable
    Node side();

    /// Fits what has a width or a height of its own.
    ///
    /// @param scale  how large text is, 1 for the usual size
    /// @param narrow whether the window is narrow for that
    default void fit(double scale, boolean narrow) {
        // Most panes have nothing but text.
    }

    /// Where the typing begins, null when nothing is typed here.
    default @Nullable Node first() {
        return null;
    }
}
