package io.backstay.act.restore;

import io.backstay.base.BackstayException;
import io.backstay.restore.Intake;
import io.backstay.restore.Promise;
import org.jspecify.annotations.Nullable;

/// What a restore is measured against.
@FunctionalInterface
public interface Promises {
    /// What a policy promises whoever lost data.
    ///
    /// @param policy the policy of the case; absent where nobody took a call, for the usual one
    /// @throws BackstayException when there is none of that name here, saying which there are
    Promise of(@Nullable String policy, Intake intake) throws BackstayException;
}
