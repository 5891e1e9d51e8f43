package io.backstay.ui.unlock;

import javafx.scene.Group;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/// The sign of the program: a mast, and the stay behind it that keeps it standing; drawn as `backstay.svg` is.
final class Logo extends StackPane {
    private static final double SIDE = 40;

    Logo() {
        getStyleClass().add("un-logo");
        setMinSize(SIDE, SIDE);
        setMaxSize(SIDE, SIDE);
        var lines = new Group(
                line("M6.2 30.6 H33.8", "un-logo-ground"),
                line("M16.2 7.2 V30.6", "un-logo-mast"),
                line("M16.2 7.2 L8.8 30.6", "un-logo-shroud"),
                line("M16.2 7.2 L31.9 30.6", "un-logo-stay"));
        getChildren().add(lines);
        setMouseTransparent(true);
    }

    private static SVGPath line(String path, String style) {
        var line = new SVGPath();
        line.setContent(path);
        line.getStyleClass().addAll("un-logo-line", style);
        return line;
    }
}
