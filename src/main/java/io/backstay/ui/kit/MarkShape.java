package io.backstay.ui.kit;

import java.util.List;

/// One path of a mark in a square of 16 by 16.
///
/// @param styleClass how the style sheet draws it
record MarkShape(String path, String styleClass) {
    private static final String SQUARE = "M3.6 1.8 H12.4 A1.8 1.8 0 0 1 14.2 3.6 V12.4 A1.8 1.8 0 0 1 12.4 14.2 H3.6"
            + " A1.8 1.8 0 0 1 1.8 12.4 V3.6 A1.8 1.8 0 0 1 3.6 1.8 Z";
    private static final String OCTAGON = "M5.1 1 L10.9 1 L15 5.1 L15 10.9 L10.9 15 L5.1 15 L1 10.9 L1 5.1 Z";
    private static final String QUESTION = "M6.2 6.5 C6.2 3.9 10 3.9 9.9 6.4 C9.9 7.8 8 7.9 8 9.3 M8 11.4 L8 11.5";

    /// The paths of a mark, the lowest first.
    static List<MarkShape> of(Mark mark) {
        return switch (mark) {
            case BREACH -> List.of(fill(OCTAGON), glyph("M8 4.3 L8 8.7 M8 11.2 L8 11.3"));
            case UNKNOWN -> List.of(new MarkShape(circle(6.6), "bs-mark-dashed"), line(QUESTION));
            case WARNING -> List.of(fill("M8 2 L14.8 13.9 L1.2 13.9 Z"), glyph("M8 6.2 L8 9.4 M8 11.9 L8 12"));
            case HOLDS -> List.of(fill(circle(7)), glyph("M5 8.3 L7.2 10.4 L11 6"));
            case EXEMPT -> List.of(line(circle(6.4)), line("M5 8 L11 8"));
            case ACCEPTED -> List.of(line(SQUARE), line("M5.1 8.2 L7.2 10.3 L11 6"));
            case PARTLY -> List.of(line(circle(6.3)), fill("M8 1.7 A6.3 6.3 0 0 1 8 14.3 Z"));
            case RUNNING -> List.of(new MarkShape(circle(6), "bs-mark-track"), line("M8 2 A6 6 0 0 1 13.2 11"));
        };
    }

    private static MarkShape fill(String path) {
        return new MarkShape(path, "bs-mark-fill");
    }

    private static MarkShape line(String path) {
        return new MarkShape(path, "bs-mark-line");
    }

    private static MarkShape glyph(String path) {
        return new MarkShape(path, "bs-mark-glyph");
    }

    private static String circle(double radius) {
        String arc = "A" + radius + " " + radius + " 0 0 1 ";
        return "M" + (8 - radius) + " 8 " + arc + (8 + radius) + " 8 " + arc + (8 - radius) + " 8 Z";
    }
}
