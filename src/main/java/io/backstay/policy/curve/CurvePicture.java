package io.backstay.policy.curve;

import io.backstay.policy.draw.Drawing;
import io.backstay.policy.draw.Pen;
import java.util.List;

/// A curve for reports: the same lines as on the screen, in the light colours, on white.
final class CurvePicture {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 340;
    private static final String TEXT = "#1f2328";

    private static final int LEFT = 56;
    private static final int TOP = 40;
    private static final int WIDE = WIDTH - LEFT - 16;
    private static final int HIGH = HEIGHT - TOP - 52;
    private static final int KEY = 28;
    private static final int KEY_APART = 120;
    private static final double LETTER = 6.4;
    private static final String MUTED = "#59636e";
    private static final String PAPER = "#ffffff";
    private static final Pen.Stroke GRID = Pen.Stroke.of("#d1d9e0", 1);
    private static final Pen.Stroke PROMISED = Pen.Stroke.of("#0969da", 2);
    private static final Pen.Stroke CONFIGURED = new Pen.Stroke(MUTED, 2, true);
    private static final Pen.Stroke ACTUAL = Pen.Stroke.of(TEXT, 3);

    private final CurveShape shape;
    private final Pen pen;

    private CurvePicture(CurveShape shape, Pen pen) {
        this.shape = shape;
        this.pen = pen;
    }

    static Drawing of(Curve curve) {
        CurveShape shape = CurveShape.of(curve);
        return new Drawing(WIDTH, HEIGHT, pen -> new CurvePicture(shape, pen).draw());
    }

    private void draw() {
        legend();
        grid();
        for (CurveShape.Worse box : shape.worse()) {
            pen.hatch(new Pen.Box(
                    x(box.left()), y(box.top()), x(box.right()) - x(box.left()), y(box.bottom()) - y(box.top())));
        }
        // A little above the others, or it would lie under the line of what is there wherever both agree.
        shape.configured().forEach(run -> line(run, CONFIGURED, -3));
        shape.promised().forEach(run -> line(run, PROMISED, 0));
        line(shape.actual(), ACTUAL, 0);
        shape.notes().forEach(this::note);
    }

    private void legend() {
        int x = LEFT;
        List<Pen.Stroke> strokes = List.of(PROMISED, CONFIGURED, ACTUAL);
        List<String> names = List.of("Promised", "Configured", "Actual");
        for (int i = 0; i < strokes.size(); i++) {
            pen.line(List.of(new Pen.Spot(x, 20), new Pen.Spot(x + KEY, 20)), strokes.get(i));
            words(x + KEY + 8, 24, names.get(i), Pen.Anchor.START);
            x += KEY_APART;
        }
        pen.hatch(new Pen.Box(x, 14, KEY, 12));
        words(x + KEY + 8, 24, "Worse than promised", Pen.Anchor.START);
    }

    private void grid() {
        for (CurveShape.Tick tick : shape.distances()) {
            pen.line(List.of(new Pen.Spot(LEFT, y(tick.at())), new Pen.Spot(LEFT + WIDE, y(tick.at()))), GRID);
            words(LEFT - 8, y(tick.at()) + 4, tick.name(), Pen.Anchor.END);
        }
        for (CurveShape.Tick tick : shape.ages()) {
            pen.line(List.of(new Pen.Spot(x(tick.at()), TOP), new Pen.Spot(x(tick.at()), TOP + HIGH)), GRID);
            words(x(tick.at()), TOP + HIGH + 18, tick.name(), Pen.Anchor.MIDDLE);
        }
        pen.line(
                List.of(
                        new Pen.Spot(LEFT, TOP),
                        new Pen.Spot(LEFT + WIDE, TOP),
                        new Pen.Spot(LEFT + WIDE, TOP + HIGH),
                        new Pen.Spot(LEFT, TOP + HIGH),
                        new Pen.Spot(LEFT, TOP)),
                GRID);
        words(LEFT + WIDE / 2.0, TOP + HIGH + 40, "Age of the wanted moment, log scale", Pen.Anchor.MIDDLE);
    }

    private void words(double x, double y, String words, Pen.Anchor anchor) {
        pen.text(new Pen.Spot(x, y), words, anchor, anchor == Pen.Anchor.START ? TEXT : MUTED, false);
    }

    private void line(List<CurveShape.Corner> corners, Pen.Stroke stroke, double down) {
        pen.line(
                corners.stream()
                        .map(corner -> new Pen.Spot(x(corner.x()), y(corner.y()) + down))
                        .toList(),
                stroke);
    }

    private void note(CurveShape.Note note) {
        double centre = (x(note.left()) + x(note.right())) / 2;
        double wide = note.words().length() * LETTER + 12;
        if (wide <= x(note.right()) - x(note.left())) {
            pen.fill(new Pen.Box(centre - wide / 2, y(note.middle()) - 10, wide, 20), PAPER);
            pen.text(new Pen.Spot(centre, y(note.middle()) + 4), note.words(), Pen.Anchor.MIDDLE, Pen.DANGER, true);
        }
    }

    private static double x(double at) {
        return LEFT + at * WIDE;
    }

    private static double y(double at) {
        return TOP + (1 - at) * HIGH;
    }
}
