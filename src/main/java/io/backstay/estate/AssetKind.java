package io.backstay.estate;

/// What sort of thing an asset is.
public enum AssetKind {
    DATABASE,
    OBJECT_STORE,
    CONFIGURATION
}
