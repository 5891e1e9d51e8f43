package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Questions;
import io.backstay.cli.terminal.Session;
import io.backstay.seal.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay vault init`.
@Command(
        name = "init",
        description = {
            "Makes the vault of the state folder. The passphrase is asked for twice, or read from --passphrase-file;",
            "the recovery code is shown once and typed again, or written to --recovery-file. Only then is the vault",
            "written. Measuring how fast this machine derives keys takes some seconds."
        },
        footer = {
            "",
            "Examples:",
            "  backstay vault init --suggest",
            "  backstay vault init --passphrase-file pass.txt --recovery-file recovery.txt",
            "",
            "JSON: vault, derivation, recoveryFile.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class InitCommand extends VaultAct {
    @Mixin
    private final CodeKeeping codes;

    @Option(
            names = "--suggest",
            description = "Proposes six random words as the passphrase; on a terminal only, so that no log has them.")
    private boolean suggest;

    InitCommand(Session session) {
        super(session);
        this.codes = new CodeKeeping(session);
    }

    @Override
    protected void check() {
        if (suggest && access.readsFile()) {
            throw misused("--suggest and --passphrase-file exclude each other");
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        Vaults vaults = desk.vaults();
        Vaults.Status status = vaults.status();
        if (status.state() != Vaults.State.ABSENT) {
            throw new BackstayException(new Failure.Conflict(
                    "There is a vault already: " + status.file(),
                    "Change its passphrase with 'backstay vault rekey', or choose another --home."));
        }
        codes.check();
        if (suggest) {
            suggest(vaults);
        }
        String derivation;
        try (Secret passphrase = access.input().fresh("Passphrase of the new vault", vaults::judge);
                Vaults.Pending pending = access.deriving(progress -> vaults.create(passphrase, progress))) {
            derivation = pending.derivation();
            codes.confirm(pending);
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("vault", status.file().toString());
        document.put("derivation", derivation);
        document.put("recoveryFile", codes.place());
        answer(document, "The vault is " + status.file() + " (" + derivation + ")." + codes.words());
        return ExitCode.HOLDS;
    }

    private void suggest(Vaults vaults) throws BackstayException {
        Questions person = person();
        if (person == null) {
            throw new BackstayException(new Failure.BadInput(
                    "A passphrase is proposed on a terminal only, so that it stands in no log.",
                    "Run it on a terminal, or give --passphrase-file."));
        }
        person.say("A passphrase of six random words; write it down, or choose one of your own:");
        person.say("");
        try (Secret words = vaults.suggestPassphrase()) {
            person.show(words);
        }
        person.say("");
    }
}
