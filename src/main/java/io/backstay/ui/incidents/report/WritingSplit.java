package io.backstay.ui.incidents.report;

import java.util.List;
import java.util.function.DoubleSupplier;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import org.jspecify.annotations.Nullable;

/// What is written and how it will look: side by side where it is wide enough, one above the other where it is high
/// enough, else one in the place of the other.
final class WritingSplit extends SplitPane {
    /// In sizes of running text.
    private static final double BESIDE = 75;

    private static final double BELOW = 34;
    private static final double HALF = 0.5;

    private final Node written;
    private final Node preview;
    private final ObservableBooleanValue on;
    private final DoubleSupplier em;
    private @Nullable Way way;

    private enum Way {
        ALONE,
        BESIDE,
        BELOW,
        INSTEAD
    }

    /// @param em the size of running text, in pixels
    WritingSplit(Node written, Node preview, ObservableBooleanValue on, DoubleSupplier em) {
        this.written = written;
        this.preview = preview;
        this.on = on;
        this.em = em;
        getStyleClass().add("rp-split");
        setMinSize(0, 0);
        on.subscribe(_ -> arrange());
        widthProperty().subscribe(_ -> arrange());
        heightProperty().subscribe(_ -> arrange());
    }

    /// Whether the preview hides what is written.
    boolean instead() {
        return way == Way.INSTEAD;
    }

    private void arrange() {
        Way now = way();
        if (now == way) {
            return;
        }
        way = now;
        setOrientation(now == Way.BESIDE ? Orientation.HORIZONTAL : Orientation.VERTICAL);
        getItems()
                .setAll(
                        switch (now) {
                            case ALONE -> List.of(written);
                            case INSTEAD -> List.of(preview);
                            case BESIDE, BELOW -> List.of(written, preview);
                        });
        setDividerPositions(HALF);
    }

    private Way way() {
        double size = em.getAsDouble();
        if (!on.get()) {
            return Way.ALONE;
        }
        return getWidth() >= BESIDE * size ? Way.BESIDE : getHeight() >= BELOW * size ? Way.BELOW : Way.INSTEAD;
    }
}
