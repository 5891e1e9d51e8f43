package io.backstay.act.test;

import io.backstay.base.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which restore test to run.
///
/// @param connection by its name
/// @param at         the instant to recover to, for [TestKind#POINT_IN_TIME]; null for one between two commits
/// @param tenant     whose restore is rehearsed, for [TestKind#TENANT]; null for one of them
/// @param seed       chooses what is left to chance
public record TestOrder(
        String connection,
        TestKind kind,
        @Nullable Instant at,
        @Nullable TenantId tenant,
        long seed) {}
