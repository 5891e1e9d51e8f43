package io.backstay.ui.restore.view.verdict;

import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Verdict;
import io.backstay.ui.kit.draw.Drawing;
import io.backstay.ui.kit.draw.Ink;
import io.backstay.ui.kit.draw.PointShape;
import io.backstay.ui.restore.found.Known.Opened;
import io.backstay.ui.restore.found.Moments;
import io.backstay.ui.restore.found.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// The points, the restorable band and the loss on one line; the table twin of it is the points screen.
final class VerdictTimeline extends Drawing {
    private static final double HEIGHT = 104;
    private static final double MARGIN = 20;
    private static final double LABELS = 14;
    private static final double TOP = 26;
    private static final double AXIS = 50;
    private static final double BOTTOM = 76;
    private static final double TICKS = 90;
    private static final double BAND = 14;
    private static final double GAP_MIN = 10;
    private static final double RING = 14;
    private static final double HATCH = 7;
    private static final double RIM = 10;
    private static final double HOLLOW = 7;
    private static final double SMALL = 11;
    private static final double STRONG = 12;
    private static final String BEST = "Best moment";
    private static final String NOW = "Now";

    private final Opened opened;

    VerdictTimeline(Opened opened) {
        this.opened = opened;
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        Instant to = opened.verdict().restoreTo();
        setAccessibleText("Time line: " + opened.points().size() + " points, loss about " + Words.about(opened.intake())
                + (to == null
                        ? ""
                        : ", best moment " + Moments.at(to, opened.intake().zone())));
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        var axis = axis(width - 2 * MARGIN);
        g.translate(MARGIN, 0);
        g.setTextBaseline(VPos.CENTER);
        grid(g, axis);
        band(g, axis);
        loss(g, axis);
        for (RecoveryPoint point : opened.points()) {
            point(g, axis, point);
        }
        best(g, axis);
        now(g, axis);
    }

    /// From well before the last good moment to a little after now.
    private TimeAxis axis(double width) {
        Instant now = opened.askedAt();
        Instant start = opened.intake().about();
        Instant to = opened.verdict().restoreTo();
        if (to != null && to.isBefore(start)) {
            start = to;
        }
        RecoveryPoint point = opened.verdict().point();
        if (point != null && point.takenAt().isBefore(start)) {
            start = point.takenAt();
        }
        if (!start.isBefore(now)) {
            start = now.minusSeconds(1);
        }
        Duration core = Duration.between(start, now);
        return new TimeAxis(start.minus(core.multipliedBy(4).dividedBy(5)), now.plus(core.dividedBy(12)), width);
    }

    private void grid(GraphicsContext g, TimeAxis axis) {
        DateTimeFormatter labels = axis.labels();
        g.setLineWidth(1);
        g.setFont(font(Weight.REGULAR, SMALL));
        g.setTextAlign(TextAlignment.LEFT);
        for (ZonedDateTime tick : axis.ticks(opened.intake().zone())) {
            double x = crisp(axis.x(tick.toInstant()));
            g.setStroke(ink(Ink.LINE));
            g.strokeLine(x, TOP, x, BOTTOM);
            g.setFill(ink(Ink.MUTED));
            String words = labels.format(tick);
            double most = axis.width() - width(words, g.getFont());
            g.fillText(words, Math.min(x + 4, most), TICKS);
        }
        g.setStroke(ink(Ink.LINE));
        g.setLineWidth(2);
        g.strokeLine(0, AXIS, axis.width(), AXIS);
    }

    private void band(GraphicsContext g, TimeAxis axis) {
        RestorableWindow window = opened.window();
        if (window == null
                || window.latest().isBefore(axis.from())
                || window.earliest().isAfter(axis.to())) {
            return;
        }
        double from = Math.max(0, axis.x(window.earliest()));
        double to = Math.min(axis.width(), axis.x(window.latest()));
        g.setFill(ink(Ink.BAND));
        g.fillRect(from, AXIS - BAND / 2, to - from, BAND);
        g.setFill(ink(Ink.POINT));
        if (!window.earliest().isBefore(axis.from())) {
            g.fillRect(from, AXIS - BAND / 2, 2, BAND);
        }
        if (!window.latest().isAfter(axis.to())) {
            g.fillRect(to - 2, AXIS - BAND / 2, 2, BAND);
        }
    }

