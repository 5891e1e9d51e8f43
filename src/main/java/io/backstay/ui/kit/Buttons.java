package io.backstay.ui.kit;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// Buttons; their words are verbs, and a screen has one primary one.
public final class Buttons {
    private Buttons() {}

    /// The one act that the screen is for.
    public static Button primary(String verb, @Nullable String icon, Runnable act) {
        return button(verb, icon, act, "accent");
    }

    /// An ordinary act.
    public static Button plain(String verb, @Nullable String icon, Runnable act) {
        return button(verb, icon, act, "bs-plain");
    }

    /// An act that takes something away.
    public static Button danger(String verb, @Nullable String icon, Runnable act) {
        return button(verb, icon, act, "bs-danger");
    }

    /// An act without a box.
    public static Button flat(String verb, @Nullable String icon, Runnable act) {
        return button(verb, icon, act, "flat");
    }

    /// An ordinary act of 24 px height, for rows and cards.
    public static Button small(String verb, @Nullable String icon, Runnable act) {
        Button button = plain(verb, icon, act);
        button.getStyleClass().add("bs-small");
        return button;
    }

    /// An act that is only an icon; what it does is read aloud and shown as a tooltip.
    public static Button icon(String icon, String does, Runnable act) {
        var button = new Button(null, Icons.of(icon));
        button.getStyleClass().addAll("bs-button", "flat", "bs-icon-button");
        button.setAccessibleText(does);
        button.setTooltip(new Tooltip(does));
        button.setOnAction(_ -> act.run());
        return button;
    }

    /// Toggles side by side of which one is always chosen.
    public static HBox segments(List<ToggleButton> toggles) {
        var group = new ToggleGroup();
        var box = new HBox();
        box.getStyleClass().add("bs-segments");
        for (int i = 0; i < toggles.size(); i++) {
            ToggleButton toggle = toggles.get(i);
            toggle.setToggleGroup(group);
            toggle.getStyleClass().add("bs-segment");
            boolean first = i == 0;
            boolean last = i == toggles.size() - 1;
            toggle.getStyleClass().add(first && last ? "only" : first ? "first" : last ? "last" : "middle");
            toggle.setMinWidth(HBox.USE_PREF_SIZE);
            box.getChildren().add(toggle);
        }
        group.selectedToggleProperty().addListener((_, was, is) -> {
            if (is == null && was != null) {
                was.setSelected(true);
            }
        });
        return box;
    }

    /// A rounded toggle that narrows a list.
    public static ToggleButton facet(String word) {
        var toggle = new ToggleButton(word);
        toggle.getStyleClass().add("bs-facet");
        toggle.setMinWidth(HBox.USE_PREF_SIZE);
        return toggle;
    }

    /// The button, disabled with the reason where there is one.
    ///
    /// @param refusal why it may not be done, null when it may
    public static Button unless(@Nullable String refusal, Button button) {
        if (refusal != null) {
            button.setDisable(true);
            button.setTooltip(new Tooltip(refusal));
        }
        return button;
    }

    private static Button button(String verb, @Nullable String icon, Runnable act, String style) {
        var button = new Button(verb);
        if (icon != null) {
            button.setGraphic(Icons.of(icon));
        }
        button.getStyleClass().addAll("bs-button", style);
        button.setMinWidth(HBox.USE_PREF_SIZE);
        button.setOnAction(_ -> act.run());
        return button;
    }
}
