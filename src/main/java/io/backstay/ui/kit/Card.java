package io.backstay.ui.kit;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A bordered box with an optional head and rows under it, divided by thin lines.
public final class Card extends VBox {
    /// A card without a head.
    public Card() {
        getStyleClass().add("bs-card");
    }

    /// A card with a head.
    ///
    /// @param icon such as `fth-clock`, or null
    /// @param aside quiet words on the right, empty for none
    public Card(@Nullable String icon, String heading, String aside) {
        this();
        Label words = Texts.section(heading);
        if (icon != null) {
            words.setGraphic(Icons.of(icon));
        }
        words.setMinWidth(Label.USE_PREF_SIZE);
        var head = new HBox(words, spring(), Texts.secondary(aside));
        head.getStyleClass().add("bs-card-head");
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(head);
    }

    /// Adds a row with a name and a second line on the left and a value on the right.
    ///
    /// @param mark null for a row without one
    public Card row(@Nullable Mark mark, String name, String second, Node value) {
        var words = new VBox(Texts.name(name));
        if (!second.isEmpty()) {
            words.getChildren().add(Texts.caption(second));
        }
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        if (value instanceof Region region) {
            region.setMinWidth(Region.USE_PREF_SIZE);
        }
        var row = new HBox(words, value);
        if (mark != null) {
            row.getChildren().addFirst(new MarkIcon(mark));
        }
        row.getStyleClass().add("bs-card-row");
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(row);
        return this;
    }

    /// Adds anything, padded as a row is.
    public Card with(Node content) {
        content.getStyleClass().add("bs-card-row");
        if (content instanceof Region region) {
            region.setMaxWidth(Double.MAX_VALUE);
        }
        getChildren().add(content);
        return this;
    }

    /// What pushes its neighbours apart.
    public static Region spring() {
        var region = new Region();
        HBox.setHgrow(region, Priority.ALWAYS);
        VBox.setVgrow(region, Priority.ALWAYS);
        region.setMinWidth(0);
        return region;
    }
}
