package io.backstay.estate;

/// Whether a recovery point can be used; only an available one counts.
public enum PointStatus {
    AVAILABLE,
    CREATING,
    FAILED,
    DELETING
}
