package io.backstay.ui.kit.draw;

import io.backstay.base.Durations;
import java.time.Duration;
import javafx.scene.canvas.GraphicsContext;
import org.jspecify.annotations.Nullable;

/// How much would be lost now, against what is promised.
///
/// The promise is a tick that always stands at 60 % of the track, so bars of different promises compare at a
/// glance; what lies past it is hatched. Unknown is a dashed outline and never looks like a short bar.
public final class ExposureBar extends Drawing {
    private static final double PROMISE_AT = 0.6;
    private static final double BAR = 6;
    private static final double TICK = 2;
    private static final double HATCH = 5;

    private final @Nullable Duration exposure;
    private final @Nullable Duration promise;

    /// @param exposure null when it is not known
    /// @param promise  null when none is made
    public ExposureBar(@Nullable Duration exposure, @Nullable Duration promise) {
        this.exposure = exposure;
        this.promise = promise;
        setMinHeight(BAR + 4);
        setPrefHeight(BAR + 4);
        setMaxHeight(BAR + 4);
        setMinWidth(60);
        setAccessibleText((exposure == null ? "Exposure unknown" : "Exposed " + Durations.words(exposure))
                + (promise == null ? "" : ", promised " + Durations.words(promise)));
    }

    /// How far the bar is filled, as a share of the track from 0 to 1.
    static double share(Duration exposure, Duration promise) {
        if (promise.isZero()) {
            return exposure.isZero() ? 0 : 1;
        }
        return Math.clamp((double) exposure.toMillis() / promise.toMillis() * PROMISE_AT, 0, 1);
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        double top = (height - BAR) / 2;
        if (exposure == null || promise == null) {
            g.setStroke(ink(Ink.MUTED));
            g.setLineWidth(1);
            g.setLineDashes(3, 2);
            g.strokeRoundRect(0.5, top + 0.5, width - 1, BAR - 1, BAR, BAR);
            return;
        }
        g.setFill(ink(Ink.TRACK));
        g.fillRoundRect(0, top, width, BAR, BAR, BAR);
        double tick = Math.round(width * PROMISE_AT);
        double filled = Math.max(3, width * share(exposure, promise));
        boolean broken = exposure.compareTo(promise) > 0;
        g.setFill(ink(broken ? Ink.DANGER : Ink.FILL));
        g.fillRoundRect(0, top, Math.min(filled, tick), BAR, BAR, BAR);
        if (broken) {
            g.fillRect(BAR, top, tick - BAR, BAR);
            g.setStroke(ink(Ink.DANGER));
            g.setLineWidth(2);
            hatch(g, tick + 1, top, Math.max(0, filled - tick - 1), BAR, HATCH);
        }
        g.setFill(ink(Ink.TEXT));
        g.fillRect(tick - 1, top - TICK, TICK, BAR + 2 * TICK);
    }
}
