package io.backstay.act.test;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;

/// Finds a connection by its name.
@FunctionalInterface
public interface TestGrounds {
    /// Opens it; the caller closes it.
    ///
    /// @throws BackstayException a [io.backstay.base.Failure.NotFound] that names the connections there are
    TestGround open(String connection, Progress progress) throws BackstayException, InterruptedException;
}
