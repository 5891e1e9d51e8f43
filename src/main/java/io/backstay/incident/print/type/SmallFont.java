package io.backstay.incident.print.type;

import java.awt.Rectangle;
import java.awt.geom.GeneralPath;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A TrueType font of a few letters, written from their outlines (OpenType specification 1.9.1, glyf flavour).
///
/// The PDF library embeds TrueType outlines only, out of files of one font each. So what a page needs of a
/// collection or of a font with PostScript outlines becomes a small font of its own.
final class SmallFont {
    /// What the letters are measured in.
    static final int EM = 1000;

    // As in our own typeface, so that a borrowed letter moves no line.
    private static final int ASCENT = 969;
    private static final int DESCENT = -242;

    private static final int NEAR = 1;
    private static final int PIECES_MAX = 8;
    private static final int ON_CURVE = 1;
    private static final int POINTS_MAX = 65_535;

    /// One letter.
    ///
    /// @param advance to the next one, in thousandths of the em
    /// @param outline upwards from the line, in thousandths of the em
    record Letter(int advance, GeneralPath outline) {}

    private record Point(int x, int y, boolean onCurve) {}

    private final NavigableMap<Integer, Letter> letters;
    private final ByteArrayOutputStream glyphs = new ByteArrayOutputStream();
    private final List<Integer> places = new ArrayList<>();
    private int pointsMax;
    private int contoursMax;

    private SmallFont(Map<Integer, Letter> letters) {
        this.letters = new TreeMap<>(letters);
    }

    /// The font's file; the same letters give the same bytes.
    ///
    /// @param letters by code point
    static byte[] of(String name, Map<Integer, Letter> letters) {
        return new SmallFont(letters).file(name);
    }

    private byte[] file(String name) {
        places.add(0);
        places.add(0);
        letters.values().forEach(letter -> add(letter.outline()));
        NavigableMap<String, byte[]> tables = new TreeMap<>();
        tables.put("OS/2", metrics());
        tables.put("cmap", characters());
        tables.put("glyf", glyphs.toByteArray());
        tables.put("head", head());
        tables.put("hhea", horizontal());
        tables.put("hmtx", advances());
        tables.put("loca", ints(places));
        tables.put("maxp", maxima());
        tables.put("name", names(name));
        tables.put("post", ByteBuffer.allocate(32).putInt(0x00030000).array());
        return FontTables.file(0x00010000, tables);
    }

    private byte[] metrics() {
        ByteBuffer table = ByteBuffer.allocate(78);
        table.putShort(2, (short) EM).putShort(4, (short) 400).putShort(6, (short) 5);
        table.putShort(68, (short) ASCENT).putShort(70, (short) DESCENT);
        table.putShort(74, (short) ASCENT).putShort(76, (short) -DESCENT);
        return table.array();
    }

    /// Format 12: any character, a group each.
    private byte[] characters() {
        int length = 16 + 12 * letters.size();
        ByteBuffer table = ByteBuffer.allocate(12 + length);
        table.putShort((short) 0).putShort((short) 1);
        table.putShort((short) 3).putShort((short) 10).putInt(12);
        table.putShort((short) 12).putShort((short) 0).putInt(length).putInt(0).putInt(letters.size());
        int glyph = 0;
        for (int character : letters.keySet()) {
            glyph++;
            table.putInt(character).putInt(character).putInt(glyph);
        }
        return table.array();
    }

    private static byte[] head() {
        ByteBuffer table = ByteBuffer.allocate(54);
        table.putInt(0x00010000).putInt(0x00010000).putInt(0).putInt(0x5F0F3CF5);
        table.putShort((short) 0).putShort((short) EM).putLong(0).putLong(0);
        table.putShort((short) 0).putShort((short) DESCENT).putShort((short) EM).putShort((short) ASCENT);
        table.putShort((short) 0).putShort((short) 8).putShort((short) 2).putShort((short) 1);
        return table.array();
    }

    private byte[] horizontal() {
        ByteBuffer table = ByteBuffer.allocate(36);
        table.putInt(0x00010000).putShort((short) ASCENT).putShort((short) DESCENT);
        table.putShort(34, (short) (letters.size() + 1));
        return table.array();
    }

    private byte[] advances() {
        ByteBuffer table = ByteBuffer.allocate(4 * (letters.size() + 1));
        table.putShort((short) (EM / 2)).putShort((short) 0);
        for (Letter letter : letters.values()) {
            Rectangle box = letter.outline().getBounds();
            table.putShort((short) letter.advance()).putShort((short) box.x);
        }
        return table.array();
    }

    private byte[] maxima() {
        ByteBuffer table = ByteBuffer.allocate(32);
        table.putInt(0x00010000).putShort((short) (letters.size() + 1));
        table.putShort((short) pointsMax).putShort((short) contoursMax);
        table.putShort(14, (short) 1);
        return table.array();
    }

