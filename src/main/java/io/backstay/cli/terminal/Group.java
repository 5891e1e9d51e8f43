package io.backstay.cli.terminal;

import io.backstay.base.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// A subcommand that only groups others; alone, it shows them.
public abstract class Group implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec != null) {
            CommandLine line = spec.commandLine();
            line.getErr()
                    .println("backstay: '" + spec.qualifiedName() + "' needs one of: "
                            + String.join(", ", line.getSubcommands().keySet()) + ".");
            line.getErr().println("  Try '" + spec.qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE.code();
    }
}
