package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Prompt;
import io.backstay.cli.terminal.Questions;
import io.backstay.cli.terminal.Session;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay vault put-back`.
@Command(
        name = "put-back",
        description = {
            "Puts the copy that the last save kept in the place of a damaged vault. The damaged file stays beside",
            "it under another name, and so does the copy. What was saved after the copy is lost; how much that",
            "is, is said first. On a terminal it asks; elsewhere --yes says it. Open it then with 'backstay vault",
            "accept-older'."
        },
        footer = {
            "",
            "Examples:",
            "  backstay vault put-back",
            "  backstay vault put-back --yes --json",
            "",
            "JSON: vault, damaged, entries, savedAt, savesLost.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class PutBackCommand extends DeskAct {
    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    PutBackCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        Vaults vaults = desk.vaults();
        Vaults.Status status = vaults.status();
        Vaults.Kept kept = vaults.kept();
        if (kept == null) {
            throw new BackstayException(new Failure.NotFound(
                    "A kept copy of " + status.file(),
                    "Look into your own backups of the file; 'backstay vault files' shows what lies here."));
        }
        if (status.damage() != null) {
            confirm(kept);
        }
        Path damaged = vaults.putBack();
        answer(
                Map.of(
                        "vault", status.file().toString(),
                        "damaged", damaged.toString(),
                        "entries", kept.entries(),
                        "savedAt", kept.savedAt().toString(),
                        "savesLost", kept.savesLost()),
                "The vault is now " + words(kept) + ". The damaged file is " + damaged
                        + ". Open it with 'backstay vault accept-older'.");
        return ExitCode.HOLDS;
    }

    private void confirm(Vaults.Kept kept) throws BackstayException, InterruptedException {
        if (yes) {
            return;
        }
        Prompt prompt = session.terminal().prompt();
        if (prompt == null) {
            throw new BackstayException(new Failure.BadInput(
                    "There is no terminal on which it could be asked.", "Say --yes if it is meant."));
        }
        if (!new Questions(prompt).agreed("The copy is " + words(kept) + ".")) {
            throw new BackstayException(
                    new Failure.BadInput("It was not agreed to, so nothing was changed.", "Run it again to do it."));
        }
    }

    private static String words(Vaults.Kept kept) {
        return "that of " + Utc.words(kept.savedAt()) + " with " + Counts.of(kept.entries(), "credential") + "; "
                + Counts.of(kept.savesLost(), "save") + " after it, as far as the record knows, "
                + (kept.savesLost() == 1 ? "is" : "are") + " lost";
    }
}
