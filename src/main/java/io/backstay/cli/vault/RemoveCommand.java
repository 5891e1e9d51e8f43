package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Questions;
import io.backstay.cli.terminal.Session;
import io.backstay.vault.entry.Entry;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay vault remove`.
@Command(
        name = "remove",
        description = {
            "Removes a credential and saves. On a terminal its name has to be typed again; elsewhere --yes says it.",
            "Older copies of the file still hold it: withdraw it at its provider, too."
        },
        footer = {
            "",
            "Examples:",
            "  backstay vault remove 'Prod, read'",
            "  backstay vault remove 'Prod, read' --yes --passphrase-file pass.txt",
            "",
            "JSON: removed, id.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class RemoveCommand extends VaultAct {
    @Parameters(paramLabel = "NAME|ID", description = "Its name or its id; see 'backstay vault list'.")
    private String name = "";

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    RemoveCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        Questions person = person();
        if (!yes && person == null) {
            throw new BackstayException(new Failure.BadInput(
                    "There is no terminal on which the name could be typed again.", "Say --yes if it is meant."));
        }
        Vaults vaults = access.open(desk);
        Vaults.Item item = Entries.named(vaults.list(), name);
        Entry entry = item.entry();
        if (!yes && person != null) {
            confirm(person, item);
        }
        vaults.remove(entry.id());
        answer(
                Map.of("removed", entry.name(), "id", entry.id().value()),
                "Removed " + entry.name() + ". Withdraw it at its provider, too: older copies of the file hold it.");
        return ExitCode.HOLDS;
    }

    private static void confirm(Questions person, Vaults.Item item) throws BackstayException, InterruptedException {
        if (!item.usedBy().isEmpty()) {
            person.say(Plain.text("It is used by " + String.join("; ", item.usedBy()) + "."));
        }
        String typed = person.shown(
                Plain.text("Type its name to remove '" + item.entry().name() + "': "));
        if (!typed.equals(item.entry().name())) {
            throw new BackstayException(new Failure.BadInput(
                    "That is another name; nothing was removed.", "Type the name as it stands in the question."));
        }
    }
}
