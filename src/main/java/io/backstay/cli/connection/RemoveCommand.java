package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay connection remove`.
@Command(
        name = "remove",
        description = {
            "Forgets a connection. Its mapping, its credentials in the vault and what the catalogue saw of it stay;",
            "so do its restores, but they cannot be gone on with or undone until it is added again."
        },
        footer = {"", "JSON: removed.", "", Guidance.CODES, Guidance.MORE_CODES})
final class RemoveCommand extends DeskAct {
    @Parameters(paramLabel = "NAME", description = "See 'backstay connection list'.")
    private String name = "";

    RemoveCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        desk.connections().remove(name);
        answer(Map.of("removed", name), "Removed " + name + ".");
        return ExitCode.HOLDS;
    }
}
