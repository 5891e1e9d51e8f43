package io.backstay.manifest;

import io.backstay.base.BackstayException;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestoreTest;

/// Takes a manifest's elements one by one, in the order of the document.
public interface ManifestSink {
    /// Takes an asset.
    void asset(Asset asset) throws BackstayException;

    /// Takes a recovery point.
    void point(RecoveryPoint point) throws BackstayException;

    /// Takes a restore that was done.
    void restoreTest(RestoreTest test) throws BackstayException;

    /// Takes a circumstance.
    void circumstance(Circumstance circumstance) throws BackstayException;
}
