package io.backstay.cli.vault;

import io.backstay.cli.terminal.Group;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `backstay vault`: credentials.
@Command(
        name = "vault",
        description = {
            "Credentials, in one encrypted file. Passphrases and secrets are asked for on the terminal, or read from",
            "--passphrase-file or standard input; they are never arguments, which other processes can read."
        },
        footer = {
            "",
            "Examples:",
            "  backstay vault init",
            "  backstay vault add --kind postgres-login --purpose read --name 'Billing, read' \\",
            "      --account billing-db --field host=db.example --field port=5432 \\",
            "      --field database=billing --field user=backstay_read",
            "  backstay vault list --json --passphrase-file pass.txt",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class VaultCommand extends Group {
    private VaultCommand() {}

    /// The command with its subcommands.
    public static CommandLine line(Session session) {
        return new CommandLine(new VaultCommand())
                .addSubcommand(new InitCommand(session))
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new AddCommand(session))
                .addSubcommand(new ReplaceCommand(session))
                .addSubcommand(new RemoveCommand(session))
                .addSubcommand(new TestCommand(session))
                .addSubcommand(new RekeyCommand(session))
                .addSubcommand(new VerifyCommand(session))
                .addSubcommand(new FilesCommand(session))
                .addSubcommand(new AdoptCommand(session))
                .addSubcommand(new PutBackCommand(session))
                .addSubcommand(new AcceptOlderCommand(session))
                .addSubcommand(new SetAsideCommand(session))
                .addSubcommand(new ImportCommand(session))
                .addSubcommand(new ExportCommand(session));
    }
}
