package io.backstay.cli.restore;

import io.backstay.act.connection.reach.NewBucket;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the files go when everything is restored.
final class BucketOptions {
    @Option(
            names = "--bucket",
            paramLabel = "B",
            description = "For environment: an empty bucket that the files are copied into. Default: they stay where"
                    + " they are, and are paired with the rows.")
    private @Nullable String bucket;

    @Option(
            names = "--bucket-key",
            paramLabel = "CREDENTIAL",
            description = "The access key for restore-to-scratch that writes there; its endpoint says which store it"
                    + " is.")
    private @Nullable String key;

    @Option(names = "--bucket-region", paramLabel = "R", description = "Default: the connection's.")
    private @Nullable String region;

    @Option(
            names = "--bucket-owner",
            paramLabel = "ID",
            description = "The account that must own it; the store refuses a bucket of another's.")
    private @Nullable String owner;

    boolean given() {
        return bucket != null || key != null || region != null || owner != null;
    }

    /// What is wrong in one sentence, absent when nothing is.
    @Nullable
    String misuse() {
        return given() && (bucket == null || key == null)
                ? "--bucket and --bucket-key belong together: the bucket, and the key that writes there"
                : null;
    }

    @Nullable
    NewBucket chosen() {
        return bucket == null || key == null ? null : new NewBucket(bucket, key, region, owner);
    }
}
