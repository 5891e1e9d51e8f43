package io.backstay.incident.past;

import io.backstay.base.Durations;
import io.backstay.incident.Objective;
import io.backstay.incident.Objective.Standing;
import io.backstay.incident.past.Statistics.CauseCount;
import io.backstay.incident.past.Statistics.Result;
import io.backstay.policy.draw.Drawing;
import io.backstay.policy.draw.Pen;
import io.backstay.policy.draw.Pen.Anchor;
import io.backstay.policy.draw.Pen.Spot;
import io.backstay.policy.draw.Pen.Stroke;
import io.backstay.policy.draw.Png;
import io.backstay.policy.draw.Svg;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// Statistics as a picture: cases by cause on the left; on the right each restore's loss window and time against its
/// promise, by the time at which it ended, on a log scale. A kept promise is a box and a broken one a cross, so that
/// colour is not needed to tell them apart.
public final class PastPicture {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 400;
    private static final Palette PAPER = new Palette("#1f2328", "#59636e", "#d1d9e0", "#cf222e", "#0969da", "#ffffff");
    private static final double LEFT = 300;
    private static final double BAR = 170;
    private static final double ROW = 36;
    private static final double HEAD = 34;
    private static final double FOOT = 62;
    private static final double MARK = 4;
    private static final double PROMISE = 9;

    private final Statistics past;
    private final Size size;
    private final Palette palette;
    private final Pen pen;

    private PastPicture(Statistics past, Size size, Palette palette, Pen pen) {
        this.past = past;
        this.size = size;
        this.palette = palette;
        this.pen = pen;
    }

    /// How large it is drawn, in pixels; at least 560 by 340 leave room for all of it.
    public record Size(double width, double height) {}

    /// The colours, as the pen takes them.
    public record Palette(String text, String muted, String line, String broken, String promised, String ground) {}

    /// As SVG, in the light colours.
    public static String svg(Statistics past) {
        return Svg.of(paper(past), "Cases and what they came to");
    }

    /// As PNG, in the light colours.
    public static byte[] png(Statistics past) {
        return Png.of(paper(past));
    }

    private static Drawing paper(Statistics past) {
        return new Drawing(WIDTH, HEIGHT, pen -> draw(past, new Size(WIDTH, HEIGHT), PAPER, pen));
    }

    /// Draws it.
    public static void draw(Statistics past, Size size, Palette palette, Pen pen) {
        new PastPicture(past, size, palette, pen).draw();
    }

    private void draw() {
        pen.fill(new Pen.Box(0, 0, size.width(), size.height()), palette.ground());
        causes();
        double high = (size.height() - FOOT) / 2;
        panel(0, high, "Loss window (RPO)", past.sums().rpo(), Result::rpo);
        panel(high, high, "Time to restore (RTO)", past.sums().rto(), Result::rto);
        days();
        legend();
    }

    private void causes() {
        strong(16, 22, "Cases by cause");
        int most = past.causes().stream().mapToInt(CauseCount::cases).max().orElse(0);
        double y = 48;
        if (most == 0) {
            words(16, y, "No case is counted yet.", Anchor.START, palette.muted());
        }
        for (CauseCount each : past.causes()) {
            words(16, y, each.name(), Anchor.START, palette.text());
            double wide = BAR * each.cases() / most;
            pen.fill(new Pen.Box(16, y + 6, wide, 9), each.cause() == null ? palette.muted() : palette.promised());
            words(16 + wide + 8, y + 15, "" + each.cases(), Anchor.START, palette.text());
            y += ROW;
        }
        y = Math.max(y + 12, 180);
        strong(16, y, "Actions that follow");
        var actions = past.sums().actions();
        words(
                16,
                y + 20,
                actions.inTime() + " done in time, " + actions.late() + " late",
                Anchor.START,
                palette.text());
        words(
                16,
                y + 38,
                actions.open() + " not due yet, " + actions.overdue() + " overdue",
                Anchor.START,
                palette.text());
        if (past.drills() > 0) {
            words(16, y + 62, "Drills left out: " + past.drills(), Anchor.START, palette.muted());
        }
    }

