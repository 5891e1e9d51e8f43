package io.backstay.incident.print;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.policy.curve.AssetCurve;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What can be gone back to, for reports.
@FunctionalInterface
public interface CurveSource {
    /// Knows of none.
    CurveSource NONE = (_, _) -> null;

    /// The curve of an asset at an instant; null where there is none.
    @Nullable
    Shown of(AssetId asset, Instant at) throws BackstayException;

    /// A curve and whose promise it is held against.
    ///
    /// @param policy its id
    record Shown(AssetCurve curve, String policy) {}
}
