package io.backstay.ui.shell;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/// Moves the keyboard from pane to pane, as F6 does.
final class PaneFocus {
    private PaneFocus() {}

    /// Puts the keyboard into the first control of the pane after the one that has it; a pane that is not in the
    /// window is passed over.
    static void next(Scene scene, List<? extends Parent> all) {
        List<? extends Parent> panes =
                all.stream().filter(pane -> pane.getScene() != null).toList();
        Node focused = scene.getFocusOwner();
        int at = 0;
        for (int i = 0; i < panes.size(); i++) {
            if (inside(focused, panes.get(i))) {
                at = i + 1;
            }
        }
        for (int tried = 0; tried < panes.size(); tried++) {
            if (focusInto(panes.get((at + tried) % panes.size()))) {
                return;
            }
        }
    }

    /// Whether a node is the pane or stands somewhere in it.
    static boolean inside(@Nullable Node node, Node pane) {
        Node at = node;
        while (at != null && !at.equals(pane)) {
            at = at.getParent();
        }
        return at != null;
    }

    private static boolean focusInto(Parent pane) {
        for (Node child : pane.getChildrenUnmodifiable()) {
            if (child.isFocusTraversable() && child.isVisible() && !child.isDisabled()) {
                child.requestFocus();
                return true;
            }
            if (child instanceof Parent parent && child.isVisible() && focusInto(parent)) {
                return true;
            }
        }
        return false;
    }
}
