package io.backstay.policy.curve;

import io.backstay.policy.draw.Png;

/// A curve as a PNG picture for reports, at twice the size of the SVG so that it is sharp on paper.
public final class CurvePng {
    private CurvePng() {}

    /// The picture.
    public static byte[] of(Curve curve) {
        return Png.of(CurvePicture.of(curve));
    }
}
