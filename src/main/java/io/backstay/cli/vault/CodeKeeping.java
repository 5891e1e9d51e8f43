package io.backstay.cli.vault;

import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.cli.terminal.Prompt;
import io.backstay.cli.terminal.Questions;
import io.backstay.cli.terminal.Session;
import io.backstay.seal.Secret;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Sees to it that a recovery code is kept before the vault that it opens is written: in a file, or shown on the
/// terminal and typed again.
final class CodeKeeping {
    private static final int ATTEMPTS_MAX = 5;

    private final Session session;

    @Option(
            names = "--recovery-file",
            paramLabel = "FILE",
            description =
                    "Writes the recovery code into a new file that only its owner can read, instead of showing it "
                            + "once. Needed where there is no terminal. Keep that file apart from the vault.")
    private @Nullable Path file;

    CodeKeeping(Session session) {
        this.session = session;
    }

    /// Refuses before anything is asked or derived, when there would be no place for the code.
    void check() throws BackstayException {
        if (file == null && session.terminal().prompt() == null) {
            throw new BackstayException(new Failure.BadInput(
                    "There is no terminal on which the recovery code could be shown.",
                    "Give --recovery-file FILE; without the code, a forgotten passphrase loses everything."));
        }
        if (file != null && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new BackstayException(new Failure.Unwritable(file.toString(), "a file of that name is in the way"));
        }
    }

    /// Keeps the code, then writes the vault.
    void confirm(Vaults.Pending pending) throws BackstayException, InterruptedException {
        if (file != null) {
            confirm(pending, file);
        } else {
            confirm(pending, person());
        }
    }

    private static void confirm(Vaults.Pending pending, Path file) throws BackstayException {
        RecoveryFile kept = RecoveryFile.create(file);
        try (Secret code = kept(kept, pending.recoveryCode())) {
            pending.confirm(code);
        } catch (BackstayException | RuntimeException | Error e) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                // Whether the vault was written is not known for certain, and then its code must not be lost.
                e.addSuppressed(new IllegalStateException(
                        file + " stays, in case the vault was written; if it was not, it opens nothing."));
            }
            throw e;
        }
    }

    private static Secret kept(RecoveryFile file, Secret code) throws BackstayException {
        try {
            return file.keep(code);
        } catch (BackstayException | RuntimeException | Error e) {
            file.discard(e);
            throw e;
        }
    }

    private static void confirm(Vaults.Pending pending, Questions person)
            throws BackstayException, InterruptedException {
        person.say("");
        person.say("The recovery code opens the vault when the passphrase is forgotten. It is shown this once:");
        person.say("");
        person.show(pending.recoveryCode());
        person.say("");
        person.say(
                "Write it on paper, keep it apart from this computer, then type it here. Nothing is written before.");
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            try (Secret retyped = person.hidden("Recovery code: ")) {
                pending.confirm(retyped);
                return;
            } catch (BackstayException e) {
                if (attempt == ATTEMPTS_MAX || !isAboutWhatWasTyped(e.failure())) {
                    throw e;
                }
                person.say(e.failure().message());
            }
        }
    }

    /// Whether another attempt may help: a disk that is full stays full.
    private static boolean isAboutWhatWasTyped(Failure failure) {
        return failure instanceof Failure.BadInput || failure instanceof Failure.Refused;
    }

    /// Makes the file for the code of a vault that is written at once, so that its name is sure before; null when
    /// the code will be shown.
    @Nullable
    RecoveryFile reserve() throws BackstayException {
        return file == null ? null : RecoveryFile.create(file);
    }

    /// Shows the code of a vault that is written already, until it was noted.
    void show(Secret code) throws BackstayException, InterruptedException {
        Questions person = person();
        person.say("The recovery code of the new file. It is shown this once:");
        person.say("");
        person.show(code);
        person.say("");
        person.shown("Write it on paper, then press Enter.");
    }

    /// Where the code is, for the answer; null when it was shown.
    @Nullable
    String place() {
        return file == null ? null : file.toString();
    }

    /// What an answer to people says of the code.
    String words() {
        return file == null ? "" : " The recovery code is in " + file + ": move it to another place than the vault.";
    }

    private Questions person() {
        Prompt prompt = session.terminal().prompt();
        if (prompt == null) {
            throw new IllegalStateException("check() comes first");
        }
        return new Questions(prompt);
    }
}
