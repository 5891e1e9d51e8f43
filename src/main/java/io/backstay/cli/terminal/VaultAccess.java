package io.backstay.cli.terminal;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connection;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.seal.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// The options of a command that needs the vault, and how it is opened for it. The desk locks it again when it
/// closes.
public final class VaultAccess {
    /// As it is typed.
    public static final String OPTION = "--passphrase-file";

    private static final String ASKED = "Passphrase or recovery code of the vault";

    private final Session session;

    @Option(
            names = OPTION,
            paramLabel = "FILE",
            converter = Source.class,
            description =
                    "The passphrase, or the recovery code, is the first line of FILE; '-' is standard input, with "
                            + "further secrets on the lines after it. Default: it is asked for on the terminal.")
    private @Nullable String fileOrDash;

    /// The options of one command.
    public VaultAccess(Session session) {
        this.session = session;
    }

    /// Where this command's secrets come from.
    public SecretInput input() {
        return new SecretInput(session.terminal(), OPTION, fileOrDash);
    }

    /// Whether they come from standard input.
    public boolean readsStandardInput() {
        return SecretInput.STANDARD_INPUT.equals(fileOrDash);
    }

    /// Whether they come from a file or standard input, so that nobody is asked.
    public boolean readsFile() {
        return fileOrDash != null;
    }

    /// The vault, unlocked; nothing is asked when it is already.
    ///
    /// @throws BackstayException when there is none, it is damaged, the passphrase is another, or it is too early
    public Vaults open(Desk desk) throws BackstayException, InterruptedException {
        Vaults vaults = desk.vaults();
        if (present(vaults).state() != Vaults.State.UNLOCKED) {
            try (Secret passphrase = input().passphrase(ASKED)) {
                unlock(vaults, passphrase);
            }
        }
        return vaults;
    }

    /// Opens the vault for what is done with a connection; the practice lab has credentials of its own.
    ///
    /// @throws BackstayException as [#open], and when there is no such connection, before anything is asked
    public void openFor(Desk desk, String connection) throws BackstayException, InterruptedException {
        if (!connection.equals(Connection.LAB)) {
            desk.connections().require(connection);
            open(desk);
        }
    }

    /// The vault, unlocked where somebody can be asked or a file is named; an act that needs no credential goes on
    /// without.
    public void openWherePossible(Desk desk) throws BackstayException, InterruptedException {
        if (readsFile() || session.terminal().interactive()) {
            open(desk);
        }
    }

    /// The passphrase or recovery code of a vault that is then unlocked, for an act that asks for it once more; the
    /// caller closes it.
    public Secret current(Vaults vaults) throws BackstayException, InterruptedException {
        Vaults.State state = present(vaults).state();
        Secret passphrase = input().passphrase(ASKED);
        boolean open = false;
        try {
            if (state != Vaults.State.UNLOCKED) {
                unlock(vaults, passphrase);
            }
            open = true;
            return passphrase;
        } finally {
            if (!open) {
                passphrase.close();
            }
        }
    }

    /// The passphrase or recovery code of a vault that is there and whole, which the caller opens in a way of its own
    /// and closes the secret.
    public Secret forLocked(Vaults vaults) throws BackstayException, InterruptedException {
        present(vaults);
        return ask();
    }

    /// The passphrase or recovery code of a vault file that is only looked at; the caller closes it.
    public Secret ask() throws BackstayException, InterruptedException {
        return input().passphrase(ASKED);
    }

    /// Runs what derives a key, which takes about a second, with its progress on a terminal.
    public <T> T deriving(Derivation<T> derivation) throws BackstayException, InterruptedException {
        Terminal terminal = session.terminal();
        if (!terminal.interactive()) {
            return derivation.run(Progress.NONE);
        }
        var progress = new TerminalProgress(terminal.err(), true, terminal.clock());
        boolean done = false;
        try {
            T result = derivation.run(progress);
            done = true;
            return result;
        } finally {
            progress.end(done ? "done" : "stopped");
        }
    }

    private void unlock(Vaults vaults, Secret passphrase) throws BackstayException, InterruptedException {
        deriving(progress -> {
            progress.step("Opening the vault");
            vaults.unlock(passphrase);
            return true;
        });
    }

    /// Refused before a passphrase is asked for, where none would help.
    private Vaults.Status present(Vaults vaults) throws BackstayException {
        Vaults.Status status = vaults.status();
        if (status.state() == Vaults.State.ABSENT) {
            throw new BackstayException(
                    new Failure.NotFound("The vault " + status.file(), "Make one with 'backstay vault init'."));
        }
        String damage = status.damage();
        if (damage != null) {
            throw new BackstayException(new Failure.BadInput(
                    damage, "'backstay vault files' shows what else lies there, and what can be done with it."));
        }
        Instant until = status.waitUntil();
        Instant now = session.terminal().clock().instant();
        if (status.state() == Vaults.State.LOCKED && until != null && until.isAfter(now)) {
            throw new BackstayException(new Failure.Conflict(
                    "The vault takes no attempt before " + until + ", after those that failed",
                    "Wait " + (Duration.between(now, until).toSeconds() + 1) + " s, then try again."));
        }
        return status;
    }

    /// Something that derives a key.
    @FunctionalInterface
    public interface Derivation<T> {
        /// Does it.
        T run(Progress progress) throws BackstayException, InterruptedException;
    }

    /// A file that exists on this kind of system, or `-`.
    public static final class Source implements CommandLine.ITypeConverter<String> {
        @Override
        public String convert(String typed) {
            try {
                return Path.of(typed).toString();
            } catch (InvalidPathException e) {
                throw new CommandLine.TypeConversionException("this system has no such paths: " + e.getReason());
            }
        }
    }
}
