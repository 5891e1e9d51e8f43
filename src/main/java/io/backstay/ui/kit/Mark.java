package io.backstay.ui.kit;

import java.util.List;
import java.util.Locale;

/// A status as shape and word; colour only repeats what the shape says. The order of the constants is the order
/// of lists.
///
/// It holds data and no node, so that a screen's model may speak of it; [MarkIcon] draws it.
public enum Mark {
    BREACH(
            "Breach",
            List.of(fill("M5.1 1 L10.9 1 L15 5.1 L15 10.9 L10.9 15 L5.1 15 L1 10.9 L1 5.1 Z"), bang(4.3, 8.7))),
    UNKNOWN(
            "Unknown",
            List.of(
                    new Part(circle(6.6), Ink.DASHED),
                    line("M6.2 6.5 C6.2 3.9 10 3.9 9.9 6.4 C9.9 7.8 8 7.9 8 9.3"),
                    line("M8 11.4 L8 11.5"))),
    WARNING("Warning", List.of(fill("M8 2 L14.8 13.9 L1.2 13.9 Z"), bang(6.2, 9.4))),
    HOLDS("Holds", List.of(fill(circle(7)), glyph("M5 8.3 L7.2 10.4 L11 6"))),
    EXEMPT("Exempt", List.of(line(circle(6.4)), line("M5 8 L11 8"))),
    ACCEPTED(
            "Accepted",
            List.of(
                    line(
                            "M3.6 1.8 H12.4 A1.8 1.8 0 0 1 14.2 3.6 V12.4 A1.8 1.8 0 0 1 12.4 14.2 H3.6 A1.8 1.8 0 0 1 1.8 12.4"
                                    + " V3.6 A1.8 1.8 0 0 1 3.6 1.8 Z"),
                    line("M5.1 8.2 L7.2 10.3 L11 6"))),
    PARTLY("Partly", List.of(line(circle(6.3)), fill("M8 1.7 A6.3 6.3 0 0 1 8 14.3 Z"))),
    RUNNING("Running", List.of(new Part(circle(6), Ink.TRACK), line("M8 2 A6 6 0 0 1 13.2 11")));

    private final String word;
    private final List<Part> parts;

    Mark(String word, List<Part> parts) {
        this.word = word;
        this.parts = parts;
    }

    /// The word that always stands beside the shape.
    public String word() {
        return word;
    }

    List<Part> parts() {
        return parts;
    }

    /// The ending of this mark's style classes, such as `breach`.
    String styleName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Part fill(String path) {
        return new Part(path, Ink.FILL);
    }

    private static Part line(String path) {
        return new Part(path, Ink.LINE);
    }

    private static Part glyph(String path) {
        return new Part(path, Ink.GLYPH);
    }

    private static Part bang(double from, double to) {
        return glyph("M8 " + from + " L8 " + to + " M8 " + (to + 2.5) + " L8 " + (to + 2.6));
    }

    private static String circle(double radius) {
        String arc = "A" + radius + " " + radius + " 0 0 1 ";
        return "M" + (8 - radius) + " 8 " + arc + (8 + radius) + " 8 " + arc + (8 - radius) + " 8 Z";
    }

    /// One path of a mark in a square of 16 by 16.
    record Part(String path, Ink ink) {}

    /// How a path is drawn.
    enum Ink {
        FILL,
        LINE,
        DASHED,
        TRACK,
        GLYPH;

        String styleClass() {
            return "bs-mark-" + name().toLowerCase(Locale.ROOT);
        }
    }
}
