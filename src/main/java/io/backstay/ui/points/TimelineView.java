package io.backstay.ui.points;

import io.backstay.base.Durations;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.WalGap;
import io.backstay.restore.find.LogHistory;
import io.backstay.ui.kit.draw.Drawing;
import io.backstay.ui.kit.draw.Ink;
import io.backstay.ui.kit.draw.PointShape;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.text.TextAlignment;

/// The timeline: the restorable band with its gaps, points by kind, the present moment, what will expire; the table
/// below says the same in words.
final class TimelineView extends Drawing {
    /// What is left free beside the line of time.
    static final double LEFT = 92;

    static final double RIGHT = 4;

    private static final double TOP = 26;
    private static final double LANE = 34;
    private static final double BAND = 16;
    private static final double GAP_MIN = 10;
    private static final double CLUSTER = 6;
    private static final double TICK_APART = 84;
    private static final double AXIS = 20;
    private static final double STRIP = 22;
    private static final double HEIGHT = TOP + 3 * LANE + AXIS + 8 + STRIP + 4;
    private static final List<String> LANES = List.of("Restorable", "Full, diff, incr", "Snapshots");
    private static final double SIZE = 11;
    private static final double BARS = 0.55;

    private final Timescale timescale;

    TimelineView(Timescale timescale) {
        this.timescale = timescale;
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        setFocusTraversable(true);
        getStyleClass().add("bs-timeline");
        setAccessibleText("Timeline of recovery points; the table below says the same");
        timescale.shownProperty().addListener(_ -> repaint());
        setOnKeyPressed(press -> {
            if (key(press.getCode())) {
                press.consume();
            }
        });
        setOnMousePressed(press -> {
            requestFocus();
            drag(press.getX(), press.getY());
        });
        setOnMouseDragged(drag -> drag(drag.getX(), drag.getY()));
    }

