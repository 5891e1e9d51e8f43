package io.backstay.act.restore;

import io.backstay.base.BackstayException;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Promise;
import org.jspecify.annotations.Nullable;

/// What a restore is measured against.
@FunctionalInterface
public interface Promises {
    /// What a policy promises whoever lost data.
    ///
    /// @param policy that somebody named, for this restore or in the case; absent where nobody did
    /// @return absent where nobody named one and the database has none: then it is held against none
    /// @throws BackstayException when there is none of that name here, saying which there are
    @Nullable
    Promise of(@Nullable String policy, Intake intake) throws BackstayException;
}
