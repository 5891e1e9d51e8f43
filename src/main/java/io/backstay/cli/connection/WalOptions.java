package io.backstay.cli.connection;

import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.SelfManaged;
import io.backstay.connect.s3.wire.Addressing;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options about an object store with the archived log; none of them, or what it takes to read one.
final class WalOptions {
    @Option(
            names = "--wal-store",
            paramLabel = "URL",
            description =
                    "Where an S3-compatible store with the archived write-ahead log answers, instead of --archive."
                            + " Its versions need not be kept.")
    private @Nullable String endpoint;

    @Option(names = "--wal-region", paramLabel = "R", description = "Its region, such as eu-central-1.")
    private @Nullable String region;

    @Option(names = "--wal-bucket", paramLabel = "B", description = "The bucket with the log.")
    private @Nullable String bucket;

    @Option(names = "--wal-owner", paramLabel = "ACCOUNT", description = "The account that must own that bucket.")
    private @Nullable String owner;

    @Option(
            names = "--wal-style",
            paramLabel = "S",
            converter = StoreOptions.StyleWord.class,
            completionCandidates = StoreOptions.StyleWord.class,
            description = "Where the bucket's name stands in calls: ${COMPLETION-CANDIDATES}. Default: path.")
    private @Nullable Addressing style;

    @Option(
            names = "--wal-prefix",
            paramLabel = "P",
            description = "With which the log's keys begin, such as wal/; segments lie right below it, as they are or"
                    + " packed by gzip (.gz). Default: the whole bucket.")
    private @Nullable String prefix;

    @Option(names = "--wal-reader", paramLabel = "N", description = "An access key for read; it lists and reads there.")
    private @Nullable String reader;

    /// The store, absent when none of the options was given.
    ///
    /// @throws IllegalArgumentException in one sentence when something is missing or wrong
    SelfManaged.@Nullable Log log() {
        if (endpoint == null) {
            if (Stream.of(region, bucket, owner, style, prefix, reader).anyMatch(Objects::nonNull)) {
                throw new IllegalArgumentException(
                        "--wal-store says where the store with the log answers; it is missing");
            }
            return null;
        }
        return new SelfManaged.Log(
                new ObjectSettings.Store(
                        endpoint, given("--wal-region", region), given("--wal-bucket", bucket), owner, style),
                prefix == null ? "" : prefix,
                given("--wal-reader", reader));
    }

    private static String given(String option, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("a store with the log takes " + option + " as well");
        }
        return value;
    }
}
