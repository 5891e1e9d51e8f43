package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.cli.terminal.Session;
import io.backstay.seal.Secret;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay vault verify`.
@Command(
        name = "verify",
        description = "Opens the vault file as stored and every entry in it, and says what was found.",
        footer = {
            "",
            "Examples:",
            "  backstay vault verify",
            "  backstay vault verify moved.bsvault --passphrase-file pass.txt --json",
            "",
            "JSON: verdict (verified, tampered), file, entries, generation, vaultId, problem.",
            "",
            "Exit codes: 0 holds: everything opens, 1 the file or an entry is damaged,",
            "3 no vault, another passphrase, or a file that cannot be read; 64 usage, 70 a defect of Backstay,",
            "130 interrupted. A damage that only the right passphrase shows may look like another passphrase."
        })
final class VerifyCommand extends VaultAct {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "Another vault file. Default: the one of the state folder.")
    private @Nullable Path file;

    VerifyCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        Vaults vaults = desk.vaults();
        Path other = file;
        if (other != null) {
            return told(other, checked(passphrase -> vaults.verify(other, passphrase)));
        }
        Vaults.Status status = vaults.status();
        if (status.damage() != null) {
            // No passphrase helps: it is not asked for.
            return told(status.file(), new Vaults.Checked(status.entries(), 0, "", status.damage()));
        }
        if (status.state() == Vaults.State.ABSENT) {
            throw new BackstayException(
                    new Failure.NotFound("The vault " + status.file(), "Make one with 'backstay vault init'."));
        }
        return told(status.file(), checked(vaults::verify));
    }

    private Vaults.Checked checked(Verification verification) throws BackstayException, InterruptedException {
        try (Secret passphrase = access.ask()) {
            return access.deriving(progress -> {
                progress.step("Opening every entry");
                return verification.of(passphrase);
            });
        }
    }

    private ExitCode told(Path where, Vaults.Checked found) {
        String problem = found.problem();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("verdict", problem == null ? "verified" : "tampered");
        document.put("file", where.toString());
        document.put("entries", found.entries());
        document.put("generation", found.generation());
        document.put("vaultId", found.vaultId());
        document.put("problem", problem);
        answer(
                document,
                problem == null
                        ? "%s: every one of %s opens; generation %d, vault %s"
                                .formatted(
                                        where,
                                        Counts.of(found.entries(), "credential"),
                                        found.generation(),
                                        found.vaultId())
                        : where + " is damaged: " + problem);
        return problem == null ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    /// One of the two ways to verify.
    @FunctionalInterface
    private interface Verification {
        Vaults.Checked of(Secret passphrase) throws BackstayException, InterruptedException;
    }
}
