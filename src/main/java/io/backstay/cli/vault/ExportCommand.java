package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.EntryId;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay vault export`.
@Command(
        name = "export",
        description = {
            "Writes chosen credentials as another vault, with a passphrase and a recovery code of its own. There is no",
            "export in the clear."
        },
        footer = {
            "",
            "Examples:",
            "  backstay vault export for-anna.bsvault --entry 'Prod, read' --entry Neon",
            "  backstay vault export x.bsvault --entry Neon --passphrase-file pass.txt \\",
            "      --new-passphrase-file new.txt --recovery-file recovery.txt",
            "",
            "JSON: file, entries, recoveryFile.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class ExportCommand extends VaultAct {
    @Parameters(paramLabel = "FILE", description = "The vault file to write; it must not be there yet.")
    private Path file = Path.of("");

    @Option(
            names = "--entry",
            paramLabel = "NAME|ID",
            required = true,
            description = "A credential to write; repeat it for each.")
    private List<String> names = List.of();

    @Mixin
    private final NewPassphrase newPassphrase;

    @Mixin
    private final CodeKeeping codes;

    ExportCommand(Session session) {
        super(session);
        this.newPassphrase = new NewPassphrase(session);
        this.codes = new CodeKeeping(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        codes.check();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new BackstayException(new Failure.Unwritable(file.toString(), "a file of that name is in the way"));
        }
        Vaults vaults = access.open(desk);
        Set<EntryId> chosen = chosen(vaults.list());
        try (Secret passphrase = newPassphrase.read(vaults, access)) {
            write(vaults, chosen, passphrase);
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("file", file.toString());
        document.put("entries", chosen.size());
        document.put("recoveryFile", codes.place());
        answer(document, Counts.of(chosen.size(), "credential") + " written to " + file + "." + codes.words());
        return ExitCode.HOLDS;
    }

    private Set<EntryId> chosen(List<Vaults.Item> items) throws BackstayException {
        Set<EntryId> chosen = new LinkedHashSet<>();
        for (String name : names) {
            chosen.add(Entries.named(items, name).entry().id());
        }
        return chosen;
    }

    private void write(Vaults vaults, Set<EntryId> chosen, Secret passphrase)
            throws BackstayException, InterruptedException {
        RecoveryFile kept = codes.reserve();
        Secret code;
        try {
            code = access.deriving(progress -> vaults.export(file, chosen, passphrase, progress));
        } catch (BackstayException | InterruptedException | RuntimeException | Error e) {
            if (kept != null) {
                kept.discard(e);
            }
            throw e;
        }
        try (code) {
            if (kept == null) {
                codes.show(code);
            } else {
                kept.keep(code).close();
            }
        } catch (BackstayException | InterruptedException | RuntimeException | Error e) {
            e.addSuppressed(new IllegalStateException(
                    file + " is written and opens with its passphrase, but its recovery code was not kept."));
            throw e;
        }
    }
}
