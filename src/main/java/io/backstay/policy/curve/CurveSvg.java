package io.backstay.policy.curve;

/// A curve as an SVG picture for reports: the same lines as on the screen, in the light colours, with a title that says
/// what it shows.
public final class CurveSvg {
    private CurveSvg() {}

    /// The picture.
    ///
    /// @param title what it shows, such as the policy and the asset
    public static String of(Curve curve, String title) {
        return SvgSheet.of(
                new SvgSheet.Page(title, CurvePicture.WIDTH, CurvePicture.HEIGHT),
                pen -> CurvePicture.draw(curve, pen));
    }
}
