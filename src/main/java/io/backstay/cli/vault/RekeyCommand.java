package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.seal.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `backstay vault rekey`.
@Command(
        name = "rekey",
        description = {
            "Changes the passphrase: everything is encrypted anew with new keys in one save. The old passphrase and",
            "the old recovery code open it no longer, and a new code is issued. Copies of the file that were made",
            "before still open with the old passphrase: if others may know it, rotate the credentials as well."
        },
        footer = {
            "",
            "Examples:",
            "  backstay vault rekey",
            "  backstay vault rekey --passphrase-file old.txt --new-passphrase-file new.txt \\",
            "      --recovery-file recovery.txt",
            "",
            "JSON: vault, derivation, recoveryFile.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class RekeyCommand extends VaultAct {
    @Mixin
    private final NewPassphrase newPassphrase;

    @Mixin
    private final CodeKeeping codes;

    RekeyCommand(Session session) {
        super(session);
        this.newPassphrase = new NewPassphrase(session);
        this.codes = new CodeKeeping(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        codes.check();
        Vaults vaults = desk.vaults();
        String derivation;
        try (Secret current = access.current(vaults);
                Secret next = newPassphrase.read(vaults, access);
                Vaults.Pending pending = access.deriving(progress -> vaults.rekey(current, next, progress))) {
            derivation = pending.derivation();
            codes.confirm(pending);
        }
        String file = vaults.status().file().toString();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("vault", file);
        document.put("derivation", derivation);
        document.put("recoveryFile", codes.place());
        answer(
                document,
                file + " has a new passphrase, new keys and a new recovery code; older copies of it still open with the"
                        + " old ones." + codes.words());
        return ExitCode.HOLDS;
    }
}
