package io.backstay.ui.kit.draw;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.StyleConverter;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// A region that paints itself on a canvas in the colours of the style sheet; it repaints when its size or the
/// theme changes.
public abstract class Drawing extends Region {
    private static final Map<Ink, CssMetaData<Drawing, Paint>> META = meta();
    private static final List<CssMetaData<? extends Styleable, ?>> ALL = all();

    private final Canvas canvas = new Canvas();
    private final Map<Ink, StyleableObjectProperty<Paint>> inks = new EnumMap<>(Ink.class);

    /// An empty drawing.
    protected Drawing() {
        getStyleClass().add("bs-drawing");
        canvas.setMouseTransparent(true);
        canvas.setManaged(false);
        getChildren().add(canvas);
        META.forEach((ink, meta) -> {
            var property = new SimpleStyleableObjectProperty<Paint>(meta, this, ink.name(), Color.GRAY);
            property.addListener(_ -> requestLayout());
            inks.put(ink, property);
        });
    }

    /// Paints everything anew; the canvas is empty and as large as the region.
    protected abstract void paint(GraphicsContext g, double width, double height);

    /// Our text font in a size and weight; asked for while painting, because a font taken before the theme has
    /// loaded
    /// its faces is another one for good.
    protected static Font font(Weight weight, double size) {
        return Font.font(weight.family, size);
    }

    /// How wide words are in a font.
    protected static double width(String words, Font font) {
        var text = new Text(words);
        text.setFont(font);
        return text.getLayoutBounds().getWidth();
    }

    /// Asks for a new painting before the next pulse.
    protected final void repaint() {
        requestLayout();
    }

    /// The colour of a role in the present theme.
    protected final Paint ink(Ink ink) {
        return Objects.requireNonNull(inks.get(ink)).get();
    }

    @Override
    protected void layoutChildren() {
        double width = Math.max(0, getWidth());
        double height = Math.max(0, getHeight());
        canvas.setWidth(width);
        canvas.setHeight(height);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        if (width > 0 && height > 0) {
            g.save();
            paint(g, width, height);
            g.restore();
        }
    }

    @Override
    public final List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return ALL;
    }

    /// How strong letters are.
    protected enum Weight {
        REGULAR("Inter"),
        MEDIUM("Inter Medium"),
        SEMI_BOLD("Inter SemiBold");

        private final String family;

        Weight(String family) {
            this.family = family;
        }
    }

    /// Diagonal lines inside a box, as used for gaps and losses.
    protected static void hatch(GraphicsContext g, double x, double y, double width, double height, double step) {
        g.save();
        g.beginPath();
        g.rect(x, y, width, height);
        g.clip();
        for (double at = x - height; at < x + width; at += step) {
            g.strokeLine(at, y + height, at + height, y);
        }
        g.restore();
    }

    private static Map<Ink, CssMetaData<Drawing, Paint>> meta() {
        var map = new EnumMap<Ink, CssMetaData<Drawing, Paint>>(Ink.class);
        for (Ink ink : Ink.values()) {
            map.put(ink, new CssMetaData<>(ink.property(), StyleConverter.getPaintConverter(), Color.GRAY) {
                @Override
                public boolean isSettable(Drawing drawing) {
                    return true;
                }

                @Override
                public StyleableProperty<Paint> getStyleableProperty(Drawing drawing) {
                    return Objects.requireNonNull(drawing.inks.get(ink));
                }
            });
        }
        return map;
    }

    private static List<CssMetaData<? extends Styleable, ?>> all() {
        var list = new ArrayList<CssMetaData<? extends Styleable, ?>>(Region.getClassCssMetaData());
        list.addAll(META.values());
        return List.copyOf(list);
    }
}
