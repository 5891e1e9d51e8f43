package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.seal.Secret;
import java.util.Map;
import picocli.CommandLine.Command;

/// `backstay vault accept-older`.
@Command(
        name = "accept-older",
        description = {
            "Opens a vault that is older than the one that was here, such as one that was put back from a copy,",
            "which every other command refuses. From then on this one is the one that is known; the record shows",
            "it."
        },
        footer = {
            "",
            "Examples:",
            "  backstay vault accept-older",
            "  backstay vault accept-older --passphrase-file pass.txt --json",
            "",
            "JSON: vault, entries.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class AcceptOlderCommand extends VaultAct {
    AcceptOlderCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        Vaults vaults = desk.vaults();
        try (Secret passphrase = access.forLocked(vaults)) {
            access.deriving(progress -> {
                progress.step("Opening the vault");
                vaults.acceptOlder(passphrase);
                return true;
            });
        }
        Vaults.Status status = vaults.status();
        answer(
                Map.of("vault", status.file().toString(), "entries", status.entries()),
                status.file() + " opens; from now on it is the vault that is known here. Look with 'backstay vault"
                        + " list' at which of its " + Counts.of(status.entries(), "credential") + " are out of date.");
        return ExitCode.HOLDS;
    }
}
