package io.backstay.incident.verdict;

import io.backstay.base.AssetId;
import java.time.Duration;
import java.time.Instant;

/// A restore of one tenant in an earlier case, drills among them, which was verified and timed.
///
/// @param at   when it ended
/// @param took from the call to the look back
/// @param rows that were to come back or to be mended
public record Earlier(AssetId asset, Instant at, Duration took, long rows) {}
