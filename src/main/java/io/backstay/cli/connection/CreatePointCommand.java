package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connections;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.AssetWord;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay points create`: a manual backup now.
@Command(
        name = "create",
        description = {
            "Makes a backup of an asset now, where its provider offers that, and waits until it can be restored from:",
            "instances and clusters of RDS and volumes of EBS, with the connection's backup key, and servers of one's",
            "own, as a base backup into the connection's folder, with its backup login. It stands in the record before",
            "it is asked for. A backup of that name that is there already is not made again, so run it again with the",
            "same --name when an answer was lost. Interrupting ends the waiting at AWS, not the backup; of a base",
            "backup that is interrupted nothing is left.",
            "Where the provider offers none, one sentence says so."
        },
        footer = {
            "",
            "Example: backstay points create --asset arn:aws:rds:eu-central-1:123456789012:db:crm",
            "",
            "JSON: connection, asset, name, point.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class CreatePointCommand extends DeskAct {
    @Option(
            names = "--asset",
            paramLabel = "A",
            required = true,
            converter = AssetWord.class,
            description = "What is backed up, as 'backstay points' calls it.")
    private @Nullable AssetId asset;

    @Option(
            names = "--name",
            paramLabel = "N",
            description = "What the backup is called: 1 to 63 of a-z 0-9 and single dashes between them, beginning with"
                    + " a letter. Default: backstay, the asset's name and the moment.")
    private @Nullable String name;

    @Mixin
    private final VaultAccess access;

    CreatePointCommand(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        AssetId wanted = asset;
        if (wanted == null) {
            throw new IllegalStateException("picocli requires the asset");
        }
        access.openWherePossible(desk);
        Connections.Created made = watched(progress -> desk.connections().create(wanted, name, progress));
        Map<String, String> document = new LinkedHashMap<>();
        document.put("connection", made.connection());
        document.put("asset", made.asset());
        document.put("name", made.name());
        document.put("point", made.point());
        answer(
                document,
                made.name() + " is there and can be restored from. List it with 'backstay sync " + made.connection()
                        + "'.");
        return ExitCode.HOLDS;
    }
}
