package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.estate.Environment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
            "Nothing of AWS can be restored from here yet.",
            "",
            "Examples:",
            "  backstay vault add --kind aws-access-key --purpose read --name 'AWS, read' \\",
            "      --account 123456789012 --field accessKeyId=AKIA...",
            "  backstay connection add aws production --key 'AWS, read' --region eu-central-1 --region us-east-1",
            "  backstay connection test production",
            "  backstay sync production",
            "",
            "JSON: name, asset, environment, kind, settings{regions[], reader, maker, endpoint}.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class AddAwsCommand extends DeskAct {
    @Parameters(paramLabel = "NAME", description = "What it is called: a-z 0-9 . _ -, up to 64 characters.")
    private String name = "";

    @Option(
            names = "--key",
            paramLabel = "N",
            required = true,
            description = "A credential of the kind aws-access-key for read.")
    private String reader = "";

    @Option(
            names = "--region",
            paramLabel = "R",
            required = true,
            description = "A region that is listed, such as eu-central-1; once for each.")
    private List<String> regions = new ArrayList<>();

    @Option(
            names = "--backup-key",
            paramLabel = "N",
            description = "A credential of the kind aws-access-key for restore-to-scratch that makes snapshots and can"
                    + " remove none (docs/access/aws-backup-now.json); without one 'points create' is refused.")
    private @Nullable String maker;

    @Option(
            names = "--environment",
            paramLabel = "E",
            converter = AddCommand.EnvironmentWord.class,
            completionCandidates = AddCommand.EnvironmentWord.class,
            description = "${COMPLETION-CANDIDATES}. Default: production.")
    private Environment environment = Environment.PRODUCTION;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Asks a stand-in on this machine instead of AWS, such as http://127.0.0.1:4566; the key's"
                    + " entry names the same endpoint.")
    private @Nullable String endpoint;

    AddAwsCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        Connection connection = asked();
        desk.connections().add(connection);
        answer(
                ConnectionBook.entry(connection),
                "Added " + name + ". Prove it with 'backstay connection test " + name + "'.");
        return ExitCode.HOLDS;
    }

    private Connection asked() {
        try {
            return new Connection(
                    name, new AssetId(name), environment, new AwsAccount(regions, reader, maker, endpoint));
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }
}
