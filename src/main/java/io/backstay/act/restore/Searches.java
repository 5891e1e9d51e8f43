package io.backstay.act.restore;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.estate.Tenant;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.LogHistory;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentQuestion;

/// Looks into the archived log of a database, without a restore.
public interface Searches {
    /// Narrows the moment of a loss to one transaction; what was recovered for it is removed.
    ///
    /// @param watch hears of every look, on the thread that searches
    FoundMoment find(AssetId database, Tenant tenant, MomentQuestion question, Look.Watch watch, Progress progress)
            throws BackstayException, InterruptedException;

    /// How busy a database was and which moments have a name, read from its archived log; changes nothing.
    LogHistory history(AssetId database) throws BackstayException, InterruptedException;
}
