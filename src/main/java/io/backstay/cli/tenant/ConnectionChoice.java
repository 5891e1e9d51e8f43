package io.backstay.cli.tenant;

import io.backstay.act.connection.Connection;
import picocli.CommandLine.Option;

/// Which database is meant; the practice lab's, where nobody says.
final class ConnectionChoice {
    @Option(
            names = "--connection",
            paramLabel = "NAME",
            description = "The database's connection; 'lab' starts the practice lab. Default: ${DEFAULT-VALUE}.")
    private String connection = Connection.LAB;

    String name() {
        return connection;
    }
}
