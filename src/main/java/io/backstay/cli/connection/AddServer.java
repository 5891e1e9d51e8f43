package io.backstay.cli.connection;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Provider;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.form.Kind;
import io.backstay.base.AssetId;
import io.backstay.cli.terminal.Session;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// What adding one server has in common that has no folders here.
abstract class AddServer extends AddAct {
    private static final int PORT = 5432;

    @Option(names = "--host", paramLabel = "H", description = "Where the server answers.")
    private String host = "";

    @Option(names = "--port", paramLabel = "P", description = "Its port. Default: ${DEFAULT-VALUE}.")
    private int port = PORT;

    @Option(names = "--database", paramLabel = "D", description = "The database with the rows.")
    private String database = "";

    AddServer(Session session, Kind kind) {
        super(session, kind);
    }

    /// The database in the catalogue, as it was typed.
    abstract String asset();

    /// What was typed.
    ///
    /// @param usual where the mapping lies when none was named
    /// @throws IllegalArgumentException in one sentence when something is wrong
    abstract Provider provider(SelfManaged.Server server, String usual);

    @Override
    final Connection typed(Path usual) {
        Provider provider = provider(new SelfManaged.Server(host, port, database), usual.toString());
        return new Connection(name(), new AssetId(asset()), environment(), provider);
    }
}
