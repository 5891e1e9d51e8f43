package io.backstay.estate;

/// What sort of thing an asset is.
public enum AssetKind {
    DATABASE,
    OBJECT_STORE,
    CONFIGURATION,
    /// A disk of a machine, or a file system: bytes that Backstay does not look into.
    VOLUME
}
