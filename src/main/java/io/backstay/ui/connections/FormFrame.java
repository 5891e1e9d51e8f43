package io.backstay.ui.connections;

import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Texts;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The frame of what lies over the list: its name, what is asked, and the acts at its foot.
class FormFrame extends BorderPane {
    private final Runnable onClose;

    FormFrame(String title, Node body, Runnable onClose) {
        this.onClose = onClose;
        getStyleClass().add("cn-sheet");
        Label name = Texts.title(title);
        name.setId("connection-sheet");
        var head = new HBox(name, Card.spring(), Buttons.icon("fth-x", "Close, Esc", onClose));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("cn-sheet-head");
        var inner = new VBox(body);
        inner.getStyleClass().add("cn-sheet-body");
        var scroll = new ScrollPane(inner);
        scroll.setFitToWidth(true);
        scroll.prefViewportHeightProperty().bind(inner.heightProperty());
        scroll.setMinHeight(0);
        setMinHeight(0);
        setMaxHeight(USE_PREF_SIZE);
        setTop(head);
        setCenter(scroll);
    }

    /// Scrolls so that something inside is in sight, with its end where it has room.
    static void reveal(Node node) {
        for (Node up = node.getParent(); up != null; up = up.getParent()) {
            if (up instanceof ScrollPane scroll && scroll.getContent() instanceof Region content) {
                scroll.applyCss();
                scroll.layout();
                Bounds seen = content.sceneToLocal(node.localToScene(node.getLayoutBounds()));
                double room = scroll.getViewportBounds().getHeight();
                double hidden = content.getHeight() - room;
                double top = scroll.getVvalue() * hidden;
                if (hidden > 0 && (seen.getMinY() < top || seen.getMaxY() > top + room)) {
                    scroll.setVvalue(Math.clamp(Math.min(seen.getMinY(), seen.getMaxY() - room) / hidden, 0, 1));
                }
                return;
            }
        }
    }

    /// The foot: what there is to say, then the acts, of which the last is what the sheet is for.
    final void foot(List<Node> said, Button... acts) {
        acts[acts.length - 1].setId("connection-primary");
        var row = new FlowPane(Buttons.plain("Cancel", null, onClose));
        row.getChildren().addAll(acts);
        row.getStyleClass().add("cn-foot-acts");
        row.setAlignment(Pos.CENTER_RIGHT);
        var foot = new VBox();
        foot.getChildren().addAll(said);
        foot.getChildren().add(row);
        foot.getStyleClass().add("cn-sheet-foot");
        setBottom(foot);
    }
}
