package io.backstay.policy.curve;

import io.backstay.estate.Asset;

/// The recoverability curve of one asset.
public record AssetCurve(Asset asset, Curve curve) {}
