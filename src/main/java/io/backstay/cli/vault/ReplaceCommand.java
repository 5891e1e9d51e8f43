package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `backstay vault replace`.
@Command(
        name = "replace",
        description = {
            "Puts new fields in place of a credential's old ones and saves: what is done after rotating it. Name,",
            "kind, purpose, account and tenant stay. All fields are given anew, as in 'backstay vault add'."
        },
        footer = {
            "",
            "Example:",
            "  backstay vault replace 'Prod, read' --field accessKeyId=AKIA... --field region=eu-central-1",
            "",
            "JSON: id, name, kind, purpose, account, tenant, revision, createdAt, changedAt, rotateAfterDays.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class ReplaceCommand extends VaultAct {
    @Parameters(paramLabel = "NAME|ID", description = "Its name or its id; see 'backstay vault list'.")
    private String name = "";

    @Mixin
    private final CredentialInput fields = new CredentialInput();

    ReplaceCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        Vaults vaults = access.open(desk);
        Entry old = Entries.named(vaults.list(), name).entry();
        if (old.kind() == EntryKind.SIGNING_KEY) {
            throw new BackstayException(new Failure.BadInput(
                    "A signing key is not replaced by hand.", "What it signed would no longer verify; keep it."));
        }
        String problem = fields.problem(old.kind(), person() != null);
        if (problem != null) {
            throw misused(problem);
        }
        Entry replaced;
        try (Credential credential = fields.read(old.kind(), access.input(), person())) {
            replaced = vaults.replace(old.id(), credential);
        }
        answer(
                Entries.document(replaced),
                "Replaced %s, now revision %d. Try it with 'backstay vault test', then withdraw the old one."
                        .formatted(replaced.name(), replaced.revision()));
        return ExitCode.HOLDS;
    }
}
