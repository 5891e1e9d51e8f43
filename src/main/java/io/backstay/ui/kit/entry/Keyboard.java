package io.backstay.ui.kit.entry;

import io.backstay.ui.kit.Foreign;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// Where typing goes.
public final class Keyboard {
    private Keyboard() {}

    /// Takes of what is typed or pasted what a field has room for, without the characters that turn a line round: a
    /// hundred thousand of those in one line keep a window still for minutes.
    ///
    /// @param max more than will be taken, so that it can be said that it is too much
    public static void bounded(TextInputControl input, int max) {
        input.setTextFormatter(new TextFormatter<>(change -> {
            if (change.isContentChange()) {
                int kept = change.getControlText().length() - (change.getRangeEnd() - change.getRangeStart());
                int room = Math.max(0, max - kept);
                String typed = change.getText();
                change.setText(Foreign.whole(typed.length() > room ? typed.substring(0, room) : typed));
                int length = change.getControlNewText().length();
                change.selectRange(Math.min(change.getAnchor(), length), Math.min(change.getCaretPosition(), length));
            }
            return change;
        }));
    }

    /// Lets Tab go on to what is next, as in every form, where no text with tabs is typed.
    public static void tabLeaves(TextArea area) {
        area.addEventFilter(KeyEvent.KEY_PRESSED, pressed -> {
            if (pressed.getCode() == KeyCode.TAB && !pressed.isControlDown() && !pressed.isAltDown()) {
                // A text area takes Ctrl Tab for that.
                area.fireEvent(new KeyEvent(
                        area,
                        area,
                        KeyEvent.KEY_PRESSED,
                        pressed.getCharacter(),
                        pressed.getText(),
                        KeyCode.TAB,
                        pressed.isShiftDown(),
                        true,
                        false,
                        false));
                pressed.consume();
            }
        });
    }

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
