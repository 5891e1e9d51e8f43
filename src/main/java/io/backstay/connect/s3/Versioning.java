package io.backstay.connect.s3;

/// Whether a bucket keeps what is overwritten and deleted.
public enum Versioning {
    /// Every overwritten and deleted object stays as a version.
    ENABLED,
    /// Old versions stay, but what is written now overwrites.
    SUSPENDED,
    /// Nothing is kept.
    NEVER
}
