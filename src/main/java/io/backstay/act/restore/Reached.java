package io.backstay.act.restore;

import io.backstay.connect.postgres.tenant.load.Proof;
import org.jspecify.annotations.Nullable;

/// How far a restore came, for whoever judges it as a whole; null where a step was not reached.
///
/// @param difference as the plan was built from it
/// @param filesBack  files that came back, beside the rows
public record Reached(
        @Nullable Proof proof,
        GuidedRestore.@Nullable Verification verification,
        GuidedRestore.@Nullable Difference difference,
        long filesBack) {}
