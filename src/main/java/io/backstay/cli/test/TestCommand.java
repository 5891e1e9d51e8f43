package io.backstay.cli.test;

import io.backstay.cli.terminal.Group;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `backstay test`: restore tests.
@Command(
        name = "test",
        description = {
            "Restore tests: the real thing into scratch, never over live. Each leaves its evidence in the reports",
            "folder and its result in the catalogue, where 'check' and exported manifests read it."
        },
        footer = {
            "",
            "Examples:",
            "  backstay test run --kind full",
            "  backstay test run --kind point-in-time --at 2026-11-23T03:00:00Z",
            "  backstay test list --policy agentic-labs",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class TestCommand extends Group {
    private TestCommand() {}

    /// The command with its subcommands.
    public static CommandLine line(Session session) {
        return new CommandLine(new TestCommand())
                .addSubcommand(new RunCommand(session))
                .addSubcommand(new ListCommand(session));
    }
}
