package io.backstay.ui.compliance;

import io.backstay.policy.curve.Curve;
import io.backstay.policy.curve.CurveShape;
import io.backstay.ui.kit.draw.Drawing;
import io.backstay.ui.kit.draw.Ink;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.text.TextAlignment;

/// The recoverability curve: how far apart the moments lie that one can go back to, by the age of the wanted one.
/// The table beside it says the same in words.
final class CurveView extends Drawing {
    private static final double LEFT = 48;
    private static final double RIGHT = 8;
    private static final double TOP = 8;
    private static final double AXIS = 44;
    private static final double HEIGHT = 300;
    private static final double SIZE = 11;
    private static final double LABEL = 20;
    private static final double APART = 13;
    private static final double CURSOR_STEP = 0.01;

    private final CurveModel model;

    CurveView(CurveModel model) {
        this.model = model;
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setFocusTraversable(true);
        getStyleClass().add("bs-timeline");
        setAccessibleText("Recoverability curve; shown as a table it says the same in words");
        model.shownProperty().subscribe(_ -> repaint());
        model.cursorProperty().subscribe(_ -> repaint());
        setOnMouseMoved(move -> point(move.getX()));
        setOnMousePressed(press -> {
            requestFocus();
            point(press.getX());
        });
        setOnKeyPressed(press -> {
            if (press.getCode() == KeyCode.LEFT || press.getCode() == KeyCode.RIGHT) {
                model.moveCursor(press.getCode() == KeyCode.LEFT ? -CURSOR_STEP : CURSOR_STEP);
                press.consume();
            }
        });
    }

    private void point(double x) {
        double line = getWidth() - LEFT - RIGHT;
        if (line > 0) {
            model.setCursor((x - LEFT) / line);
        }
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        Curve curve = model.curve();
        double wide = width - LEFT - RIGHT;
        double high = height - TOP - AXIS;
        if (curve == null || wide < 80 || high < 80) {
            return;
        }
        CurveShape shape = CurveShape.of(curve);
        g.translate(LEFT, TOP);
        g.setFont(font(Weight.REGULAR, SIZE));
        g.setTextBaseline(VPos.CENTER);
        grid(g, shape, wide, high);
        shape.worse().forEach(box -> worse(g, box, wide, high));
        configured(g, shape, wide, high);
        g.setStroke(ink(Ink.POINT));
        g.setLineWidth(2);
        shape.promised().forEach(run -> line(g, run, wide, high, 0));
        g.setStroke(ink(Ink.TEXT));
        g.setLineWidth(3);
        line(g, shape.actual(), wide, high, 0);
        g.setLineWidth(1);
        shape.notes().forEach(note -> note(g, note, wide, high));
        cursor(g, curve, wide, high);
    }

    private void grid(GraphicsContext g, CurveShape shape, double wide, double high) {
        double lane = y(CurveShape.TOP, high);
        g.setFill(ink(Ink.WELL));
        g.fillRect(0, 0, wide, lane);
        g.setStroke(ink(Ink.LINE));
        g.setLineWidth(1);
        g.strokeRect(0.5, 0.5, wide - 1, high - 1);
        g.setFill(ink(Ink.MUTED));
        g.setTextAlign(TextAlignment.RIGHT);
        double last = Double.POSITIVE_INFINITY;
        for (CurveShape.Tick tick : shape.distances()) {
            double at = Math.round(y(tick.at(), high)) + 0.5;
            if (tick.at() < CurveShape.TOP) {
                g.strokeLine(0, at, wide, at);
            }
            if (last - at >= APART) {
                g.fillText(tick.name(), -8, at);
                last = at;
            }
        }
        g.setTextAlign(TextAlignment.CENTER);
        for (CurveShape.Tick tick : shape.ages()) {
            double x = Math.round(tick.at() * wide) + 0.5;
            g.strokeLine(x, 0, x, high);
            g.fillText(tick.name(), Math.min(x, wide - 12), high + 14);
        }
        g.fillText("Age of the wanted moment, log scale", wide / 2, high + 34);
        g.setTextAlign(TextAlignment.LEFT);
    }

    private void worse(GraphicsContext g, CurveShape.Worse box, double wide, double high) {
        double x = box.left() * wide;
        double top = y(box.top(), high);
        double across = (box.right() - box.left()) * wide;
        double down = y(box.bottom(), high) - top;
        g.setFill(ink(Ink.DANGER_SUBTLE));
        g.fillRect(x, top, across, down);
        g.setStroke(ink(Ink.DANGER));
        g.setGlobalAlpha(0.6);
        hatch(g, x, top, across, down, 8);
        g.setGlobalAlpha(1);
    }

    private void note(GraphicsContext g, CurveShape.Note note, double wide, double high) {
        double words = width(note.words(), font(Weight.SEMI_BOLD, SIZE)) + 14;
        if (words > (note.right() - note.left()) * wide) {
            return;
        }
        double middle = y(note.middle(), high);
        double centre = (note.left() + note.right()) / 2 * wide;
        g.setFill(ink(Ink.PAGE));
        g.fillRoundRect(centre - words / 2, middle - LABEL / 2, words, LABEL, 6, 6);
        g.setFont(font(Weight.SEMI_BOLD, SIZE));
        g.setFill(ink(Ink.DANGER_TEXT));
        g.setTextAlign(TextAlignment.CENTER);
        g.fillText(note.words(), centre, middle);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(font(Weight.REGULAR, SIZE));
    }

    /// A little above the others, or it would lie under the line of what is there wherever both agree.
    private void configured(GraphicsContext g, CurveShape shape, double wide, double high) {
        g.setStroke(ink(Ink.MUTED));
        g.setLineWidth(2);
        g.setLineDashes(7, 5);
        shape.configured().forEach(run -> line(g, run, wide, high, -3));
        g.setLineDashes();
    }

    private static void line(
            GraphicsContext g, List<CurveShape.Corner> corners, double wide, double high, double down) {
        g.beginPath();
        for (int i = 0; i < corners.size(); i++) {
            double x = corners.get(i).x() * wide;
            double y = y(corners.get(i).y(), high) + down;
            if (i == 0) {
                g.moveTo(x, y);
            } else {
                g.lineTo(x, y);
            }
        }
        g.stroke();
    }

    private void cursor(GraphicsContext g, Curve curve, double wide, double high) {
        double at = model.cursorProperty().get();
        if (at < 0) {
            return;
        }
        double x = Math.round(at * wide) + 0.5;
        g.setStroke(ink(Ink.TEXT));
        g.setLineDashes(2, 3);
        g.strokeLine(x, 0, x, high);
        g.setLineDashes();
        Curve.Band band = curve.at(CurveShape.ageAt(curve, at));
        g.setFill(ink(Ink.TEXT));
        dot(g, x, y(CurveShape.heightOf(curve, band.actual()), high));
        if (band.promised() != null) {
            g.setFill(ink(Ink.POINT));
            dot(g, x, y(CurveShape.heightOf(curve, band.promised()), high));
        }
    }

    private static void dot(GraphicsContext g, double x, double y) {
        g.fillOval(x - 4, y - 4, 8, 8);
    }

    private static double y(double at, double high) {
        return (1 - at) * high;
    }
}
