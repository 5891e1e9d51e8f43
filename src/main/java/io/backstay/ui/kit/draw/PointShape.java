package io.backstay.ui.kit.draw;

import io.backstay.estate.PointKind;
import javafx.scene.canvas.GraphicsContext;

/// The shape of a recovery point's kind: full a square, differential a triangle, incremental a dot, snapshot a
/// diamond, object version a ring.
public final class PointShape extends Drawing {
    private static final double SIZE = 14;

    private final PointKind kind;
    private final boolean usable;

    /// @param usable whether the point can be restored from; an unusable one is a dashed red outline
    public PointShape(PointKind kind, boolean usable) {
        this.kind = kind;
        this.usable = usable;
        setMinSize(SIZE, SIZE);
        setPrefSize(SIZE, SIZE);
        setMaxSize(SIZE, SIZE);
        setMouseTransparent(true);
        setAccessibleText(word(kind));
    }

    /// The kind as a word.
    public static String word(PointKind kind) {
        return switch (kind) {
            case SNAPSHOT -> "Snapshot";
            case FULL -> "Full";
            case DIFFERENTIAL -> "Differential";
            case INCREMENTAL -> "Incremental";
            case OBJECT_VERSION -> "Object version";
        };
    }

    /// Which colour the kind is drawn in.
    public static Ink ink(PointKind kind) {
        return switch (kind) {
            case SNAPSHOT -> Ink.POINT;
            case FULL -> Ink.TEXT;
            case DIFFERENTIAL, INCREMENTAL, OBJECT_VERSION -> Ink.MUTED;
        };
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        if (usable) {
            g.setFill(ink(ink(kind)));
            g.setStroke(ink(ink(kind)));
            fill(g, kind, width / 2, height / 2);
        } else {
            g.setStroke(ink(Ink.DANGER));
            outline(g, width / 2, height / 2);
        }
    }

    /// Draws a usable point round a centre, in the present fill and stroke.
    public static void fill(GraphicsContext g, PointKind kind, double x, double y) {
        switch (kind) {
            case FULL -> g.fillRect(x - 5, y - 5, 10, 10);
            case DIFFERENTIAL ->
                g.fillPolygon(new double[] {x, x + 5.5, x - 5.5}, new double[] {y - 5, y + 4.5, y + 4.5}, 3);
            case INCREMENTAL -> g.fillOval(x - 2.5, y - 2.5, 5, 5);
            case SNAPSHOT -> g.fillPolygon(new double[] {x, x + 6, x, x - 6}, new double[] {y - 6, y, y + 6, y}, 4);
            case OBJECT_VERSION -> {
                g.setLineWidth(1.6);
                g.strokeOval(x - 3.5, y - 3.5, 7, 7);
            }
        }
    }

    /// Draws a point that cannot be used round a centre: a dashed diamond in the present stroke.
    public static void outline(GraphicsContext g, double x, double y) {
        g.save();
        g.setLineWidth(1.4);
        g.setLineDashes(2, 1.5);
        g.strokePolygon(new double[] {x, x + 6, x, x - 6}, new double[] {y - 6, y, y + 6, y}, 4);
        g.restore();
    }
}