    private boolean key(KeyCode code) {
        switch (code) {
            case PLUS, EQUALS, ADD -> timescale.zoom(true);
            case MINUS, SUBTRACT -> timescale.zoom(false);
            case LEFT -> timescale.pan(-1);
            case RIGHT -> timescale.pan(1);
            case HOME -> timescale.home();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void drag(double x, double y) {
        Shown shown = timescale.shownProperty().get();
        double width = getWidth() - LEFT - RIGHT;
        if (shown != null && y > getHeight() - STRIP - 4 && width > 0) {
            timescale.centre(shown.all().at(Math.clamp(x - LEFT, 0, width), width));
        }
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        Shown shown = timescale.shownProperty().get();
        double line = width - LEFT - RIGHT;
        if (shown == null || line < 50) {
            return;
        }
        g.setFont(font(Weight.REGULAR, SIZE));
        g.setTextBaseline(VPos.CENTER);
        g.translate(LEFT, 0);
        well(g, shown, line);
        g.save();
        g.beginPath();
        g.rect(0, 0, line, TOP + 3 * LANE);
        g.clip();
        future(g, shown, line);
        band(g, shown, line);
        lane(g, shown, line, 1, point -> point.kind() != PointKind.SNAPSHOT);
        lane(g, shown, line, 2, point -> point.kind() == PointKind.SNAPSHOT);
        g.restore();
        now(g, shown, line);
        strip(g, shown, line, height - STRIP - 2);
    }

    private void well(GraphicsContext g, Shown shown, double line) {
        double bottom = TOP + 3 * LANE;
        g.setFill(ink(Ink.PAGE));
        g.fillRect(0, TOP, line, 3 * LANE);
        g.setStroke(ink(Ink.LINE));
        g.setLineWidth(1);
        g.strokeRect(0.5, TOP + 0.5, line - 1, 3 * LANE - 1);
        g.setFill(ink(Ink.TEXT));
        for (int i = 0; i < LANES.size(); i++) {
            g.fillText(LANES.get(i), -LEFT, TOP + i * LANE + LANE / 2);
            double y = TOP + (i + 1) * LANE + 0.5;
            g.strokeLine(0, y, line, y);
        }
        Ticks ticks = Ticks.of(shown.view(), line, TICK_APART);
        g.setTextAlign(TextAlignment.CENTER);
        g.setFill(ink(Ink.MUTED));
        for (Instant tick : ticks.at()) {
            double x = Math.round(shown.view().x(tick, line)) + 0.5;
            g.strokeLine(x, TOP, x, bottom);
            if (x > 24 && x < line - 24) {
                g.fillText(ticks.label().format(tick), x, bottom + AXIS / 2);
            }
        }
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText("UTC", -LEFT, bottom + AXIS / 2);
    }

    private void future(GraphicsContext g, Shown shown, double line) {
        double x = Math.max(0, shown.view().x(shown.now(), line));
        if (x >= line) {
            return;
        }
        g.setStroke(ink(Ink.LINE));
        hatch(g, x, TOP, line - x, 3 * LANE, 8);
        g.setStroke(ink(Ink.MUTED));
        g.setLineDashes(1.5, 1.5);
        for (RecoveryPoint point : shown.points()) {
            Instant end = point.expiresAt();
            if (end != null
                    && end.isAfter(shown.now())
                    && !end.isAfter(shown.view().to())) {
                double y = TOP + (point.kind() == PointKind.SNAPSHOT ? 2.5 : 1.5) * LANE;
                g.strokeOval(shown.view().x(end, line) - 3.5, y - 3.5, 7, 7);
            }
        }
        g.setLineDashes();
    }

    private void band(GraphicsContext g, Shown shown, double line) {
        RestorableWindow window = shown.asset().pitr();
        double middle = TOP + LANE / 2;
        if (window == null) {
            g.setFill(ink(Ink.MUTED));
            g.fillText("No restorable window: only the moments of points", 10, middle);
            return;
        }
        double from = shown.view().x(window.earliest(), line);
        double to = Math.max(from + 4, shown.view().x(window.latest(), line));
        g.setFill(ink(Ink.BAND));
        g.fillRect(from, middle - BAND / 2, to - from, BAND);
        g.setFill(ink(Ink.POINT));
        g.fillRect(from, middle - BAND / 2 - 3, 2, BAND + 6);
        g.fillRect(to - 2, middle - BAND / 2 - 3, 2, BAND + 6);
        density(g, shown, line, middle);
        double room = Math.min(to, line) - Math.max(from, 0);
        if (room > 130) {
            g.setFill(ink(Ink.TEXT));
            g.fillText(Durations.words(window.length()) + ", any instant", Math.max(from, 0) + 8, middle);
        }
        shown.asset().walGaps().forEach(gap -> gap(g, shown, gap, line, middle));
    }

    /// How many transactions were committed, as bars that stand on the lower edge of the band, each as wide as its
    /// time; and a tick with its name for each moment that somebody named.
    private void density(GraphicsContext g, Shown shown, double line, double middle) {
        LogHistory log = shown.log();
        if (log == null) {
            return;
        }
        double bottom = middle + BAND / 2;
        // The logarithm keeps a quiet night visible beside a busy noon.
        double most = Math.log1p(log.most());
        g.setFill(ink(Ink.POINT));
        g.setGlobalAlpha(BARS);
        for (int slot = 0; slot < log.commits().size(); slot++) {
            int commits = log.commits().get(slot);
            double x = shown.view().x(log.begin(slot), line);
            double wide = Math.max(1, shown.view().x(log.begin(slot + 1), line) - x);
            if (commits > 0 && x + wide >= 0 && x <= line) {
                double high = Math.max(2, BAND * Math.log1p(commits) / most);
                g.fillRect(x, bottom - high, wide, high);
            }
        }
        g.setGlobalAlpha(1);
        g.setStroke(ink(Ink.TEXT));
        g.setFill(ink(Ink.TEXT));
        double last = Double.NEGATIVE_INFINITY;
        for (WalEvent.RestorePoint point : log.named()) {
            double x = Math.round(shown.view().x(point.at(), line)) + 0.5;
            g.strokeLine(x, middle - BAND / 2 - 6, x, bottom);
            if (x - last > TICK_APART && x < line - TICK_APART) {
                g.fillText(point.name(), x + 3, middle - BAND / 2 - 3);
                last = x;
            }
        }
    }

    private void gap(GraphicsContext g, Shown shown, WalGap gap, double line, double middle) {
        double from = shown.view().x(gap.from(), line);
        double wide = Math.max(GAP_MIN, shown.view().x(gap.to(), line) - from);
        double top = middle - BAND / 2 - 2;
        g.setFill(ink(Ink.PAGE));
        g.fillRect(from, top, wide, BAND + 4);
        g.setStroke(ink(Ink.DANGER));
        g.setLineWidth(1.5);
        hatch(g, from, top, wide, BAND + 4, 4);
        g.strokeLine(from, top, from, top + BAND + 4);
        g.strokeLine(from + wide, top, from + wide, top + BAND + 4);
        g.setLineWidth(1);
        g.setFont(font(Weight.MEDIUM, SIZE));
        g.setFill(ink(Ink.DANGER_TEXT));
        g.fillText("Gap " + Durations.words(Duration.between(gap.from(), gap.to())), from + wide + 6, middle);
        g.setFont(font(Weight.REGULAR, SIZE));
    }

    private void lane(GraphicsContext g, Shown shown, double line, int lane, Predicate<RecoveryPoint> here) {
        double y = TOP + lane * LANE + LANE / 2;
        double last = Double.POSITIVE_INFINITY;
        int hidden = 0;
        for (RecoveryPoint point : shown.points()) {
            double x = shown.view().x(point.takenAt(), line);
            if (!here.test(point) || x < -CLUSTER || x > line + CLUSTER) {
                continue;
            }
            boolean isChosen = point.id().equals(shown.chosen());
            if (last - x < CLUSTER && !isChosen) {
                hidden++;
                continue;
            }
            count(g, last, y, hidden);
            hidden = 0;
            last = x;
            mark(g, point, x, y, isChosen);
        }
        count(g, last, y, hidden);
    }

    private void count(GraphicsContext g, double x, double y, int hidden) {
        if (hidden > 0) {
            g.setFill(ink(Ink.MUTED));
            g.setTextAlign(TextAlignment.CENTER);
            g.fillText("+" + hidden, x, y - 12);
            g.setTextAlign(TextAlignment.LEFT);
        }
    }

    private void mark(GraphicsContext g, RecoveryPoint point, double x, double y, boolean chosen) {
        if (chosen) {
            g.setStroke(ink(Ink.POINT));
            g.setLineWidth(2);
            g.strokeOval(x - 9, y - 9, 18, 18);
            g.setLineWidth(1);
        }
        if (point.status() == PointStatus.AVAILABLE) {
            g.setFill(ink(PointShape.ink(point.kind())));
            g.setStroke(ink(PointShape.ink(point.kind())));
            PointShape.fill(g, point.kind(), x, y);
            g.setLineWidth(1);
        } else {
            g.setStroke(ink(Ink.DANGER));
            PointShape.outline(g, x, y);
        }
    }

    private void now(GraphicsContext g, Shown shown, double line) {
        double x = Math.round(shown.view().x(shown.now(), line));
        if (x < 0 || x > line) {
            return;
        }
        g.setFill(ink(Ink.TEXT));
        g.fillRect(x - 1, TOP - 4, 2, 3 * LANE + 4);
        g.fillRoundRect(x - 19, 2, 38, 20, 6, 6);
        g.setFill(ink(Ink.PAGE));
        g.setFont(font(Weight.MEDIUM, SIZE));
        g.setTextAlign(TextAlignment.CENTER);
        g.fillText("Now", x, 12);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(font(Weight.REGULAR, SIZE));
        if (line - x > 120) {
            g.setFill(ink(Ink.MUTED));
            g.fillText("expiry forecast", x + 28, 12);
        }
    }

    private void strip(GraphicsContext g, Shown shown, double line, double top) {
        View all = shown.all();
        g.setFill(ink(Ink.WELL));
        g.fillRoundRect(0, top, line, STRIP, 4, 4);
        g.setFill(ink(Ink.MUTED));
        g.fillText("Everything", -LEFT, top + STRIP / 2);
        for (RecoveryPoint point : shown.points()) {
            boolean usable = point.status() == PointStatus.AVAILABLE;
            g.setFill(ink(usable ? Ink.POINT : Ink.DANGER));
            g.fillRect(all.x(point.takenAt(), line), top + STRIP / 2 - 4, 1.5, 8);
        }
        double from = Math.clamp(all.x(shown.view().from(), line), 0, line - 3);
        double to = Math.clamp(all.x(shown.view().to(), line), from + 3, line);
        g.setStroke(ink(Ink.POINT));
        g.setLineWidth(2);
        g.strokeRoundRect(from + 1, top + 1, Math.max(1, to - from - 2), STRIP - 2, 4, 4);
        g.setLineWidth(1);
    }
}
