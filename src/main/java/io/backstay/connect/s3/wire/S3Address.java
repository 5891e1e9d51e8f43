package io.backstay.connect.s3.wire;

import io.backstay.connect.http.Endpoint;
import org.jspecify.annotations.Nullable;

/// One bucket of one store.
///
/// @param region     as the store calls it; part of every signature
/// @param owner      the account that must own the bucket, or null where the store has no such thing; sent with
///                   every call, so that a bucket of the same name in other hands is refused by the store
/// @param addressing where the bucket's name stands in calls
/// @param base       with which the path of every call begins, such as `/storage/v1/s3`; empty for most stores
public record S3Address(
        Endpoint endpoint,
        String region,
        String bucket,
        @Nullable String owner,
        Addressing addressing,
        String base) {

    public S3Address {
        if (!isBucketName(bucket)) {
            throw new IllegalArgumentException("not a bucket name: " + bucket);
        }
        if (!region.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("not a region name: " + region);
        }
        if (owner != null && !owner.matches("[0-9A-Za-z-]{1,64}")) {
            throw new IllegalArgumentException("not an account id: " + owner);
        }
        if (addressing == Addressing.VIRTUAL
                && (bucket.contains(".") || !endpoint.host().matches("[a-z].*"))) {
            throw new IllegalArgumentException("a bucket's name can stand before the name of a host only, not before an"
                    + " address, and only without dots, because no certificate names it then; choose the path style");
        }
        if (!base.matches("(/[a-z0-9]{1,32}){0,8}") || (!base.isEmpty() && addressing == Addressing.VIRTUAL)) {
            throw new IllegalArgumentException("not the beginning of a path, or not in the path style: " + base);
        }
        called(endpoint, bucket, addressing);
    }

    /// Whether a bucket can be addressed by that name (S3 User Guide, "General purpose bucket naming rules"). Buckets
    /// that were made before 2018, and compatible stores, may have others.
    public static boolean isBucketName(String name) {
        return name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") && !name.contains("..");
    }

    /// Of a store whose paths begin with the bucket.
    public S3Address(Endpoint endpoint, String region, String bucket, @Nullable String owner, Addressing addressing) {
        this(endpoint, region, bucket, owner, addressing, "");
    }

    /// The same in path style.
    public S3Address(Endpoint endpoint, String region, String bucket, @Nullable String owner) {
        this(endpoint, region, bucket, owner, Addressing.PATH);
    }

    /// How policies name the bucket, or what is in it.
    ///
    /// @param within such as `/accounts/*`, empty for the bucket itself
    public String arn(String within) {
        String partition = !isAws()
                ? "aws"
                : region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        return "arn:" + partition + ":s3:::" + bucket + within;
    }

    /// Whether the store is AWS's own, which alone has accounts with numbers and roles.
    public boolean isAws() {
        return endpoint.host().matches(".*\\.amazonaws\\.com(\\.cn)?");
    }

    /// The same, which must belong to an account, unless somebody named another one.
    ///
    /// @param account absent where none is known
    public S3Address orOf(@Nullable String account) {
        return owner != null ? this : new S3Address(endpoint, region, bucket, account, addressing, base);
    }

    /// Where calls about the bucket go.
    Endpoint called() {
        return called(endpoint, bucket, addressing);
    }

    private static Endpoint called(Endpoint endpoint, String bucket, Addressing addressing) {
        return addressing == Addressing.PATH
                ? endpoint
                : new Endpoint(endpoint.scheme(), bucket + "." + endpoint.host(), endpoint.port());
    }
}
