package io.backstay.ui.kit;

import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/// A drawn [Mark]; a word must stand beside it, which [#withWord(Mark)] sees to.
public final class MarkIcon extends StackPane {
    /// The side of a mark in a row of text.
    public static final double SIZE = 16;

    private static final double GRID = 16;

    /// A mark of the usual size.
    public MarkIcon(Mark mark) {
        this(mark, SIZE);
    }

    /// A mark of any size.
    public MarkIcon(Mark mark, double size) {
        getStyleClass().addAll("bs-mark", "bs-mark-" + mark.styleName());
        if (size == SIZE) {
            getStyleClass().add("bs-mark-usual");
        }
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        setMouseTransparent(true);
        setAccessibleText(mark.word());
        var group = new Group();
        group.setManaged(false);
        var scale = new Scale(size / GRID, size / GRID);
        // Larger text makes it larger, by the style sheet.
        widthProperty().subscribe(width -> {
            double times = width.doubleValue() > 0 ? width.doubleValue() / GRID : size / GRID;
            scale.setX(times);
            scale.setY(times);
        });
        group.getTransforms().add(scale);
        for (MarkShape shape : MarkShape.of(mark)) {
            var path = new SVGPath();
            path.setContent(shape.path());
            path.getStyleClass().add(shape.styleClass());
            group.getChildren().add(path);
        }
        getChildren().add(group);
    }

    /// The mark with its own word.
    public static Label withWord(Mark mark) {
        return withWord(mark, mark.word());
    }

    /// The mark with another word, such as `PITR gap`.
    public static Label withWord(Mark mark, String word) {
        var label = new Label(word, new MarkIcon(mark));
        label.getStyleClass().addAll("bs-mark-word", "bs-mark-word-" + mark.styleName());
        label.setAlignment(Pos.CENTER_LEFT);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }
}
