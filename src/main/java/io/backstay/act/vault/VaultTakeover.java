package io.backstay.act.vault;

import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.act.vault.VaultFound.Act;
import io.backstay.act.vault.VaultFound.Facts;
import io.backstay.act.vault.VaultFound.Kind;
import io.backstay.act.vault.Vaults.Kept;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.vault.Outline;
import io.backstay.vault.VaultFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /// Everything in the state folder that is a vault, was one, or was to become one.
    List<VaultFound> files() throws BackstayException {
        boolean there = file.exists();
        boolean whole = there && isWhole();
        boolean keptThere = file.keptCopy() != null;
        List<VaultFound> found = new ArrayList<>();
        for (Path each : file.family()) {
            Kind kind = kind(each);
            Facts facts = null;
            String damage = null;
            try {
                Outline outline = at.apply(each).outline();
                facts = new Facts(outline.vaultId(), outline.generation(), outline.savedAt(), outline.entries());
            } catch (BackstayException e) {
                damage = e.failure().message();
            }
            Set<Act> acts = EnumSet.noneOf(Act.class);
            if (facts != null && kind == Kind.KEPT && there && !whole) {
                acts.add(Act.PUT_BACK);
            }
            if (facts != null && (kind == Kind.ASIDE || kind == Kind.OTHER) && !there && !keptThere) {
                acts.add(Act.TAKE_OVER);
            }
            if ((kind == Kind.VAULT && !whole) || (kind == Kind.KEPT && !there)) {
                acts.add(Act.SET_ASIDE);
            }
            found.add(new VaultFound(each, kind, facts, damage, acts));
        }
        return List.copyOf(found);
    }

    private Kind kind(Path each) {
        String own = String.valueOf(file.path().getFileName());
        String name = String.valueOf(each.getFileName());
        if (name.equals(own)) {
            return Kind.VAULT;
        }
        if (name.equals(own + ".prev")) {
            return Kind.KEPT;
        }
        if (name.startsWith(".") && name.endsWith(".tmp")) {
            return Kind.UNFINISHED;
        }
        return name.startsWith(own + ".") ? Kind.ASIDE : Kind.OTHER;
    }

    /// Gives a file another name, where that is what can be done with it.
    Path setAside(Path chosen) throws BackstayException {
        for (VaultFound each : files()) {
            if (String.valueOf(each.file().getFileName()).equals(String.valueOf(chosen.getFileName()))) {
                if (!each.acts().contains(Act.SET_ASIDE)) {
                    throw new BackstayException(new Failure.Conflict(
                            each.file() + " is " + each.kind().words() + " and not in the way, so it stays where it is",
                            "'backstay vault files' says what can be done with each."));
                }
                Deed deed = Deed.of("vault.set-aside", NAME)
                        .with("file", String.valueOf(each.file().getFileName()));
                return recorder.act(
                        Permission.ACCEPT_OLDER_VAULT,
                        deed,
                        () -> file.setAside(each.kind() == Kind.KEPT),
                        aside -> Map.of("to", String.valueOf(aside.getFileName())));
            }
        }
        throw new BackstayException(new Failure.NotFound(
                "A vault file " + chosen + " in the state folder", "'backstay vault files' lists them."));
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
