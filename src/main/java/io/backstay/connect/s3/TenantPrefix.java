package io.backstay.connect.s3;

import io.backstay.connect.s3.wire.ObjectKeys;

/// The part of a bucket that belongs to one tenant: a key prefix that ends in `/`, so that `firm-1/` never means
/// `firm-10/`.
public record TenantPrefix(String value) {

    public TenantPrefix {
        if (!value.endsWith("/") || value.equals("/")) {
            throw new IllegalArgumentException("a tenant's prefix is a name that ends in '/': " + value);
        }
        String refusal = ObjectKeys.refusal(value);
        if (refusal != null) {
            throw new IllegalArgumentException("a tenant's prefix cannot be used: " + refusal);
        }
    }

    /// Whether the key lies inside.
    public boolean contains(String key) {
        return key.startsWith(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
