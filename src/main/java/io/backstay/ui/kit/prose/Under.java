package io.backstay.ui.kit.prose;

import java.util.List;
import java.util.function.DoubleSupplier;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/// Panes under a line of the text. The line keeps room for them below its words, where they lie; they are no letter of
/// it, so that no place in the text, no selection and nothing that is copied counts them.
final class Under extends VBox {
    /// Between the words and the first pane, and after the last one; the panes' own spacing is in the style sheet.
    static final double GAP = 8;

    private final DoubleSupplier width;
    private final Runnable onResize;
    private double room;
    private boolean told;

    /// @param width    of the text before a line of it is there
    /// @param onResize hears that the line has to keep other room than it does
    Under(List<Region> panes, DoubleSupplier width, Runnable onResize) {
        super(panes.toArray(Region[]::new));
        this.width = width;
        this.onResize = onResize;
        getStyleClass().add("pr-under");
        setManaged(false);
        setCursor(Cursor.DEFAULT);
        // A click on a pane is none on the words beside it.
        addEventHandler(MouseEvent.ANY, Event::consume);
        addEventHandler(KeyEvent.ANY, this::past);
        parentProperty().subscribe(parent -> setVisible(parent instanceof TextFlow));
        parentProperty().map(Under::flow).flatMap(Region::heightProperty).addListener((_, _, _) -> place());
        parentProperty().map(Under::flow).flatMap(Region::widthProperty).addListener((_, _, _) -> place());
    }

    private static @Nullable Region flow(@Nullable Parent parent) {
        return parent instanceof TextFlow flow ? flow : null;
    }

    /// The room that a line keeps below its words.
    double room() {
        room = height() + 2 * GAP;
        return room;
    }

    private double height() {
        double wide = getParent() instanceof TextFlow flow && flow.getWidth() > 0
                ? flow.getWidth()
                : Math.max(1, width.getAsDouble());
        return Math.ceil(prefHeight(wide));
    }

    private void place() {
        if (getParent() instanceof TextFlow flow && flow.getWidth() > 0) {
            double height = height();
            resizeRelocate(0, flow.getHeight() - room + GAP, flow.getWidth(), height);
            if (height + 2 * GAP != room && !told) {
                told = true;
                // Not while lines are being laid out.
                Platform.runLater(() -> {
                    told = false;
                    again();
                });
            }
        }
    }

    /// Has the line drawn again; who types in a pane goes on there.
    private void again() {
        Scene scene = getScene();
        Node writing = scene == null ? null : scene.getFocusOwner();
        boolean here = false;
        for (Node up = writing; up != null; up = up.getParent()) {
            here |= up.equals(this);
        }
        onResize.run();
        if (scene != null && writing != null && here) {
            var drawn = new Runnable() {
                @Override
                public void run() {
                    scene.removePostLayoutPulseListener(this);
                    writing.requestFocus();
                }
            };
            scene.addPostLayoutPulseListener(drawn);
        }
    }

    @Override
    protected void layoutChildren() {
        place();
        super.layoutChildren();
    }

    /// What is pressed in a pane is not typed into the text around it; what the screen makes of it, it still does.
    private void past(KeyEvent pressed) {
        boolean letter = !pressed.getText().isEmpty()
                && !Character.isISOControl(pressed.getText().charAt(0));
        if (letter && pressed.getEventType() != KeyEvent.KEY_TYPED && !pressed.isShortcutDown()) {
            // The text waits for it to be typed; on some systems one that was consumed never is.
            return;
        }
        pressed.consume();
        Parent area = getParent();
        while (area != null && !(area instanceof ProseArea)) {
            area = area.getParent();
        }
        if (area != null && area.getParent() != null && pressed.getEventType() != KeyEvent.KEY_TYPED) {
            Event.fireEvent(area.getParent(), pressed.copyFor(pressed.getSource(), area.getParent()));
        }
    }
}
