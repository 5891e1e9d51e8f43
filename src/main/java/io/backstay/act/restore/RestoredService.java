package io.backstay.act.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The service of a case whose restore has ended well.
@FunctionalInterface
public interface RestoredService {
    /// Nothing is configured that could be asked.
    RestoredService SILENT = (_, _) -> null;

    /// Asks it once whether it works, where anything is configured to ask it.
    ///
    /// @return the time to recover as the policy of the case counts it, absent while the service has not answered
    @Nullable
    Duration ask(String caseId, Progress progress) throws BackstayException, InterruptedException;
}
