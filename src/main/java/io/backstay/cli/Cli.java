package io.backstay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.cli.audit.AuditCommand;
import io.backstay.cli.connection.ConnectionCommand;
import io.backstay.cli.incident.IncidentCommand;
import io.backstay.cli.incident.intake.VerdictCommand;
import io.backstay.cli.policy.PolicyCommand;
import io.backstay.cli.restore.RestoreCommand;
import io.backstay.cli.tenant.TenantCommand;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Terminal;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.cli.test.TestCommand;
import io.backstay.cli.trust.TrustCommand;
import io.backstay.cli.vault.VaultCommand;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// The command line: finds the subcommand, runs it, and turns whatever happens into one sentence and an exit code.
public final class Cli {
    private static final int HELP_WIDTH = 110;

    private final Terminal terminal;
    private final Opening opening;

    /// A command line over the rooms that `opening` opens.
    ///
    /// @param opening opens the rooms behind a state folder; not called by commands that need none
    public Cli(Terminal terminal, Opening opening) {
        this.terminal = terminal;
        this.opening = opening;
    }

    /// Opens the desk of a state folder.
    @FunctionalInterface
    public interface Opening {
        /// Opens it; the caller closes it.
        ///
        /// @param home the state folder, or null for the platform's own
        Desk open(@Nullable Path home) throws BackstayException;
    }

    /// Runs one command line to its end.
    ///
    /// @return the exit code
    public int run(String... arguments) {
        RootCommand root = new RootCommand(terminal, opening);
        CommandLine line = new CommandLine(root)
                .addSubcommand(new DrillCommand(root))
                .addSubcommand(new CommandLine(new PointsCommand(root))
                        .addSubcommand("create", ConnectionCommand.createPoint(root))
                        .addSubcommand("retrieve", ConnectionCommand.retrieve(root))
                        .addSubcommand("locks", ConnectionCommand.locks(root)))
                .addSubcommand(new CheckCommand(root))
                .addSubcommand(new RetentionCommand(root))
                .addSubcommand(new VerdictCommand(root))
                .addSubcommand(PolicyCommand.line(root))
                .addSubcommand(ManifestCommand.line(root))
                .addSubcommand(TestCommand.line(root))
                .addSubcommand(AuditCommand.line(root))
                .addSubcommand(ConnectionCommand.line(root))
                .addSubcommand(ConnectionCommand.sync(root))
                .addSubcommand(VaultCommand.line(root))
                .addSubcommand(TrustCommand.line(root))
                .addSubcommand(RestoreCommand.line(root))
                .addSubcommand(TenantCommand.line(root))
                .addSubcommand(IncidentCommand.line(root))
                .setOut(new PrintWriter(terminal.out(), true, UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, UTF_8))
                .setUsageHelpWidth(HELP_WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.interactive() ? Ansi.AUTO : Ansi.OFF))
                .registerConverter(Path.class, Cli::path)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(this::misused)
                .setExecutionExceptionHandler((trouble, _, _) -> failed(root, trouble));
        tellVersion(line);
        CommandSummaries.show(line);
        try {
            return line.execute(arguments);
        } catch (Error e) {
            // Out of memory or of stack: an answer all the same, not a trace.
            return failed(root, e);
        }
    }

    /// Every command tells the version, not only the first.
    private void tellVersion(CommandLine line) {
        line.getCommandSpec().versionProvider(() -> new String[] {"backstay " + terminal.version()});
        line.getSubcommands().values().forEach(this::tellVersion);
    }

    private static Path path(String typed) {
        try {
            return Path.of(typed);
        } catch (InvalidPathException e) {
            throw new CommandLine.TypeConversionException("this system has no such paths: " + e.getReason());
        }
    }

    private int misused(CommandLine.ParameterException trouble, String[] arguments) {
        terminal.err().println("backstay: " + Plain.text(sentence(trouble).strip()));
        terminal.err()
                .println("  Try '" + trouble.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.code();
    }

    /// What is wrong. Where secrets are dealt with, words that belong to nothing are not repeated: one may be a
    /// secret that was given as an argument.
    private static String sentence(CommandLine.ParameterException trouble) {
        if (trouble instanceof CommandLine.UnmatchedArgumentException unmatched
                && dealsInSecrets(trouble.getCommandLine())) {
            List<String> options = unmatched.getUnmatched().stream()
                    .filter(word -> word.startsWith("--"))
                    .map(word -> word.replaceFirst("[=:].*", ""))
                    .toList();
            if (!trouble.getCommandLine().getSubcommands().isEmpty()) {
                return "There is no such subcommand; there are "
                        + String.join(
                                ", ", trouble.getCommandLine().getSubcommands().keySet()) + ".";
            }
            return options.isEmpty()
                    ? "There is a word too many, which is not repeated here."
                    : "There is no option " + String.join(", ", options) + "; secrets are asked for, or read with "
                            + VaultAccess.OPTION + ".";
        }
        return trouble.getMessage() == null ? "This command line makes no sense." : trouble.getMessage();
    }

    private static boolean dealsInSecrets(CommandLine line) {
        return line.getCommandSpec().findOption(VaultAccess.OPTION) != null
                || line.getSubcommands().values().stream()
                        .anyMatch(sub -> sub.getCommandSpec().findOption(VaultAccess.OPTION) != null);
    }

    /// An interrupt shows in many ways, such as a channel that was closed under a write; it is told as what it is.
    private int failed(RootCommand root, Throwable trouble) {
        if (trouble instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
            boolean clean = trouble.getSuppressed().length == 0;
            if (terminal.prompt() != null) {
                // A question or a bar may stand on the line.
                terminal.err().println();
            }
            terminal.err()
                    .println("backstay: Interrupted."
                            + (clean ? " Everything that was started is stopped; nothing is left running." : ""));
            sayWhatStays(trouble);
            return ExitCode.INTERRUPTED.code();
        }
        if (trouble instanceof BackstayException said) {
            terminal.err().println("backstay: " + Plain.text(said.failure().message()));
            terminal.err().println("  " + Plain.text(said.failure().advice()));
            sayWhatStays(trouble);
            return (said.failure() instanceof Failure.Stopped stopped ? stopped.exit() : ExitCode.FAILED).code();
        }
        Path file = Defects.write(root.defects(), terminal.clock().instant(), trouble);
        terminal.err()
                .println("backstay: This is a defect of Backstay (" + Defects.code(trouble)
                        + "). Please report it with the file " + file + ".");
        sayWhatStays(trouble);
        return ExitCode.DEFECT.code();
    }

    /// What could not be stopped, removed or written down on the way out.
    private void sayWhatStays(Throwable trouble) {
        for (Throwable stays : trouble.getSuppressed()) {
            terminal.err().println("  Also: " + Plain.text(String.valueOf(stays.getMessage())));
        }
    }
}
