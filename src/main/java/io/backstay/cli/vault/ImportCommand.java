package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Questions;
import io.backstay.cli.terminal.Session;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay vault import`.
@Command(
        name = "import",
        description = {
            "Adds the credentials of an AWS credentials file, a .pgpass or an environment file, after showing what was",
            "found and asking; all of them, or none when a name is taken. The file is read, never copied or changed."
        },
        footer = {
            "",
            "Examples:",
            "  backstay vault import ~/.aws/credentials",
            "  backstay vault import .env --purpose restore-to-scratch --yes --passphrase-file pass.txt",
            "",
            "JSON: file, added[{where, id, name, kind, purpose, account, tenant, revision, createdAt, changedAt,",
            "rotateAfterDays}].",
            "",
            "Exit codes: 0 holds: added, 1 the file has no credential that is known here, or the answer was no,",
            "3 a name is taken, or the file or the vault cannot be read or written; 64 usage,",
            "70 a defect of Backstay, 130 interrupted."
        })
final class ImportCommand extends VaultAct {
    @Parameters(paramLabel = "FILE", description = "The file of the other program.")
    private Path file = Path.of("");

    @Option(
            names = "--purpose",
            paramLabel = "P",
            converter = PurposeWord.class,
            completionCandidates = PurposeWord.class,
            description = "What they may be used for: ${COMPLETION-CANDIDATES}. Default: as proposed when shown.")
    private @Nullable Purpose purpose;

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    ImportCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        if (!yes && person() == null) {
            throw new BackstayException(new Failure.BadInput(
                    "There is no terminal on which it could be asked whether to add them.",
                    "Say --yes if it is meant."));
        }
        Vaults vaults = access.open(desk);
        try (Vaults.Reading reading = vaults.read(file)) {
            List<Vaults.Found> all = reading.found();
            for (String problem : reading.problems()) {
                session.terminal().err().println("backstay: " + Plain.text(problem));
            }
            if (all.isEmpty()) {
                answer(document(List.of()), "No credential was found in " + file + ".");
                return ExitCode.DOES_NOT_HOLD;
            }
            refuseTakenNames(vaults.list(), all);
            if (!agreed(all)) {
                answer(document(List.of()), "Nothing was added.");
                return ExitCode.DOES_NOT_HOLD;
            }
            List<Map<String, @Nullable Object>> added = add(vaults, all);
            answer(
                    document(added),
                    "Added %s. %s still holds them in the clear: delete it when nothing else needs it."
                            .formatted(Counts.of(added.size(), "credential"), file));
            return ExitCode.HOLDS;
        }
    }

    private boolean agreed(List<Vaults.Found> all) throws BackstayException, InterruptedException {
        Questions person = person();
        if (yes || person == null) {
            return true;
        }
        for (Vaults.Found found : all) {
            Vaults.Draft draft = drafted(found);
            person.say(Plain.text("  %s: %s, %s for %s of %s"
                    .formatted(
                            found.where(),
                            draft.name(),
                            draft.kind().title(),
                            draft.purpose().word(),
                            draft.account())));
        }
        return person.agreed("Add " + (all.size() == 1 ? "it?" : "these " + all.size() + "?"));
    }

    private void refuseTakenNames(List<Vaults.Item> items, List<Vaults.Found> all) throws BackstayException {
        Set<String> taken =
                items.stream().map(item -> item.entry().name()).collect(Collectors.toCollection(HashSet::new));
        for (Vaults.Found found : all) {
            if (!taken.add(found.draft().name())) {
                throw new BackstayException(new Failure.Conflict(
                        Plain.text("The name '" + found.draft().name() + "' of " + found.where() + " is taken"),
                        "Remove the one that has it, or add this one by hand under another name; nothing was added."));
            }
        }
    }

    private List<Map<String, @Nullable Object>> add(Vaults vaults, List<Vaults.Found> all) throws BackstayException {
        List<Map<String, @Nullable Object>> added = new ArrayList<>();
        for (Vaults.Found found : all) {
            try {
                Entry entry = vaults.add(drafted(found), found.credential());
                Map<String, @Nullable Object> one = new LinkedHashMap<>();
                one.put("where", found.where());
                one.putAll(Entries.document(entry));
                added.add(one);
            } catch (BackstayException e) {
                if (!added.isEmpty()) {
                    e.addSuppressed(new IllegalStateException("the first " + added.size() + " of " + all.size()
                            + " were added before; see 'vault list'"));
                }
                throw e;
            }
        }
        return added;
    }

    private Vaults.Draft drafted(Vaults.Found found) {
        Vaults.Draft draft = found.draft();
        return purpose == null
                ? draft
                : new Vaults.Draft(
                        draft.kind(), purpose, draft.name(), draft.account(), draft.tenant(), draft.rotateAfterDays());
    }

    private Map<String, Object> document(List<Map<String, @Nullable Object>> added) {
        return Map.of("file", file.toString(), "added", added);
    }
}
