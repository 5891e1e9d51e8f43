package io.backstay.policy.draw;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.List;
import java.util.stream.Collectors;

/// A drawing as an SVG picture (SVG 1.1) in the light colours, with a title that says what it shows. It refers to
/// nothing outside itself.
public final class Svg {
    private Svg() {}

    /// The picture.
    ///
    /// @param title what it shows
    public static String of(Drawing drawing, String title) {
        var pen = new SvgPen();
        pen.line(format(
                ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"Inter, sans-serif\""
                        + " font-size=\"%d\">",
                drawing.width(),
                drawing.height(),
                Drawing.SIZE));
        pen.line("<title>" + escaped(title) + "</title>");
        drawing.with(pen);
        if (pen.hatched) {
            pen.line("<defs><pattern id=\"worse\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\""
                    + " patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"" + Pen.WORSE
                    + "\"/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"" + Pen.DANGER
                    + "\" stroke-width=\"1.4\"/></pattern></defs>");
        }
        pen.line("</svg>");
        return pen.svg.toString();
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static final class SvgPen implements Pen {
        private final StringBuilder svg = new StringBuilder();
        private boolean hatched;

        @Override
        public void fill(Box box, String colour) {
            box(box, colour);
        }

        @Override
        public void hatch(Box box) {
            hatched = true;
            box(box, "url(#worse)");
        }

        private void box(Box box, String fill) {
            line(format(
                    ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
                    box.x(),
                    box.y(),
                    box.width(),
                    box.height(),
                    fill));
        }

        @Override
        public void line(List<Spot> corners, Stroke stroke) {
            String path = corners.stream()
                    .map(spot -> format(ROOT, "%.1f %.1f", spot.x(), spot.y()))
                    .collect(Collectors.joining(" L", "M", ""));
            line(format(
                    ROOT,
                    "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.0f\"%s/>",
                    path,
                    stroke.colour(),
                    stroke.width(),
                    stroke.dashed() ? " stroke-dasharray=\"7 5\"" : ""));
        }

        @Override
        public void text(Spot at, String words, Anchor anchor, String colour, boolean strong) {
            line(format(
                    ROOT,
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\"%s>%s</text>",
                    at.x(),
                    at.y(),
                    anchor.name().toLowerCase(ROOT),
                    colour,
                    strong ? " font-weight=\"600\"" : "",
                    escaped(words)));
        }

        private void line(String line) {
            svg.append(line).append('\n');
        }
    }
}
