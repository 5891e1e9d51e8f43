package io.backstay.cli.connection;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Provider;
import io.backstay.act.connection.form.Kind;
import io.backstay.base.AssetId;
import io.backstay.cli.terminal.Session;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/// What adding something that holds many assets has in common: the connection has a name, and they have names of
/// their own.
abstract class AddNamed extends AddAct {
    @Mixin
    private final PolicyOption policy = new PolicyOption();

    AddNamed(Session session, Kind kind) {
        super(session, kind);
    }

    /// Whoever holds them, as it was typed.
    ///
    /// @throws IllegalArgumentException in one sentence when something is wrong
    abstract Provider provider();

    @Override
    final @Nullable String policy() {
        return policy.id();
    }

    @Override
    final Connection typed(Path usual) {
        return new Connection(name(), new AssetId(name()), environment(), provider());
    }
}
