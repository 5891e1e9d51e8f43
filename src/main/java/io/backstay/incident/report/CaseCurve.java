package io.backstay.incident.report;

import io.backstay.base.AssetId;
import io.backstay.policy.curve.Curve;

/// What the database of a case could be gone back to.
///
/// @param policy whose promise it is held against, its id
public record CaseCurve(AssetId asset, String policy, Curve curve) {}
