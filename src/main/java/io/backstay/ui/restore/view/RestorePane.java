package io.backstay.ui.restore.view;

import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// One pane of the restore screen.
interface RestorePane {
    /// What fills the middle.
    Node middle();

    /// What stands on the right, null for nothing.
    @Nullable
    Node side();

    /// Where the typing begins, null when nothing is typed here.
    default @Nullable Node first() {
        return null;
    }
}
