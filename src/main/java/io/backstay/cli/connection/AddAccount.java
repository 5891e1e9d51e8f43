package io.backstay.cli.connection;

import io.backstay.act.connection.Provider;
import io.backstay.act.connection.form.Kind;
import io.backstay.cli.terminal.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What adding an account of a provider has in common: it is asked where the provider answers, or at a stand-in.
abstract class AddAccount extends AddNamed {
    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Asks a stand-in on this machine instead of the provider, such as http://127.0.0.1:4566; the"
                    + " credential's entry names the same endpoint.")
    private @Nullable String endpoint;

    AddAccount(Session session, Kind kind) {
        super(session, kind);
    }

    /// The account as it was typed.
    ///
    /// @param elsewhere where it is asked instead, absent for the provider itself
    /// @throws IllegalArgumentException in one sentence when something is wrong
    abstract Provider account(@Nullable String elsewhere);

    @Override
    final Provider provider() {
        return account(endpoint);
    }
}
