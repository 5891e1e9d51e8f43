package io.backstay.act.practice;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.restore.verdict.Intake;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The practice lab, as the console uses it.
public interface Practice {
    /// What is running now.
    Status status();

    /// Starts the lab, lets its story happen (backup, accident, life going on) and lists its facts into the
    /// catalogue.
    ///
    /// @return the customer's call about the accident, ready for a guided restore
    Intake start(Progress progress) throws BackstayException, InterruptedException;

    /// Stops and removes everything the lab started.
    void stop() throws BackstayException, InterruptedException;

    /// What the lab consists of at this moment.
    ///
    /// @param parts        what runs, such as `PostgreSQL 18.6 on 127.0.0.1:43211`; empty when the lab is down
    /// @param folder       where the lab keeps its files, null when it is down
    /// @param privilege    how the server programs are started, such as `unshare -U`, for diagnosis
    /// @param startedAt    null when the lab is down
    record Status(
            boolean up,
            List<String> parts,
            @Nullable Path folder,
            @Nullable String privilege,
            @Nullable Instant startedAt) {}
}
