package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.Provider;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Session;
import io.backstay.estate.Environment;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What adding something that holds many assets has in common: the connection has a name, and they have names of
/// their own.
abstract class AddNamed extends DeskAct {
    @Parameters(paramLabel = "NAME", description = "What it is called: a-z 0-9 . _ -, up to 64 characters.")
    private String name = "";

    @Option(
            names = "--environment",
            paramLabel = "E",
            converter = AddCommand.EnvironmentWord.class,
            completionCandidates = AddCommand.EnvironmentWord.class,
            description = "${COMPLETION-CANDIDATES}. Default: production.")
    private Environment environment = Environment.PRODUCTION;

    AddNamed(Session session) {
        super(session);
    }

    /// Whoever holds them, as it was typed.
    ///
    /// @throws IllegalArgumentException in one sentence when something is wrong
    abstract Provider provider();

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
            return new Connection(name, new AssetId(name), environment, provider());
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }
}
