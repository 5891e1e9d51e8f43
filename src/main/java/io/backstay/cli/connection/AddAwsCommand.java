package io.backstay.cli.connection;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Provider;
import io.backstay.act.connection.form.Kind;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay connection add aws`.
@Command(
        name = "aws",
        description = {
            "Adds an account of AWS, whose RDS and Aurora databases 'sync' then lists. Nothing of it is reached for",
            "yet, and nothing secret is written: the key is named as it is called in the vault."
        },
        footer = {
            "",
            "The key reads and can change nothing: docs/access/aws-list.json is its policy, docs/aws.md the guide.",
            "With --restore-key and what belongs to it, 'restore run --scope environment --asset' makes new servers.",
            "",
            "Examples:",
            "  backstay vault add --kind aws-access-key --purpose read --name 'AWS, read' \\",
            "      --account 123456789012 --field accessKeyId=AKIA...",
            "  backstay connection add aws production --key 'AWS, read' --region eu-central-1 --region us-east-1",
            "  backstay connection test production",
            "  backstay sync production",
            "",
            "JSON: name, asset, environment, kind,",
            "settings{regions[], reader, maker, endpoint, production[], scratch{}}.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class AddAwsCommand extends AddAccount {
    @Option(names = "--key", paramLabel = "N", description = "A credential of the kind aws-access-key for read.")
    private String reader = "";

    @Option(
            names = "--region",
            paramLabel = "R",
            description = "A region that is listed, such as eu-central-1; once for each.")
    private List<String> regions = new ArrayList<>();

    @Option(
            names = "--backup-key",
            paramLabel = "N",
            description = "A credential of the kind aws-access-key for restore-to-scratch that makes snapshots and can"
                    + " remove none (docs/access/aws-backup-now.json); without one 'points create' is refused.")
    private @Nullable String maker;

    @Option(
            names = "--production-principal",
            paramLabel = "ARN",
            description = "A user or role of production, which must not be able to take backups away; once for each."
                    + " 'connection test' and 'sync' ask AWS. Default: the key's own, in the test alone.")
    private List<String> production = new ArrayList<>();

    @Mixin
    private final ScratchOptions scratch = new ScratchOptions();

    AddAwsCommand(Session session) {
        super(session, Kind.AWS);
    }

    @Override
    Provider account(@Nullable String elsewhere) {
        return new AwsAccount(
                regions,
                reader,
                maker,
                elsewhere,
                production.isEmpty() ? null : production,
                scratch.chosen(regions.getFirst()));
    }
}
