package io.backstay.connect.s3.wire;

/// Where a bucket's name stands in the address of a call.
public enum Addressing {
    /// First in the path, as in `https://store.example/bucket/key`; every store and every host name takes it.
    PATH,
    /// Before the host's name, as in `https://bucket.store.example/key`; what AWS asks for.
    VIRTUAL
}
