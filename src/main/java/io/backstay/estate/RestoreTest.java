package io.backstay.estate;

import io.backstay.base.AssetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A restore that was really done, for practice or evidence.
///
/// @param kind     `full`, `point-in-time`, `object-rollback`, `tenant` or `integrity`
/// @param scenario what was practised, such as `deletion`
/// @param passed   whether its verification passed
/// @param works    what worked again before the clock stopped, such as `application`; empty when not said
public record RestoreTest(
        AssetId asset,
        String kind,
        @Nullable String scenario,
        Instant at,
        boolean passed,
        @Nullable Duration measuredRto,
        @Nullable Duration measuredRpo,
        List<String> works,
        Observation observation) {}
