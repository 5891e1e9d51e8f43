package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.restore.staging.Origin;
import io.backstay.restore.staging.Staging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Scratch databases that stay at a provider until a restore is over, known by its plan alone.
public final class LastingScratch {
    private LastingScratch() {}

    /// Takes away what was made for a plan that nobody carries on. It takes what made them, and neither live nor its
    /// mapping.
    ///
    /// @return what was done and what is left to do, a sentence each
    public static List<String> over(RestorePlan plan, Staging staging, Staging.Recording recording, Progress progress)
            throws BackstayException, InterruptedException {
        Origin good = origin(plan);
        List<Origin> used = new ArrayList<>(List.of(good));
        Instant after = PlannedChoices.damagedAt(plan.choices());
        if (after != null) {
            used.add(staging.later(good, after));
        }
        return staging.over(used, recording, progress);
    }

    /// Out of what the last good rows of a plan come.
    static Origin origin(RestorePlan plan) {
        return new Origin(new PointId(plan.source().point()), plan.source().restoreTo());
    }
}
