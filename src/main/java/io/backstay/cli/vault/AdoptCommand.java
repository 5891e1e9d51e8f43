package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay vault adopt`.
@Command(
        name = "adopt",
        description = {
            "Takes over a vault file that you have, from another computer or a backup: looks whether it is one",
            "and puts a copy of it into the state folder. The file itself stays where it is. Asks for nothing;",
            "the vault opens with its own passphrase or recovery code. Refused where there is a vault already."
        },
        footer = {
            "",
            "Examples:",
            "  backstay vault adopt /media/backup/vault.bsvault",
            "",
            "JSON: vault, from, entries.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class AdoptCommand extends DeskAct {
    @Parameters(paramLabel = "FILE", description = "The vault file.")
    private Path file = Path.of("");

    AdoptCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        Vaults vaults = desk.vaults();
        vaults.adopt(file);
        Vaults.Status status = vaults.status();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("vault", status.file().toString());
        document.put("from", file.toString());
        document.put("entries", status.entries());
        answer(
                document,
                "The vault is " + status.file() + " with " + Counts.of(status.entries(), "credential") + ", a copy of "
                        + file + ". Keep that one until 'backstay vault verify' has opened this one.");
        return ExitCode.HOLDS;
    }
}
