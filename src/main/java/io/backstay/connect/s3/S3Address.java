package io.backstay.connect.s3;

import io.backstay.connect.http.Endpoint;
import org.jspecify.annotations.Nullable;

/// One bucket of one store, addressed in path style.
///
/// @param region as the store calls it; part of every signature
/// @param owner  the account that must own the bucket, or null where the store has no such thing; sent with
///               every call, so that a bucket of the same name in other hands is refused by the store
public record S3Address(
        Endpoint endpoint,
        String region,
        String bucket,
        @Nullable String owner) {

    public S3Address {
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") || bucket.contains("..")) {
            throw new IllegalArgumentException("not a bucket name: " + bucket);
        }
        if (!region.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("not a region name: " + region);
        }
        if (owner != null && !owner.matches("[0-9A-Za-z-]{1,64}")) {
            throw new IllegalArgumentException("not an account id: " + owner);
        }
    }
}
