package io.backstay.policy.draw;

import java.util.List;

/// What a picture is drawn with. Lengths are pixels of the picture, y grows downwards, colours are `#rrggbb` on
/// paper and roles of the style sheet on the screen.
public interface Pen {
    /// What alarms: the lines of a hatched box.
    String DANGER = "#cf222e";

    /// What a hatched box is filled with.
    String WORSE = "#ffebe9";

    /// A line's look.
    ///
    /// @param dashed 7 drawn, 5 left out
    record Stroke(String colour, double width, boolean dashed) {
        /// A line without gaps.
        public static Stroke of(String colour, double width) {
            return new Stroke(colour, width, false);
        }
    }

    /// Where words stand.
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /// A corner of a line.
    record Spot(double x, double y) {}

    /// A box.
    record Box(double x, double y, double width, double height) {}

    /// A filled box.
    void fill(Box box, String colour);

    /// A box of diagonal lines: less is there than promised.
    void hatch(Box box);

    /// A line through corners.
    void line(List<Spot> corners, Stroke stroke);

    /// Words on a base line.
    void text(Spot at, String words, Anchor anchor, String colour, boolean strong);
}