    private void panel(
            double top, double high, String title, Statistics.Held held, Function<Result, Objective> measure) {
        strong(LEFT, top + 22, title);
        words(right(), top + 22, held.words(), Anchor.END, palette.muted());
        List<Objective> all = past.results().stream().map(measure).toList();
        Ladder ladder = Ladder.of(all);
        double from = top + HEAD;
        double deep = high - HEAD - 8;
        for (Duration step : ladder.steps()) {
            double y = from + deep * (1 - ladder.at(step));
            line(palette.line(), 1, new Spot(LEFT, y), new Spot(right(), y));
            words(LEFT - 8, y + 4, Durations.words(step), Anchor.END, palette.muted());
        }
        boolean any = false;
        for (Result each : past.results()) {
            Objective value = measure.apply(each);
            Duration promised = value.promised();
            Duration measured = value.measured();
            if (measured != null) {
                any = true;
                double x = x(each.at());
                if (promised != null) {
                    double y = from + deep * (1 - ladder.at(promised));
                    line(palette.promised(), 2, new Spot(x - PROMISE, y), new Spot(x + PROMISE, y));
                }
                mark(x, from + deep * (1 - ladder.at(measured)), value.standing());
            }
        }
        if (!any) {
            words(
                    (LEFT + right()) / 2,
                    from + deep / 2,
                    "No restore was measured yet.",
                    Anchor.MIDDLE,
                    palette.muted());
        }
    }

    private void mark(double x, double y, Standing standing) {
        if (standing == Standing.BROKEN) {
            line(palette.broken(), 2, new Spot(x - MARK, y - MARK), new Spot(x + MARK, y + MARK));
            line(palette.broken(), 2, new Spot(x - MARK, y + MARK), new Spot(x + MARK, y - MARK));
        } else if (standing == Standing.KEPT) {
            pen.fill(new Pen.Box(x - MARK, y - MARK, 2 * MARK, 2 * MARK), palette.text());
        } else {
            line(
                    palette.text(),
                    1,
                    new Spot(x - MARK, y - MARK),
                    new Spot(x + MARK, y - MARK),
                    new Spot(x + MARK, y + MARK),
                    new Spot(x - MARK, y + MARK),
                    new Spot(x - MARK, y - MARK));
        }
    }

    /// The first and the last day.
    private void days() {
        if (past.results().isEmpty()) {
            return;
        }
        double y = size.height() - FOOT + 12;
        String first = past.results().getFirst().day();
        String last = past.results().getLast().day();
        if (first.equals(last)) {
            words((LEFT + right()) / 2, y, first, Anchor.MIDDLE, palette.muted());
            return;
        }
        words(LEFT, y, first, Anchor.START, palette.muted());
        words(right(), y, last, Anchor.END, palette.muted());
    }

    private void legend() {
        double y = size.height() - 18;
        double x = LEFT + MARK;
        for (Standing each : List.of(Standing.KEPT, Standing.BROKEN, Standing.UNPROMISED)) {
            mark(x, y - 4, each);
            words(x + 12, y, each.word(), Anchor.START, palette.text());
            x += 96;
        }
        line(palette.promised(), 2, new Spot(x, y - 4), new Spot(x + 2 * PROMISE, y - 4));
        words(x + 2 * PROMISE + 8, y, "promised", Anchor.START, palette.text());
    }

    private double x(Instant at) {
        Instant first = past.results().getFirst().at();
        double span = Duration.between(first, past.results().getLast().at()).toMillis();
        double from = LEFT + 2 * PROMISE;
        double wide = right() - 2 * PROMISE - from;
        return span <= 0
                ? from + wide / 2
                : from + wide * Duration.between(first, at).toMillis() / span;
    }

    private double right() {
        return size.width() - 16;
    }

    private void strong(double x, double y, String words) {
        pen.text(new Spot(x, y), words, Anchor.START, palette.text(), true);
    }

    private void words(double x, double y, String words, Anchor anchor, String colour) {
        pen.text(new Spot(x, y), words, anchor, colour, false);
    }

    private void line(String colour, double width, Spot... corners) {
        pen.line(List.of(corners), Stroke.of(colour, width));
    }
}
