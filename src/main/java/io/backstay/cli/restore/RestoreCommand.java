package io.backstay.cli.restore;

import io.backstay.cli.terminal.Group;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `backstay restore`: one tenant's way back, step by step.
@Command(
        name = "restore",
        description = {
            "One tenant's way back, step by step. A plan fixes what will be written; another person approves it with a",
            "file that travels; one transaction carries it out, proves itself and commits, once. Kill it anywhere:",
            "'restore resume' goes on or says what a person must decide. Every refusal has a code; docs/runbooks/",
            "refusals.md says what to do about each."
        },
        footer = {
            "",
            "Examples:",
            "  backstay restore find --tenant 1003 --around 2026-11-20T18:00+11:00[Australia/Melbourne] --within PT3H",
            "  backstay restore plan --database billing --tenant 1003 --name 'Harrow & Finch' \\",
            "      --dataset Invoices --around 2026-11-23T13:40:00+11:00 --out harrow.plan.json",
            "  backstay restore approve harrow.plan.json --as mira",
            "  backstay restore run harrow.plan.json --approval harrow.approval.json",
            "  backstay restore resume R-0001",
            "  backstay restore undo R-0001 --dry-run",
            "  backstay restore run --scope environment --to /srv/new-place",
            "  backstay restore run --scope environment --connection crm --to DIR --bucket B --bucket-key CREDENTIAL",
            "  backstay restore run --scope environment --connection production --asset crm --at 2026-11-25T17:30:00Z",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class RestoreCommand extends Group {
    private RestoreCommand() {}

    /// The command with its subcommands.
    public static CommandLine line(Session session) {
        return new CommandLine(new RestoreCommand())
                .addSubcommand(new FindCommand(session))
                .addSubcommand(new PlanCommand(session))
                .addSubcommand(new ApproveCommand(session))
                .addSubcommand(new RunCommand(session))
                .addSubcommand(new DiscardCommand(session))
                .addSubcommand(new ResumeCommand(session))
                .addSubcommand(new UndoCommand(session))
                .addSubcommand(new StatusCommand(session))
                .addSubcommand(new ListCommand(session));
    }
}
