package io.backstay.policy.curve;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.List;

/// A curve as an SVG picture (SVG 1.1) for reports: the same lines as on the screen, in the light colours, with a
/// title that says what it shows. It refers to nothing outside itself.
public final class CurveSvg {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 340;
    private static final int LEFT = 56;
    private static final int TOP = 40;
    private static final int WIDE = WIDTH - LEFT - 16;
    private static final int HIGH = HEIGHT - TOP - 52;
    private static final String TEXT = "#1f2328";
    private static final String MUTED = "#59636e";
    private static final String PROMISED = "#0969da";
    private static final String DANGER = "#cf222e";

    private final StringBuilder svg = new StringBuilder();

    private CurveSvg() {}

    /// The picture.
    ///
    /// @param title what it shows, such as the policy and the asset
    public static String of(Curve curve, String title) {
        var picture = new CurveSvg();
        picture.draw(CurveShape.of(curve), title);
        return picture.svg.toString();
    }

    private void draw(CurveShape shape, String title) {
        line(format(ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="Inter, sans-serif" \
                font-size="11" fill="%s">""", WIDTH, HEIGHT, TEXT));
        line(format(ROOT, "<title>%s</title>", escaped(title)));
        line(format(ROOT, """
                <defs><pattern id="worse" width="6" height="6" patternUnits="userSpaceOnUse" \
                patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffebe9"/>\
                <line x1="0" y1="0" x2="0" y2="6" stroke="%s" stroke-width="1.4"/></pattern></defs>""", DANGER));
        line(format(ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT));
        legend();
        grid(shape);
        for (CurveShape.Worse box : shape.worse()) {
            line(format(
                    ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"url(#worse)\"/>",
                    x(box.left()),
                    y(box.top()),
                    x(box.right()) - x(box.left()),
                    y(box.bottom()) - y(box.top())));
        }
        shape.configured().forEach(run -> path(run, MUTED, "2\" stroke-dasharray=\"7 5", -3));
        shape.promised().forEach(run -> path(run, PROMISED, "2", 0));
        path(shape.actual(), TEXT, "3", 0);
        shape.notes().forEach(this::note);
        line("</svg>");
    }

    private void legend() {
        int x = LEFT;
        for (List<String> key : List.of(
                List.of("Promised", PROMISED, "2"),
                List.of("Configured", MUTED, "2\" stroke-dasharray=\"7 5"),
                List.of("Actual", TEXT, "3"))) {
            line(format(
                    ROOT,
                    "<line x1=\"%d\" y1=\"20\" x2=\"%d\" y2=\"20\" stroke=\"%s\" stroke-width=\"%s\"/>",
                    x,
                    x + 28,
                    key.get(1),
                    key.get(2)));
            line(format(ROOT, "<text x=\"%d\" y=\"24\">%s</text>", x + 36, key.get(0)));
            x += 120;
        }
        line(format(ROOT, "<rect x=\"%d\" y=\"14\" width=\"28\" height=\"12\" fill=\"url(#worse)\"/>", x));
        line(format(ROOT, "<text x=\"%d\" y=\"24\">Worse than promised</text>", x + 36));
    }

    private void grid(CurveShape shape) {
        line(format(
                ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#d1d9e0\"/>",
                LEFT,
                TOP,
                WIDE,
                HIGH));
        for (CurveShape.Tick tick : shape.distances()) {
            line(format(
                    ROOT,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#d1d9e0\"/>",
                    LEFT,
                    y(tick.at()),
                    LEFT + WIDE,
                    y(tick.at())));
            line(format(
                    ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"%s\">%s</text>",
                    LEFT - 8,
                    y(tick.at()) + 4,
                    MUTED,
                    tick.name()));
        }
        for (CurveShape.Tick tick : shape.ages()) {
            line(format(
                    ROOT,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#d1d9e0\"/>",
                    x(tick.at()),
                    TOP,
                    x(tick.at()),
                    TOP + HIGH));
            line(format(
                    ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"%s\">%s</text>",
                    x(tick.at()),
                    TOP + HIGH + 18,
                    MUTED,
                    tick.name()));
        }
        line(format(
                ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"%s\">Age of the wanted moment, log scale</text>",
                LEFT + WIDE / 2,
                TOP + HIGH + 40,
                MUTED));
    }

    private void path(List<CurveShape.Corner> corners, String colour, String stroke, double down) {
        var path = new StringBuilder();
        for (CurveShape.Corner corner : corners) {
            path.append(path.isEmpty() ? "M" : " L")
                    .append(format(ROOT, "%.1f %.1f", x(corner.x()), y(corner.y()) + down));
        }
        line(format(ROOT, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"/>", path, colour, stroke));
    }

    private void note(CurveShape.Note note) {
        double centre = (x(note.left()) + x(note.right())) / 2;
        double wide = note.words().length() * 6.4 + 12;
        if (wide > x(note.right()) - x(note.left())) {
            return;
        }
        line(format(
                ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"20\" rx=\"3\" fill=\"#ffffff\"/>",
                centre - wide / 2,
                y(note.middle()) - 10,
                wide));
        line(format(
                ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-weight=\"600\" fill=\"%s\">%s</text>",
                centre,
                y(note.middle()) + 4,
                DANGER,
                note.words()));
    }

    private static double x(double at) {
        return LEFT + at * WIDE;
    }

    private static double y(double at) {
        return TOP + (1 - at) * HIGH;
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void line(String line) {
        svg.append(line).append('\n');
    }
}
