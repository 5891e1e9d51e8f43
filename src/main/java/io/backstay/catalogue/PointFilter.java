package io.backstay.catalogue;

import io.backstay.base.AssetId;
import io.backstay.estate.PointKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which recovery points are wanted.
///
/// @param asset null for those of every asset
/// @param kinds empty for every kind
/// @param text  part of an id in any case, empty for all
public record PointFilter(@Nullable AssetId asset, Set<PointKind> kinds, String text) {
    /// Every point there is.
    public static final PointFilter ALL = new PointFilter(null, Set.of(), "");

    /// Every point of an asset.
    public static PointFilter of(AssetId asset) {
        return new PointFilter(asset, Set.of(), "");
    }
}
