package io.backstay.cli;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `backstay`: what all subcommands share.
@Command(
        name = "backstay",
        description = {
            "See every recovery point, prove every promise, restore one tenant.",
            "Without a subcommand, the console opens."
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        footer = {"", Guidance.CODES, Guidance.MORE_CODES})
final class RootCommand implements Callable<Integer>, Session {
    private final Terminal terminal;
    private final Cli.Opening opening;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The state folder; the default is $BACKSTAY_HOME or the platform's own.")
    private @Nullable Path home;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    RootCommand(Terminal terminal, Cli.Opening opening) {
        this.terminal = terminal;
        this.opening = opening;
    }

    @Override
    public Desk open() throws BackstayException {
        return opening.open(home);
    }

    @Override
    public Terminal terminal() {
        return terminal;
    }

    /// Where the trace of a defect goes: beside what it happened on.
    Path defects() {
        return home == null ? terminal.defects() : home.resolve("logs");
    }

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(terminal.out());
        }
        return ExitCode.HOLDS.code();
    }
}
