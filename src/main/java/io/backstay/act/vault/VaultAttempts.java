package io.backstay.act.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Utc;
import io.backstay.seal.Secret;
import io.backstay.vault.Vault;
import io.backstay.vault.VaultFile;
import io.backstay.vault.passphrase.Waits;
import java.time.Instant;

/// Tries passphrases on vault files. A refused one costs waiting; nothing else does.
final class VaultAttempts {
    private final Waits waits;

    VaultAttempts(Waits waits) {
        this.waits = waits;
    }

    /// Opens a vault file. The attempt is counted before it is made, so that ending the program in the middle saves
    /// nothing.
    ///
    /// @param least the lowest generation that is taken
    Vault open(VaultFile file, Secret passphraseOrCode, long least) throws BackstayException {
        requireTurn();
        waits.attempted();
        boolean refused = false;
        try {
            return file.open(passphraseOrCode, least);
        } catch (BackstayException e) {
            refused = e.failure() instanceof Failure.Refused;
            throw e;
        } finally {
            if (!refused) {
                waits.opened();
            }
        }
    }

    private void requireTurn() throws BackstayException {
        Instant until = waits.until();
        if (until != null) {
            throw new BackstayException(new Failure.Refused(
                    "The vault",
                    "after several wrong attempts it takes the next one at " + Utc.words(until),
                    "Wait until then. The recovery code opens the vault as well."));
        }
    }
}
