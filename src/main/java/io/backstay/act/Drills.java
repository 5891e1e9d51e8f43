package io.backstay.act;

import io.backstay.act.check.ComplianceExports;
import io.backstay.act.check.Facts;
import io.backstay.act.drill.DrillOptions;
import io.backstay.act.drill.DrillResult;
import io.backstay.act.incident.Incidents;
import io.backstay.act.policy.PolicyTexts;
import io.backstay.act.policy.Retentions;
import io.backstay.act.practice.Practice;
import io.backstay.act.record.Records;
import io.backstay.act.restore.GuidedRestore;
import io.backstay.act.restore.Searches;
import io.backstay.act.test.RestoreTests;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import java.nio.file.Path;
import java.util.List;

/// Practises the whole job on the lab.
public interface Drills {
    /// Runs one drill from the start of the lab to its removal and leaves the report and `result.json` in a folder.
    ///
    /// @param folder created when it is not there; artefacts of an earlier drill in it are replaced
    /// @param camera looks at the run when it is complete, before the lab is removed
    DrillResult run(DrillOptions options, Path folder, Camera camera, Progress progress)
            throws BackstayException, InterruptedException;

    /// Takes pictures of a run.
    @FunctionalInterface
    interface Camera {
        /// Takes none.
        Camera NONE = (_, _) -> List.of();

        /// Takes the pictures and returns the file names that it wrote into the folder.
        List<String> take(Scene scene, Path folder) throws BackstayException, InterruptedException;
    }

    /// What a camera may look at.
    ///
    /// @param searches looks into the log of the run's own lab
    /// @param restore  the run's own results once more, step by step; nothing is done again
    record Scene(
            Facts facts,
            Practice practice,
            Cases cases,
            Incidents incidents,
            Records records,
            RestoreTests tests,
            PolicyTexts texts,
            ComplianceExports exports,
            Retentions retentions,
            Searches searches,
            GuidedRestore restore) {}
}
