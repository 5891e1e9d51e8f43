package io.backstay.ui.kit.entry;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/// Where typing goes.
public final class Keyboard {
    private Keyboard() {}

    /// Gives the keyboard to a node, now or as soon as it stands in a window. What a scroll pane holds stands in none
    /// before that was laid out for the first time, and JavaFX forgets a wish that comes too early.
    public static void into(Node node) {
        if (node.getScene() != null) {
            node.requestFocus();
            return;
        }
        node.sceneProperty().addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Scene> property, @Nullable Scene was, @Nullable Scene scene) {
                if (scene != null) {
                    node.sceneProperty().removeListener(this);
                    node.requestFocus();
                }
            }
        });
    }
}
