package io.backstay.estate;

/// How a recovery point came to be.
public enum PointKind {
    SNAPSHOT,
    FULL,
    DIFFERENTIAL,
    INCREMENTAL,
    OBJECT_VERSION
}
