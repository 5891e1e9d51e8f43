package io.backstay.ui.restore.view;

import io.backstay.ui.restore.view.part.RestorePane;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Puts a pane's middle and side beside each other, or the side below the middle where the window is narrow.
final class PanePlace {
    private final BorderPane root;
    private final BorderPane middle;
    private final VBox stack = new VBox();
    private final ScrollPane scroll = new ScrollPane(stack);
    private Runnable back = () -> {};

    /// @param root   has the side on its right
    /// @param middle has the middle in its centre
    PanePlace(BorderPane root, BorderPane middle) {
        this.root = root;
        this.middle = middle;
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    }

    /// Shows a pane, from its top.
    void put(RestorePane pane, boolean narrow) {
        stack.getChildren().clear();
        back.run();
        back = () -> {};
        Node side = pane.side();
        root.setRight(narrow ? null : side);
        middle.setCenter(narrow ? null : pane.middle());
        if (narrow) {
            stack.getChildren().add(content(pane.middle()));
            if (side != null) {
                stack.getChildren().add(wide(content(side)));
            }
            scroll.setVvalue(0);
            middle.setCenter(scroll);
        }
    }

    /// One thing that scrolls inside another would hide what is below.
    private Node content(Node part) {
        if (!(part instanceof ScrollPane inner)) {
            return part;
        }
        Node content = inner.getContent();
        Runnable before = back;
        inner.setContent(null);
        back = () -> {
            before.run();
            inner.setContent(content);
        };
        return content;
    }

    private Node wide(Node side) {
        if (side instanceof Region region) {
            double usual = region.getMaxWidth();
            Runnable before = back;
            region.setMaxWidth(Double.MAX_VALUE);
            back = () -> {
                before.run();
                region.setMaxWidth(usual);
            };
        }
        return side;
    }
}
