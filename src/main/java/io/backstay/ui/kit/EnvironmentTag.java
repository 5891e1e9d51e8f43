package io.backstay.ui.kit;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// The filled tag that names the environment, and the frame that goes round every window.
public final class EnvironmentTag extends Label {
    private static final String TAG = "bs-environment-";
    private static final String FRAME = "bs-frame-";

    /// A tag for these surroundings.
    public EnvironmentTag(Surroundings surroundings) {
        getStyleClass().add("bs-environment");
        setMinWidth(USE_PREF_SIZE);
        show(surroundings);
    }

    /// Changes colour, icon and word.
    public void show(Surroundings surroundings) {
        getStyleClass().removeIf(name -> name.startsWith(TAG));
        getStyleClass().add(TAG + surroundings.styleName());
        setText(surroundings.name());
        setGraphic(Icons.of(surroundings.icon()));
        setAccessibleText("Environment " + surroundings.name());
    }

    /// Draws the 3 px frame round a window's or dialog's outermost region.
    public static void frame(Region window, Surroundings surroundings) {
        window.getStyleClass().removeIf(name -> name.startsWith(FRAME));
        if (!window.getStyleClass().contains("bs-frame")) {
            window.getStyleClass().add("bs-frame");
        }
        window.getStyleClass().add(FRAME + surroundings.styleName());
    }
}
