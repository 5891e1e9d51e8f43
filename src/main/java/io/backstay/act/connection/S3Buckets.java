package io.backstay.act.connection;

import io.backstay.base.BackstayException;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.s3.wire.Addressing;
import io.backstay.connect.s3.wire.S3Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Buckets of an S3-compatible store that are watched by themselves, without a database beside them. No part of it is
/// secret; it names a credential of the vault.
///
/// @param endpoint such as `https://s3.eu-central-1.amazonaws.com`; `http` for this machine only
/// @param region   as the store calls it; part of every signature
/// @param buckets  by name; absent for all that the key sees
/// @param owner    the account that must own them, absent where the store has no such thing
/// @param style    where a bucket's name stands in calls, absent for the path
/// @param reader   an access key that lists and can change nothing
public record S3Buckets(
        String endpoint,
        String region,
        @Nullable List<String> buckets,
        @Nullable String owner,
        @Nullable Addressing style,
        String reader)
        implements Provider {
    /// As it stands in the file, and who provides such assets in the catalogue.
    public static final String KIND = "s3";

    private static final int BUCKETS_MAX = 1_000;
    private static final String ANY = "bucket";

    public S3Buckets {
        buckets = buckets == null || buckets.isEmpty() ? null : List.copyOf(buckets);
        if (buckets != null
                && (buckets.size() > BUCKETS_MAX || buckets.stream().distinct().count() < buckets.size())) {
            throw new IllegalArgumentException("each bucket is named once, and no more than " + BUCKETS_MAX);
        }
        if (reader.isBlank()) {
            throw new IllegalArgumentException("the key that lists has a name");
        }
        for (String each : buckets == null ? List.of(ANY) : buckets) {
            address(endpoint, region, each, owner, style);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// Where the store answers.
    public Endpoint at() {
        return at(endpoint);
    }

    /// The store by one of its buckets, of which nothing is asked.
    public S3Address anyBucket() {
        return address(ANY);
    }

    /// Where a bucket of it answers.
    public S3Address address(String bucket) {
        return address(endpoint, region, bucket, owner, style);
    }

    /// Why a bucket of the store is not reached by this connection, absent when it is.
    public @Nullable String refusal(String bucket) {
        if (!S3Address.isBucketName(bucket)) {
            return "a bucket is reached by a name of 3 to 63 small letters, digits, dots and hyphens only";
        }
        return style == Addressing.VIRTUAL && bucket.contains(".")
                ? "a name with a dot does not stand before that of a host; a connection in path style reaches it"
                : null;
    }

    private static S3Address address(
            String endpoint, String region, String bucket, @Nullable String owner, @Nullable Addressing style) {
        return new S3Address(at(endpoint), region, bucket, owner, style == null ? Addressing.PATH : style);
    }

    private static Endpoint at(String endpoint) {
        try {
            return Endpoint.parse(endpoint);
        } catch (BackstayException e) {
            throw new IllegalArgumentException(
                    e.failure().message() + " " + e.failure().advice(), e);
        }
    }

    /// Where they are, and which.
    @Override
    public String toString() {
        return endpoint + ", " + (buckets == null ? "all buckets of the key" : String.join(", ", buckets));
    }
}
