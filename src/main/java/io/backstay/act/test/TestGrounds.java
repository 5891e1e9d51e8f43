package io.backstay.act.test;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import org.jspecify.annotations.Nullable;

/// Finds a connection by its name.
@FunctionalInterface
public interface TestGrounds {
    /// Opens it; the caller closes it.
    ///
    /// @throws BackstayException a [io.backstay.base.Failure.NotFound] that names the connections there are
    TestGround open(String connection, Progress progress) throws BackstayException, InterruptedException;

    /// The connection that an asset belongs to, absent when it belongs to none that tests can be run on.
    default @Nullable String connectionOf(AssetId asset) throws BackstayException {
        return null;
    }
}
