package io.backstay.ui.kit;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A fact in a side pane: its name, and what it is, which may take several lines.
public final class FactRow extends HBox {
    /// @param nameStyle gives all names of a pane one width
    public FactRow(String nameStyle, String name, Region value) {
        Label label = Texts.secondary(name);
        label.getStyleClass().add(nameStyle);
        label.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(value, Priority.ALWAYS);
        value.setMinWidth(0);
        value.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(label, value);
        setAlignment(Pos.BASELINE_LEFT);
    }

    /// A line between groups of facts.
    public static Region rule() {
        var rule = new Region();
        rule.getStyleClass().add("bs-rule");
        return rule;
    }
}
