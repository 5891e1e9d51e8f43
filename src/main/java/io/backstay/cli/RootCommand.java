package io.backstay.cli;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
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
        description = "See every recovery point, prove every promise, restore one tenant.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        footer = {
            "",
            "Without a subcommand, the console opens.",
            "Exit codes: 0 holds or done, 1 does not hold, 2 undecidable, 3 input, output or environment,",
            "64 usage, 70 a defect of Backstay, 130 interrupted."
        })
final class RootCommand implements Callable<Integer> {
    final Cli.Terminal terminal;
    private final Cli.Opening opening;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The state folder; the default is $BACKSTAY_HOME or the platform's own.")
    private @Nullable Path home;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    RootCommand(Cli.Terminal terminal, Cli.Opening opening) {
        this.terminal = terminal;
        this.opening = opening;
    }

    /// Opens the rooms; the caller closes them.
    Desk open() throws BackstayException {
        return opening.open(home);
    }

    /// Where the trace of a defect goes: beside what it happened on.
    Path defects() {
        return home == null ? terminal.defects() : home.resolve("logs");
    }

    /// Prints one document or line for programs, or one for people.
    void print(String text) {
        terminal.out().println(text);
    }

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(terminal.out());
        }
        return ExitCode.HOLDS.code();
    }
}
