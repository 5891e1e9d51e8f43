package io.backstay.act;

import io.backstay.base.BackstayException;
import io.backstay.restore.Intake;

/// Opens guided restores.
public interface Restores {
    GuidedRestore begin(Intake intake) throws BackstayException;
}
