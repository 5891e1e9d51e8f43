package io.backstay.act.test;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;

/// One kind of restore test on one connection.
@FunctionalInterface
interface Trial {
    /// Does it; live is never written to. What does not hold is a check of the result.
    Measured run(Progress progress) throws BackstayException, InterruptedException;
}
