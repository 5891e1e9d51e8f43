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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What adding an account of a provider has in common.
abstract class AddAccount extends DeskAct {
    @Parameters(paramLabel = "NAME", description = "What it is called: a-z 0-9 . _ -, up to 64 characters.")
    private String name = "";

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
            description = "Asks a stand-in on this machine instead of the provider, such as http://127.0.0.1:4566; the"
                    + " credential's entry names the same endpoint.")
    private @Nullable String endpoint;

    AddAccount(Session session) {
        super(session);
    }

    /// The account as it was typed.
    ///
    /// @param elsewhere where it is asked instead, absent for the provider itself
    /// @throws IllegalArgumentException in one sentence when something is wrong
    abstract Provider account(@Nullable String elsewhere);

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
            return new Connection(name, new AssetId(name), environment, account(endpoint));
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }
}