    private static byte[] names(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_16BE);
        int[] ids = {1, 4, 6};
        ByteBuffer table = ByteBuffer.allocate(6 + 12 * ids.length + text.length);
        table.putShort((short) 0).putShort((short) ids.length).putShort((short) (6 + 12 * ids.length));
        for (int id : ids) {
            table.putShort((short) 3)
                    .putShort((short) 1)
                    .putShort((short) 0x409)
                    .putShort((short) id);
            table.putShort((short) text.length).putShort((short) 0);
        }
        return table.put(text).array();
    }

    private static byte[] ints(List<Integer> values) {
        ByteBuffer table = ByteBuffer.allocate(4 * values.size());
        values.forEach(table::putInt);
        return table.array();
    }

    /// Whether a font can hold such an outline, which counts contours and points in two bytes.
    static boolean fits(GeneralPath outline) {
        List<List<Point>> contours = contours(outline);
        return contours.size() <= Short.MAX_VALUE
                && contours.stream().mapToInt(List::size).sum() <= POINTS_MAX;
    }

    private void add(GeneralPath outline) {
        List<List<Point>> contours = contours(outline);
        int points = contours.stream().mapToInt(List::size).sum();
        if (points > 0) {
            pointsMax = Math.max(pointsMax, points);
            contoursMax = Math.max(contoursMax, contours.size());
            glyphs.writeBytes(glyph(contours, points));
        }
        places.add(glyphs.size());
    }

    /// Every point with two bytes for each of its ways: larger than need be, and simple.
    private static byte[] glyph(List<List<Point>> contours, int points) {
        ByteBuffer glyph = ByteBuffer.allocate(FontTables.padded(12 + 2 * contours.size() + 5 * points));
        List<Point> all = contours.stream().flatMap(List::stream).toList();
        glyph.putShort((short) contours.size());
        glyph.putShort((short) all.stream().mapToInt(Point::x).min().orElse(0));
        glyph.putShort((short) all.stream().mapToInt(Point::y).min().orElse(0));
        glyph.putShort((short) all.stream().mapToInt(Point::x).max().orElse(0));
        glyph.putShort((short) all.stream().mapToInt(Point::y).max().orElse(0));
        int last = -1;
        for (List<Point> contour : contours) {
            last += contour.size();
            glyph.putShort((short) last);
        }
        glyph.putShort((short) 0);
        all.forEach(point -> glyph.put((byte) (point.onCurve() ? ON_CURVE : 0)));
        int x = 0;
        for (Point point : all) {
            glyph.putShort((short) (point.x() - x));
            x = point.x();
        }
        int y = 0;
        for (Point point : all) {
            glyph.putShort((short) (point.y() - y));
            y = point.y();
        }
        return glyph.array();
    }

    private static List<List<Point>> contours(GeneralPath outline) {
        List<List<Point>> contours = new ArrayList<>();
        List<Point> contour = new ArrayList<>();
        double[] at = new double[6];
        double x = 0;
        double y = 0;
        for (PathIterator path = outline.getPathIterator(null); !path.isDone(); path.next()) {
            int kind = path.currentSegment(at);
            if (kind == PathIterator.SEG_MOVETO || kind == PathIterator.SEG_CLOSE) {
                finish(contour, contours);
                contour = new ArrayList<>();
            }
            switch (kind) {
                case PathIterator.SEG_MOVETO, PathIterator.SEG_LINETO -> contour.add(point(at[0], at[1], true));
                case PathIterator.SEG_QUADTO -> {
                    contour.add(point(at[0], at[1], false));
                    contour.add(point(at[2], at[3], true));
                }
                case PathIterator.SEG_CUBICTO -> cubic(x, y, at, contour);
                default -> {
                    // Closing was done above.
                }
            }
            int end = kind == PathIterator.SEG_CUBICTO ? 4 : kind == PathIterator.SEG_QUADTO ? 2 : 0;
            x = at[end];
            y = at[end + 1];
        }
        finish(contour, contours);
        return contours;
    }

    private static void finish(List<Point> contour, List<List<Point>> contours) {
        if (contour.size() > 1 && contour.getFirst().equals(contour.getLast())) {
            contour.removeLast();
        }
        if (contour.size() > 1) {
            contours.add(contour);
        }
    }

    /// A cubic curve as so many quadratic ones that none is further than a thousandth of the em from it.
    private static void cubic(double x0, double y0, double[] at, List<Point> contour) {
        double bend = Math.hypot(at[4] - 3 * at[2] + 3 * at[0] - x0, at[5] - 3 * at[3] + 3 * at[1] - y0);
        int pieces = Math.clamp((int) Math.ceil(Math.cbrt(Math.sqrt(3) / 36 * bend / NEAR)), 1, PIECES_MAX);
        double step = 1.0 / pieces;
        for (int i = 0; i < pieces; i++) {
            double from = i * step;
            double to = from + step;
            double cx = control(x0, at, 0, from, to);
            double cy = control(y0, at, 1, from, to);
            contour.add(point(cx, cy, false));
            contour.add(point(value(x0, at, 0, to), value(y0, at, 1, to), true));
        }
    }

    /// The one control point of the quadratic curve that leaves and arrives as the cubic one does.
    private static double control(double p0, double[] at, int axis, double from, double to) {
        double third = (to - from) / 3;
        double start = value(p0, at, axis, from);
        double end = value(p0, at, axis, to);
        double leaving = start + third * slope(p0, at, axis, from);
        double arriving = end - third * slope(p0, at, axis, to);
        return (3 * leaving + 3 * arriving - start - end) / 4;
    }

    private static double value(double p0, double[] at, int axis, double t) {
        double u = 1 - t;
        return u * u * u * p0 + 3 * u * u * t * at[axis] + 3 * u * t * t * at[axis + 2] + t * t * t * at[axis + 4];
    }

    private static double slope(double p0, double[] at, int axis, double t) {
        double u = 1 - t;
        return 3
                * (u * u * (at[axis] - p0)
                        + 2 * u * t * (at[axis + 2] - at[axis])
                        + t * t * (at[axis + 4] - at[axis + 2]));
    }

    private static Point point(double x, double y, boolean onCurve) {
        return new Point(
                Math.clamp(Math.round(x), Short.MIN_VALUE / 2, Short.MAX_VALUE / 2),
                Math.clamp(Math.round(y), Short.MIN_VALUE / 2, Short.MAX_VALUE / 2),
                onCurve);
    }
}
