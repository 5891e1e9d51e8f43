package io.backstay.act.vault;

import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.act.vault.Vaults.Kept;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.vault.Outline;
import io.backstay.vault.VaultFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Vault files that come into the state folder from elsewhere, or from the copy that the last save kept.
final class VaultTakeover {
    private static final String NAME = "vault";

    private final VaultFile file;
    private final Function<Path, VaultFile> at;
    private final Recorder recorder;
    private final VaultMarks marks;

    /// @param at the vault file of a path
    VaultTakeover(VaultFile file, Function<Path, VaultFile> at, Recorder recorder, VaultMarks marks) {
        this.file = file;
        this.at = at;
        this.recorder = recorder;
        this.marks = marks;
    }

    void adopt(Path source) throws BackstayException {
        recorder.act(
                Permission.CREATE_VAULT,
                Deed.of("vault.adopt", NAME).with("from", String.valueOf(source.getFileName())),
                () -> file.adopt(at.apply(source)),
                VaultTakeover::facts);
    }

    @Nullable
    Kept kept() throws BackstayException {
        Path copy = file.keptCopy();
        if (copy == null) {
            return null;
        }
        Outline outline = at.apply(copy).outline();
        long newest = Math.max(outline.generation(), marks.highest(outline.vaultId()));
        return new Kept(copy, outline.savedAt(), outline.entries(), newest - outline.generation());
    }

    Path putBack() throws BackstayException {
        if (isWhole()) {
            throw new BackstayException(new Failure.Conflict(
                    "The vault's file is not damaged, so its kept copy stays where it is", "Unlock the vault."));
        }
        Deed deed = Deed.of("vault.put-back", NAME);
        return recorder.act(
                Permission.ACCEPT_OLDER_VAULT,
                deed,
                file::putBackKept,
                aside -> Map.of("damaged", String.valueOf(aside.getFileName())));
    }

    private boolean isWhole() throws BackstayException {
        try {
            file.outline();
            return true;
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.Corrupt) {
                return false;
            }
            throw e;
        }
    }

    private static Map<String, String> facts(Outline outline) {
        return Map.of("vault", outline.vaultId(), "generation", Long.toString(outline.generation()));
    }
}
