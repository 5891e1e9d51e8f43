package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.act.vault.VaultFound;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `backstay vault files`.
@Command(
        name = "files",
        description = {
            "Lists the vault files of the state folder: the vault, the copy that the last save kept, what was set",
            "aside, and others. Says what each is, how old, whether it holds, and what can be done with it. Asks",
            "for nothing."
        },
        footer = {
            "",
            "JSON: files[{file, kind (vault|kept|aside|unfinished|other), vaultId, generation, savedAt, entries,",
            "damage, acts (put-back|take-over|set-aside)}].",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class FilesCommand extends DeskAct {
    FilesCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        List<VaultFound> found = desk.vaults().files();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (VaultFound each : found) {
            rows.add(row(each));
            lines.add(line(each));
        }
        if (lines.isEmpty() || isForPrograms()) {
            answer(
                    Map.of("files", rows),
                    "There is no vault file here. Make a vault with 'backstay vault init', or take one over with"
                            + " 'backstay vault adopt FILE'.");
        } else {
            session.print(String.join("\n", lines));
        }
        return ExitCode.HOLDS;
    }

    private static Map<String, @Nullable Object> row(VaultFound found) {
        VaultFound.Facts facts = found.facts();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("file", found.file().toString());
        row.put("kind", Words.of(found.kind()));
        row.put("vaultId", facts == null ? null : facts.vaultId());
        row.put("generation", facts == null ? null : facts.generation());
        row.put("savedAt", facts == null ? null : facts.savedAt().toString());
        row.put("entries", facts == null ? null : facts.entries());
        row.put("damage", found.damage());
        row.put("acts", found.acts().stream().sorted().map(Words::of).toList());
        return row;
    }

    private static String line(VaultFound found) {
        VaultFound.Facts facts = found.facts();
        String state = facts == null
                ? "cannot be read: " + found.damage()
                : "generation " + facts.generation() + " of " + Utc.words(facts.savedAt()) + ", "
                        + Counts.of(facts.entries(), "credential");
        StringBuilder line = new StringBuilder(
                Plain.text(found.file().getFileName() + "  " + found.kind().words() + "; " + state));
        found.acts().stream().sorted().forEach(act -> line.append("\n    ").append(Plain.text(advice(found, act))));
        return line.toString();
    }

    private static String advice(VaultFound found, VaultFound.Act act) {
        return switch (act) {
            case PUT_BACK -> "Put it in the damaged vault's place: backstay vault put-back";
            case TAKE_OVER -> "Make it the vault: backstay vault adopt '" + found.file() + "'";
            case SET_ASIDE ->
                "Give it another name, to make room: backstay vault set-aside "
                        + found.file().getFileName();
        };
    }
}
