package io.backstay.estate;

import java.time.Instant;

/// Where a fact comes from and when it was seen.
///
/// @param source such as `pg 127.0.0.1:5433` or `manifest estate.json`
public record Observation(String source, Instant observedAt) {}
