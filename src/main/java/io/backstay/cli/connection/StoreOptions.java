package io.backstay.cli.connection;

import io.backstay.act.connection.ObjectSettings;
import io.backstay.cli.terminal.WordOf;
import io.backstay.codec.Words;
import io.backstay.connect.s3.wire.Addressing;
import io.backstay.restore.environment.FileRows;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options about the object store beside a database; none of them, or what it takes to reach one.
final class StoreOptions {
    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "Where an S3-compatible store with the tenants' files answers, such as"
                    + " https://s3.eu-central-1.amazonaws.com.")
    private @Nullable String endpoint;

    @Option(names = "--store-region", paramLabel = "R", description = "Its region, such as eu-central-1.")
    private @Nullable String region;

    @Option(names = "--store-bucket", paramLabel = "B", description = "The bucket; its versioning is enabled.")
    private @Nullable String bucket;

    @Option(
            names = "--store-owner",
            paramLabel = "ACCOUNT",
            description = "The account that must own the bucket; the store refuses a bucket of another's.")
    private @Nullable String owner;

    @Option(
            names = "--store-style",
            paramLabel = "S",
            converter = StyleWord.class,
            completionCandidates = StyleWord.class,
            description = "Where the bucket's name stands in calls: ${COMPLETION-CANDIDATES}. Default: path.")
    private @Nullable Addressing style;

    @Option(
            names = "--store-prefix",
            paramLabel = "P",
            description = "Where a tenant's files lie, such as accounts/{tenant}/.")
    private @Nullable String prefix;

    @Option(
            names = "--store-asset",
            paramLabel = "ASSET",
            description = "What the store is called in the catalogue and in plans. Default: the database's, with"
                    + " -files behind it.")
    private @Nullable String asset;

    @Option(
            names = "--store-rows",
            paramLabel = "TABLE:KEY,SIZE,SHA256",
            description = "A table whose rows know key, size and SHA-256 of every file, and those columns; full and"
                    + " integrity tests then compare the bytes.")
    private @Nullable String rows;

    @Option(names = "--store-reader", paramLabel = "N", description = "An access key for read.")
    private @Nullable String reader;

    @Option(names = "--store-scratch", paramLabel = "N", description = "An access key for restore-to-scratch.")
    private @Nullable String scratch;

    @Option(names = "--store-writer", paramLabel = "N", description = "An access key for write-to-live.")
    private @Nullable String writer;

    /// The settings, absent when none of the options was given.
    ///
    /// @param database the asset beside which the store is
    /// @throws IllegalArgumentException in one sentence when something is missing or wrong
    @Nullable
    ObjectSettings settings(String database) {
        if (endpoint == null) {
            if (region != null || bucket != null || owner != null || style != null || asset != null) {
                throw new IllegalArgumentException("--store says where the object store answers; it is missing");
            }
            if (prefix != null || rows != null || reader != null || scratch != null || writer != null) {
                throw new IllegalArgumentException("--store says where the object store answers; it is missing");
            }
            return null;
        }
        Map<String, @Nullable String> needed = new LinkedHashMap<>();
        needed.put("--store-region", region);
        needed.put("--store-bucket", bucket);
        needed.put("--store-prefix", prefix);
        needed.put("--store-reader", reader);
        needed.put("--store-scratch", scratch);
        needed.put("--store-writer", writer);
        return new ObjectSettings(
                asset == null ? database + "-files" : asset,
                new ObjectSettings.Store(
                        endpoint, given(needed, "--store-region"), given(needed, "--store-bucket"), owner, style),
                given(needed, "--store-prefix"),
                rows == null ? null : FileRows.parse(rows),
                new ObjectSettings.Credentials(
                        given(needed, "--store-reader"),
                        given(needed, "--store-scratch"),
                        given(needed, "--store-writer")));
    }

    private static String given(Map<String, @Nullable String> needed, String option) {
        String value = needed.get(option);
        if (value == null) {
            throw new IllegalArgumentException("an object store takes " + option + " as well");
        }
        return value;
    }

    /// The styles as they are typed.
    static final class StyleWord extends WordOf<Addressing> {
        StyleWord() {
            super(Addressing.values(), Words::of);
        }
    }
}
