package io.backstay.ui.overview;

import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.WalGap;
import io.backstay.ui.kit.draw.Drawing;
import io.backstay.ui.kit.draw.Ink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;

/// A row's little timeline: the restorable band with its gaps, or the points alone.
final class WindowStrip extends Drawing {
    private static final double HEIGHT = 12;
    private static final double BAND = 6;

    private final AssetRow row;

    WindowStrip(AssetRow row) {
        this.row = row;
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        RestorableWindow window = row.asset().pitr();
        if (window != null) {
            band(g, window, width, height);
        } else if (row.newest().isEmpty()) {
            g.setStroke(ink(Ink.MUTED));
            g.setLineDashes(3, 2);
            g.strokeRoundRect(0.5, (height - BAND) / 2 + 0.5, width - 1, BAND - 1, BAND, BAND);
        } else {
            points(g, row.newest(), width, height);
        }
    }

    private void band(GraphicsContext g, RestorableWindow window, double width, double height) {
        double top = (height - BAND) / 2;
        var scale = new Scale(window.earliest(), row.judgedAt(), width - 2);
        double end = Math.max(4, scale.x(window.latest()));
        g.setFill(ink(Ink.BAND));
        g.fillRect(0, top, end, BAND);
        g.setFill(ink(Ink.POINT));
        g.fillRect(end, top - 2, 2, BAND + 4);
        g.setFill(ink(Ink.DANGER));
        for (WalGap gap : row.asset().walGaps()) {
            double from = scale.x(gap.from());
            double to = Math.max(from + 5, scale.x(gap.to()));
            g.clearRect(from, top, to - from, BAND);
            g.fillRect(from, top - 2, 1.5, BAND + 4);
            g.fillRect(to - 1.5, top - 2, 1.5, BAND + 4);
        }
    }

    private void points(GraphicsContext g, List<RecoveryPoint> newest, double width, double height) {
        double middle = height / 2;
        var scale = new Scale(newest.getLast().takenAt(), newest.getFirst().takenAt(), width - 10);
        g.setStroke(ink(Ink.LINE));
        g.strokeLine(0, middle, width, middle);
        for (RecoveryPoint point : newest) {
            double x = 5 + scale.x(point.takenAt());
            boolean usable = point.status() == PointStatus.AVAILABLE;
            double[] xs = {x, x + 4, x, x - 4};
            double[] ys = {middle - 4, middle, middle + 4, middle};
            if (usable) {
                g.setFill(ink(Ink.POINT));
                g.fillPolygon(xs, ys, 4);
            } else {
                g.setStroke(ink(Ink.DANGER));
                g.strokePolygon(xs, ys, 4);
            }
        }
    }

    private record Scale(Instant from, Instant to, double width) {
        double x(Instant at) {
            long whole = Duration.between(from, to).toMillis();
            if (whole <= 0) {
                return width;
            }
            return Math.clamp(width * Duration.between(from, at).toMillis() / whole, 0, width);
        }
    }
}
