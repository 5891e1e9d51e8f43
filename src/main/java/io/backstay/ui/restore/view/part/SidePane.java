package io.backstay.ui.restore.view.part;

import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The pane on the right: a head, rows with a value each, and short sections of text.
public final class SidePane extends VBox {
    /// In pixels, whatever it holds.
    public static final double WIDTH = 280;

    /// With nothing in it.
    public SidePane() {
        getStyleClass().addAll("bs-side", "rs-side");
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
    }

    /// What the pane, or what follows of it, is about.
    public SidePane head(String icon, String words) {
        Label label = Texts.section(words);
        label.setGraphic(Icons.of(icon));
        label.getStyleClass().add("rs-side-head");
        label.setMaxWidth(Double.MAX_VALUE);
        getChildren().add(label);
        return this;
    }

    /// A name, a second line (empty for none) and a value in the mono font.
    public SidePane row(String name, String second, Label value) {
        var words = new VBox(Texts.body(name));
        words.setAlignment(Pos.CENTER_LEFT);
        if (!second.isEmpty()) {
            words.getChildren().add(Texts.caption(second));
        }
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        value.setMinWidth(USE_PREF_SIZE);
        var row = new HBox(words, value);
        row.getStyleClass().add(second.isEmpty() ? "rs-side-row" : "rs-side-row-tall");
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(row);
        return this;
    }

    /// A heading with what belongs to it.
    public SidePane section(String heading, Node... content) {
        var box = new VBox(Texts.section(heading));
        box.getChildren().addAll(content);
        box.getStyleClass().add("rs-side-section");
        getChildren().add(box);
        return this;
    }

    /// What follows stands at the bottom.
    public SidePane spring() {
        getChildren().add(Card.spring());
        return this;
    }

    /// A few sentences, as many lines as they need.
    public static Label paragraph(String words) {
        Label label = Texts.wrapped(Texts.secondary(words));
        label.getStyleClass().add("rs-paragraph");
        return label;
    }

    /// One line with a mark before it.
    public static Label marked(Mark mark, String words) {
        Label label = Texts.wrapped(Texts.secondary(words));
        label.getStyleClass().add("rs-marked");
        label.setGraphic(new MarkIcon(mark));
        return label;
    }
}
