package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.Provider;
import io.backstay.act.connection.SelfManaged;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Session;
import io.backstay.estate.Environment;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What adding one server has in common that has no folders here.
abstract class AddServer extends DeskAct {
    private static final int PORT = 5432;

    @Parameters(paramLabel = "NAME", description = "What it is called: a-z 0-9 . _ -, up to 64 characters.")
    private String name = "";

    @Option(
            names = "--environment",
            paramLabel = "E",
            converter = AddCommand.EnvironmentWord.class,
            completionCandidates = AddCommand.EnvironmentWord.class,
            description = "${COMPLETION-CANDIDATES}. Default: production.")
    private Environment environment = Environment.PRODUCTION;

    @Option(names = "--host", required = true, paramLabel = "H", description = "Where the server answers.")
    private String host = "";

    @Option(names = "--port", paramLabel = "P", description = "Its port. Default: ${DEFAULT-VALUE}.")
    private int port = PORT;

    @Option(names = "--database", required = true, paramLabel = "D", description = "The database with the rows.")
    private String database = "";

    AddServer(Session session) {
        super(session);
    }

    /// The database in the catalogue, as it was typed.
    abstract String asset();

    /// What was typed.
    ///
    /// @param usual where the mapping lies when none was named
    /// @throws IllegalArgumentException in one sentence when something is wrong
    abstract Provider provider(SelfManaged.Server server, String usual);

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        Connection connection = asked(desk.connections().mapping(name).toString());
        desk.connections().add(connection);
        answer(
                ConnectionBook.entry(connection),
                "Added " + name + ". Prove it with 'backstay connection test " + name + "'.");
        return ExitCode.HOLDS;
    }

    private Connection asked(String usual) {
        try {
            Provider provider = provider(new SelfManaged.Server(host, port, database), usual);
            return new Connection(name, new AssetId(asset()), environment, provider);
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }
}
