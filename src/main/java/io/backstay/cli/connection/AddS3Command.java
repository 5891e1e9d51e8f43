package io.backstay.cli.connection;

import io.backstay.act.connection.Provider;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.form.Kind;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.connect.s3.wire.Addressing;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay connection add s3`.
@Command(
        name = "s3",
        description = {
            "Adds buckets of an S3-compatible store that are watched by themselves: whether each keeps versions,",
            "locks, encrypts, copies elsewhere, and who gets in without a key. Nothing of it is reached for yet, and",
            "nothing secret is written: the key is named as it is called in the vault.",
            "The store with the tenants' files beside a database is added with the database: 'connection add --store'."
        },
        footer = {
            "",
            "The key lists and can change nothing: docs/access/aws-buckets.json is its policy. Without --bucket every",
            "bucket of the region is listed that the key sees, those made later too.",
            "",
            "Examples:",
            "  backstay vault add --kind aws-access-key --purpose read --name 'Files, list' \\",
            "      --account 123456789012 --field accessKeyId=AKIA... \\",
            "      --field endpoint=https://s3.eu-central-1.amazonaws.com",
            "  backstay connection add s3 files --endpoint https://s3.eu-central-1.amazonaws.com \\",
            "      --region eu-central-1 --key 'Files, list'",
            "  backstay connection test files",
            "  backstay sync files",
            "",
            "JSON: name, asset, environment, kind, settings{endpoint, region, buckets[], owner, style, reader}.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class AddS3Command extends AddNamed {
    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Where the store answers, such as https://s3.eu-central-1.amazonaws.com.")
    private String endpoint = "";

    @Option(names = "--region", paramLabel = "R", description = "Its region, such as eu-central-1.")
    private String region = "";

    @Option(
            names = "--bucket",
            paramLabel = "B",
            description = "A bucket. May be repeated. Default: all that the key sees in that region.")
    private List<String> buckets = List.of();

    @Option(
            names = "--owner",
            paramLabel = "ACCOUNT",
            description = "The account that must own the buckets; the store refuses a bucket of another's.")
    private @Nullable String owner;

    @Option(
            names = "--style",
            paramLabel = "S",
            converter = StoreOptions.StyleWord.class,
            completionCandidates = StoreOptions.StyleWord.class,
            description = "Where a bucket's name stands in calls: ${COMPLETION-CANDIDATES}. Default: path.")
    private @Nullable Addressing style;

    @Option(names = "--key", paramLabel = "N", description = "An access key for read.")
    private String reader = "";

    AddS3Command(Session session) {
        super(session, Kind.BUCKETS);
    }

    @Override
    Provider provider() {
        return new S3Buckets(endpoint, region, buckets, owner, style, reader);
    }
}
