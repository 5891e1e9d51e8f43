package io.backstay.policy.curve;

/// A curve as a PNG picture for reports.
public final class CurvePng {
    private CurvePng() {}

    /// The picture.
    public static byte[] of(Curve curve) {
        return PngSheet.of(CurvePicture.WIDTH, CurvePicture.HEIGHT, pen -> CurvePicture.draw(curve, pen));
    }
}