    private void loss(GraphicsContext g, TimeAxis axis) {
        Intake intake = opened.intake();
        double at = axis.x(intake.about());
        double half = Math.min(axis.x(intake.about().plus(intake.uncertainty())) - at, axis.width() / 8);
        g.setFill(ink(Ink.DANGER_SUBTLE));
        g.fillRect(at - half, TOP, 2 * half, BOTTOM - TOP);
        Instant good = opened.verdict().restoreTo();
        if (good != null && good.isBefore(intake.about())) {
            double from = Math.min(axis.x(good), at - GAP_MIN);
            g.setStroke(ink(Ink.WARNING));
            g.setLineWidth(2);
            hatch(g, from, AXIS - BAND, at - from, 2 * BAND, HATCH);
        }
        g.setStroke(ink(Ink.DANGER));
        g.setLineWidth(2);
        g.strokeLine(at, TOP - 4, at, BOTTOM);
        Heads heads = heads(axis);
        label(g, lossWords(), heads.loss(), ink(Ink.DANGER_TEXT));
    }

    private void point(GraphicsContext g, TimeAxis axis, RecoveryPoint point) {
        double x = axis.x(point.takenAt());
        if (x < 0 || x > axis.width()) {
            return;
        }
        // A rim in the page's colour keeps a mark apart from the band beneath it.
        g.setFill(ink(Ink.PAGE));
        diamond(g, x, RIM);
        g.setLineWidth(1.4);
        if (point.status() != PointStatus.AVAILABLE) {
            g.setStroke(ink(Ink.DANGER));
            PointShape.outline(g, x, AXIS);
        } else if (point.takenAt().isAfter(opened.intake().about())) {
            g.setFill(ink(Ink.MUTED));
            diamond(g, x, HOLLOW);
            g.setFill(ink(Ink.PAGE));
            diamond(g, x, HOLLOW - 2);
        } else {
            g.setFill(ink(PointShape.ink(point.kind())));
            g.setStroke(ink(PointShape.ink(point.kind())));
            PointShape.fill(g, point.kind(), x, AXIS);
        }
    }

    private static void diamond(GraphicsContext g, double x, double reach) {
        double[] across = {x, x + reach, x, x - reach};
        double[] down = {AXIS - reach, AXIS, AXIS + reach, AXIS};
        g.fillPolygon(across, down, across.length);
    }

    private void best(GraphicsContext g, TimeAxis axis) {
        Verdict verdict = opened.verdict();
        Instant to = verdict.restoreTo();
        if (to == null) {
            return;
        }
        double x = axis.x(to);
        g.setStroke(ink(Ink.POINT));
        g.setLineWidth(2);
        g.strokeOval(x - RING, AXIS - RING, 2 * RING, 2 * RING);
        @Nullable RecoveryPoint point = verdict.point();
        if (point == null || !point.takenAt().equals(to)) {
            g.strokeLine(x, AXIS - RING + 6, x, AXIS + RING - 6);
        }
        label(g, BEST, heads(axis).best(), ink(Ink.POINT));
    }

    private void now(GraphicsContext g, TimeAxis axis) {
        double x = crisp(axis.x(opened.askedAt()));
        g.setStroke(ink(Ink.TEXT));
        g.setLineWidth(2);
        g.strokeLine(x, TOP - 4, x, BOTTOM);
        label(g, NOW, heads(axis).now(), ink(Ink.TEXT));
    }

    /// Where the three labels above the line begin, so that none covers another.
    private Heads heads(TimeAxis axis) {
        Font strong = font(Weight.SEMI_BOLD, STRONG);
        Instant to = opened.verdict().restoreTo();
        return Heads.of(
                new Heads.At(axis.x(opened.intake().about()), width(lossWords(), strong)),
                new Heads.At(axis.x(to == null ? opened.intake().about() : to), width(BEST, strong)),
                new Heads.At(axis.x(opened.askedAt()), width(NOW, strong)));
    }

    private String lossWords() {
        Intake intake = opened.intake();
        boolean today = intake.about()
                .atZone(intake.zone())
                .toLocalDate()
                .equals(opened.askedAt().atZone(intake.zone()).toLocalDate());
        String when = Moments.at(intake.about(), intake.zone());
        String shown = today ? when.substring(when.indexOf(':') - 2) : when;
        return intake.uncertainty().isZero() ? "Loss, " + shown : "Loss, about " + shown;
    }

    private static void label(GraphicsContext g, String words, double x, Paint paint) {
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(font(Weight.SEMI_BOLD, STRONG));
        g.setFill(paint);
        g.fillText(words, x, LABELS);
    }

    private static double crisp(double x) {
        return Math.floor(x) + 0.5;
    }
}
