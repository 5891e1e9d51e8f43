package io.backstay.act.test;

import io.backstay.restore.environment.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one trial found; fields as in [TestResult].
record Measured(
        @Nullable String point,
        @Nullable Instant restoredTo,
        @Nullable Duration rto,
        @Nullable Duration rpo,
        List<Check> checks) {
    Measured {
        checks = List.copyOf(checks);
    }
}
