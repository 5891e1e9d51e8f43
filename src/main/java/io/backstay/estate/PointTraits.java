package io.backstay.estate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a recovery point has in common with many others: everything about it that is neither a moment, a size nor an
/// id. A million points share some ten of these. Whatever is absent is unknown.
///
/// @param visibility `private`, `shared` or `public`
/// @param trigger    `scheduled` or `manual`
public record PointTraits(
        PointKind kind,
        PointStatus status,
        @Nullable String encryption,
        @Nullable String account,
        List<String> regions,
        @Nullable String visibility,
        @Nullable String lockMode,
        @Nullable String trigger) {

    /// Those of a point.
    public static PointTraits of(RecoveryPoint point) {
        return new PointTraits(
                point.kind(),
                point.status(),
                point.encryption(),
                point.account(),
                point.regions(),
                point.visibility(),
                point.lockMode(),
                point.trigger());
    }
}
