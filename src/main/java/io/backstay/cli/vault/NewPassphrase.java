package io.backstay.cli.vault;

import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.cli.terminal.SecretInput;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.seal.Secret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The passphrase that a file gets, beside the one that opens the vault.
final class NewPassphrase {
    private static final String OPTION = "--new-passphrase-file";

    private final Session session;

    @Option(
            names = OPTION,
            paramLabel = "FILE",
            converter = VaultAccess.Source.class,
            description =
                    "The new passphrase is the first line of FILE; '-' is the next line of standard input, and the "
                            + "default with '--passphrase-file -'. Otherwise it is asked for twice.")
    private @Nullable String source;

    NewPassphrase(Session session) {
        this.session = session;
    }

    /// The passphrase, judged; the caller closes it.
    Secret read(Vaults vaults, VaultAccess access) throws BackstayException, InterruptedException {
        String from = source == null && access.readsStandardInput() ? SecretInput.STANDARD_INPUT : source;
        return new SecretInput(session.terminal(), OPTION, from).fresh("New passphrase", vaults::judge);
    }
}
