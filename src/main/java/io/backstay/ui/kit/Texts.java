package io.backstay.ui.kit;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/// Labels in the sizes of the type scale; no other place sets a font. What others wrote is harmless in them.
public final class Texts {
    private Texts() {}

    /// 20/600: the title of a screen, which is its answer.
    public static Label title(String text) {
        return styled(text, "bs-title");
    }

    /// 24/600: a verdict.
    public static Label verdict(String text) {
        return styled(text, "bs-verdict");
    }

    /// 16/600: a figure that stands alone.
    public static Label figure(String text) {
        return styled(text, "bs-figure");
    }

    /// 14/600: the heading of a section or card.
    public static Label section(String text) {
        return styled(text, "bs-section");
    }

    /// 13: running text.
    public static Label body(String text) {
        return styled(text, "bs-body");
    }

    /// 13/500: the name of a thing in a row.
    public static Label name(String text) {
        return styled(text, "bs-name");
    }

    /// 13 in the quiet colour.
    public static Label muted(String text) {
        return styled(text, "bs-muted");
    }

    /// 12 in the quiet colour: the second line of a row.
    public static Label secondary(String text) {
        return styled(text, "bs-secondary");
    }

    /// 11/500 in the quiet colour: captions and column heads.
    public static Label caption(String text) {
        return styled(text, "bs-caption");
    }

    /// 12 in the mono font: ids, hashes, paths, counts, sizes; the whole value is in the tooltip.
    public static Label mono(String text) {
        Label label = styled(text, "bs-mono");
        label.setTooltip(tooltip(text));
        return label;
    }

    /// 14 in the mono font: a running clock.
    public static Label clock(String text) {
        return styled(text, "bs-clock");
    }

    /// A key to press, such as `Ctrl K`.
    public static Label key(String key) {
        Label label = styled(key, "bs-key");
        label.setMinWidth(Label.USE_PREF_SIZE);
        return label;
    }

    /// A quotation, verbatim, with a line on its left.
    public static Label quotation(String words) {
        return wrapped(styled(words, "bs-quotation"));
    }

    /// Makes a label wrap instead of ending in dots.
    public static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }

    /// A tooltip with the whole value of something that may be cut, whoever wrote it.
    public static Tooltip tooltip(String text) {
        return new Tooltip(Foreign.tip(text));
    }

    /// With a capital letter first.
    public static String sentence(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static Label styled(String text, String style) {
        var label = new Label(Foreign.of(text));
        label.getStyleClass().add(style);
        return label;
    }
}
