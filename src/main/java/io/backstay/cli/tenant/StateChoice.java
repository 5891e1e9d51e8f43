package io.backstay.cli.tenant;

import io.backstay.act.tenant.DataSets.From;
import io.backstay.cli.terminal.When;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which state of a database is read.
final class StateChoice {
    private static final String LIVE = "live";

    @Option(
            names = "--from",
            paramLabel = "live|POINT",
            description = "Live, or a base backup by its name, which is recovered into scratch and removed again.")
    private @Nullable String from;

    @Option(
            names = "--at",
            paramLabel = "T",
            converter = When.class,
            description =
                    "The moment to recover to: ISO-8601 with offset or zone. Default with a base backup: its" + " end.")
    private @Nullable Instant at;

    /// The state that was named; absent where none was.
    @Nullable
    From state() {
        if (from == null && at == null) {
            return null;
        }
        return LIVE.equals(from) ? new From.Live() : new From.Then(from, at);
    }

    /// Whether live was asked for as of a moment, which only a recovery point can answer.
    boolean contradicts() {
        return LIVE.equals(from) && at != null;
    }
}
