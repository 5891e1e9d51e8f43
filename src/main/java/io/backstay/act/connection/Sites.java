package io.backstay.act.connection;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.restore.Site;

/// Finds how a database is reached, for everything that restores, searches, undoes or tests.
@FunctionalInterface
public interface Sites {
    /// The site of a database, or a failure when it cannot be reached now.
    Site of(AssetId database) throws BackstayException;
}
