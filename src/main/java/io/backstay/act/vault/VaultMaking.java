package io.backstay.act.vault;

import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.act.vault.Vaults.Strength;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Secret;
import io.backstay.vault.Calibration;
import io.backstay.vault.Vault;
import io.backstay.vault.VaultDraft;
import io.backstay.vault.VaultFile;
import io.backstay.vault.entry.EntryId;
import io.backstay.vault.passphrase.Passphrases;
import java.util.Set;

/// Makes new keys under new passphrases: for a new vault, for one that is there, and for one that is handed on.
final class VaultMaking {
    private final VaultPlace place;
    private final Recorder recorder;
    private final VaultMarks marks;
    private final Passphrases passphrases = new Passphrases();

    VaultMaking(VaultPlace place, Recorder recorder, VaultMarks marks) {
        this.place = place;
        this.recorder = recorder;
        this.marks = marks;
    }

    Strength judge(Secret passphrase) {
        var found = passphrases.judge(passphrase);
        return new Strength(found.problem(), found.steps(), found.words());
    }

    Secret suggestPassphrase() {
        return passphrases.suggest(place.random());
    }

    /// A vault where there is none; nothing is written yet.
    VaultDraft create(VaultFile file, Secret passphrase, Progress progress) throws BackstayException {
        requireGood(passphrase);
        if (file.exists()) {
            throw new BackstayException(new Failure.Conflict(
                    "There is a vault already: " + place.file(), "Unlock it, or choose another state folder."));
        }
        Argon2id.Parameters parameters = calibrate(progress);
        progress.step("Making keys");
        return file.create(passphrase, parameters);
    }

    /// The same vault under another passphrase; nothing is written yet.
    VaultDraft rekey(Vault vault, Secret next, Progress progress) throws BackstayException {
        Argon2id.Parameters parameters = calibrate(progress);
        progress.step("Making keys");
        return vault.rekey(next, parameters);
    }

    /// Writes chosen entries as another vault.
    ///
    /// @return its recovery code, which the caller closes
    Secret export(Vault vault, VaultFile target, Set<EntryId> chosen, Secret passphrase, Progress progress)
            throws BackstayException {
        Argon2id.Parameters parameters = calibrate(progress);
        progress.step("Writing the vault");
        Deed deed = Deed.of("vault.export", target.path().toString()).with("entries", Integer.toString(chosen.size()));
        try (VaultDraft draft = vault.export(target, chosen, passphrase, parameters)) {
            Secret code = draft.recoveryCode().copy();
            boolean written = false;
            try {
                recorder.act(Permission.EXPORT_VAULT, deed, draft::write, marks::facts)
                        .close();
                written = true;
                return code;
            } finally {
                if (!written) {
                    code.close();
                }
            }
        }
    }

    void requireGood(Secret passphrase) throws BackstayException {
        String problem = judge(passphrase).problem();
        if (problem != null) {
            throw new BackstayException(
                    new Failure.BadInput(problem, "Choose another one, or take the six words that are suggested."));
        }
    }

    private Argon2id.Parameters calibrate(Progress progress) throws BackstayException {
        progress.step("Measuring this machine");
        return Calibration.choose(place.keys().heapBytes(), place.keys().measure());
    }
}
