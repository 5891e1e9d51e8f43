package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay connection remove`.
@Command(
        name = "remove",
        description = {
            "Forgets a connection. Its mapping, its credentials in the vault and what the catalogue saw of it stay;",
            "so do its restores, but they cannot be gone on with or undone until it is added again."
        },
        footer = {"", "JSON: removed.", "", Guidance.CODES, Guidance.MORE_CODES})
final class RemoveCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "See 'backstay connection list'.")
    private String name = "";

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    RemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws BackstayException {
        try (Desk desk = session.open()) {
            desk.connections().remove(name);
        }
        session.print(json ? Json.pretty(Map.of("removed", name)) : "Removed " + name + ".");
        return ExitCode.HOLDS.code();
    }
}
