package io.backstay.policy.draw;

import java.util.function.Consumer;

/// A picture that can be drawn as often as it is needed.
///
/// @param width  pixels, as is the height
/// @param how    draws the same whenever it is asked
public record Drawing(int width, int height, Consumer<Pen> how) {
    /// The size of words, in pixels.
    static final int SIZE = 11;

    private static final String PAPER = "#ffffff";

    void with(Pen pen) {
        pen.fill(new Pen.Box(0, 0, width, height), PAPER);
        how.accept(pen);
    }
}
