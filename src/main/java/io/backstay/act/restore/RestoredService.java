package io.backstay.act.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The service of a case whose restore has ended well.
@FunctionalInterface
public interface RestoredService {
    /// Nothing is configured that could be asked.
    RestoredService SILENT = (_, _, _) -> null;

    /// Asks it once whether it works, where anything is configured to ask it.
    ///
    /// @param policy that the restore is measured against, absent for none: then the one of the case counts
    /// @return the time to recover as that policy counts it, absent while the service has not answered
    @Nullable
    Duration ask(String caseId, @Nullable String policy, Progress progress)
            throws BackstayException, InterruptedException;
}
