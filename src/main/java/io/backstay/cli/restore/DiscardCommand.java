package io.backstay.cli.restore;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay restore discard`.
@Command(
        name = "discard",
        description = {
            "Takes away a server that 'restore run --scope environment --asset' made at a provider, without a last",
            "snapshot. It is described right before, and removed only when its name and tags say that Backstay made",
            "it; nothing else at a provider is ever removed."
        },
        footer = {
            "",
            "Example:",
            "  backstay restore discard backstay-scratch-0123... --connection production",
            "",
            "JSON: connection, server, removed: false when there was none.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class DiscardCommand extends RestoreAct {
    @Parameters(paramLabel = "SERVER", description = "Its whole name, as the report says it.")
    private String server = "";

    @Option(names = "--connection", paramLabel = "NAME", required = true, description = "The account that it is in.")
    private String connection = "";

    DiscardCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        unlock(desk);
        boolean removed = watched(progress -> desk.environmentRestores().discard(connection, server, progress));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("connection", connection);
        document.put("server", server);
        document.put("removed", removed);
        answer(document, removed ? server + " is gone." : "There is no " + server + ".");
        return ExitCode.HOLDS;
    }
}
