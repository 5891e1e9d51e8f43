package io.backstay.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.javafx.FontIcon;

/// What is chosen of several things side by side can be read and told from what is not; icons and marks are as large
/// as the text asks.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SegmentsTest {
    /// WCAG 2.2, success criteria 1.4.3 for text and 1.4.11 for what tells one state from another.
    private static final double TEXT_MIN = 4.5;

    private static final double STATE_MIN = 3;

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void theChosenOneCanBeReadAndToldFromTheOther(Theme.Look look) throws Exception {
        var chosen = Fx.on(() -> new ToggleButton("Last good", Icons.of("fth-check")));
        var other = Fx.on(() -> new ToggleButton("Live"));
        var box = Fx.on(() -> new VBox(Buttons.segments(List.of(chosen, other))));
        Stage stage = Fx.show(box, look, 300, 100);
        for (String state : List.of("", "hover", "armed", "focused", "focus-visible")) {
            Fx.run(() -> {
                chosen.setSelected(true);
                if (!state.isEmpty()) {
                    chosen.pseudoClassStateChanged(PseudoClass.getPseudoClass(state), true);
                }
                box.applyCss();
                box.layout();
            });
            Color ground = Fx.on(() -> ground(chosen));
            Text words = (Text) Fx.on(() -> chosen.lookup(".text"));
            double read = contrast((Color) words.getFill(), ground);
            assertTrue(read >= TEXT_MIN, look + " " + state + ": its words have " + read);
            double seen = contrast(iconColor(chosen), ground);
            assertTrue(seen >= TEXT_MIN, look + " " + state + ": its icon has " + seen);
            double told = contrast(edge(chosen), Fx.on(() -> ground(other)));
            int rings = chosen.getBackground().getFills().size();
            assertTrue(!state.equals("focus-visible") || rings == 4, "the focus is not seen");
            assertTrue(told >= STATE_MIN, look + " " + state + ": it is told by " + told);
            Fx.run(() -> {
                if (!state.isEmpty()) {
                    chosen.pseudoClassStateChanged(PseudoClass.getPseudoClass(state), false);
                }
            });
        }
        Fx.shoot(stage, "segments-" + look);
        Fx.run(stage::close);
    }

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void iconsAndMarksAreTwiceAsLargeWhereTheTextIs(Theme.Look look) throws Exception {
        var button = Fx.on(() -> Buttons.small("Look", "fth-eye", () -> {}));
        var mark = Fx.on(() -> new MarkIcon(Mark.HOLDS));
        var icon = Fx.on(() -> Icons.of("fth-eye"));
        var box = Fx.on(() -> new VBox(button, mark, icon));
        Stage stage = Fx.show(box, look, 300, 200);
        Fx.run(() -> {
            assertEquals(16, icon.getIconSize());
            box.getStyleClass().add("bs-text-double");
            box.setStyle("-fx-font-size: 26px");
            box.applyCss();
            box.layout();
        });
        Fx.shoot(stage, "icons-double-" + look);
        Fx.run(() -> {
            assertEquals(32, icon.getIconSize());
            assertEquals(28, ((FontIcon) button.getGraphic()).getIconSize());
            assertEquals(32, mark.getWidth());
            assertTrue(
                    mark.getChildrenUnmodifiable()
                                    .getFirst()
                                    .getBoundsInParent()
                                    .getWidth()
                            > 20,
                    "the mark is not drawn larger");
            stage.close();
        });
    }

    private static Color ground(ToggleButton toggle) {
        return (Color) toggle.getBackground().getFills().getLast().getFill();
    }

    private static Color edge(ToggleButton toggle) {
        return (Color) toggle.getBackground().getFills().getFirst().getFill();
    }

    private static Color iconColor(ToggleButton toggle) {
        Node graphic = toggle.getGraphic();
        return (Color) ((FontIcon) graphic).getIconColor();
    }

    /// The contrast of two colours that cover what is below, as WCAG defines it.
    private static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
