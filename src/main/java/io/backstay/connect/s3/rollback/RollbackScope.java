package io.backstay.connect.s3.rollback;

/// Which objects a rollback brings back.
public enum RollbackScope {
    /// Those that are gone; what was overwritten since is taken for live work and kept.
    DELETED,
    /// Those that are gone and those that were overwritten.
    DELETED_AND_OVERWRITTEN
}
