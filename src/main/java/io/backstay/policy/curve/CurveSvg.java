package io.backstay.policy.curve;

import io.backstay.policy.draw.Svg;

/// A curve as an SVG picture (SVG 1.1) for reports: the same lines as on the screen, in the light colours, with a
/// title that says what it shows. It refers to nothing outside itself.
public final class CurveSvg {
    private CurveSvg() {}

    /// The picture.
    ///
    /// @param title what it shows, such as the policy and the asset
    public static String of(Curve curve, String title) {
        return Svg.of(CurvePicture.of(curve), title);
    }
}
