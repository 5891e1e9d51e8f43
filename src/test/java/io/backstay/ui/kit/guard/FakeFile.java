package io.backstay.ui.kit.guard;

import io.backstay.act.vault.Lease;
import io.backstay.act.vault.VaultFound;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.fixture.Secrets;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The files of a made-up vault: its own, damaged or not, with a kept copy or without, and those of other programs.
abstract class FakeFile implements Vaults {
    private static final Instant SAVED = Instant.parse("2026-03-16T00:41:07Z");
    private static final int ENTRIES = 9;

    /// What happened, in order, such as `unlock` or `lock IDLE`.
    public final List<String> calls = new ArrayList<>();

    /// What runs hold at this moment.
    public final List<Lease> leases = new CopyOnWriteArrayList<>();

    @Nullable
    String damage;

    @Nullable
    Path keptCopy;

    /// There is a vault from now on, and it is locked.
    abstract void taken();

    @Override
    public void endLease(String restore) {
        calls.add("end lease " + restore);
        leases.removeIf(each -> each.restore().equals(restore));
    }

    @Override
    public void adopt(Path source) throws BackstayException {
        calls.add("adopt " + source.getFileName());
        if (source.toString().endsWith(".txt")) {
            throw new BackstayException(new Failure.Corrupt(source.toString(), "it does not begin like a vault"));
        }
        taken();
    }

    /// What lies in the folder.
    public final List<VaultFound> found = new ArrayList<>();

    @Override
    public List<VaultFound> files() {
        return List.copyOf(found);
    }

    @Override
    public Path setAside(Path file) {
        calls.add("set aside " + file.getFileName());
        return Path.of("backstay", file.getFileName() + ".aside");
    }

    @Override
    public @Nullable Kept kept() {
        Path copy = keptCopy;
        return copy == null ? null : new Kept(copy, SAVED, ENTRIES, 2);
    }

    @Override
    public Path putBack() {
        calls.add("put back");
        damage = null;
        return Path.of("backstay", "damaged");
    }

    @Override
    public synchronized Reading read(Path file) throws BackstayException {
        if (!file.toString().endsWith("credentials")) {
            throw new BackstayException(new Failure.NotFound("The file " + file, "Type its path, or choose it."));
        }
        calls.add("read " + file.getFileName());
        return new Reading(
                List.of(
                        found("backup-reader", 3, Purpose.READ),
                        found("backup-writer", 8, Purpose.WRITE_TO_LIVE),
                        found("default", 13, Purpose.READ)),
                List.of("Line 21: the profile audit holds no access key."));
    }

    private static Found found(String profile, int line, Purpose purpose) throws BackstayException {
        return new Found(
                "profile " + profile + ", line " + line,
                new Draft(EntryKind.AWS_ACCESS_KEY, purpose, profile, "123456789012", null, 90),
                Credential.of(
                        EntryKind.AWS_ACCESS_KEY,
                        Map.of(
                                "accessKeyId",
                                Secrets.of("AKIAMADEUP"),
                                "secretAccessKey",
                                Secrets.of("made-up-" + profile))));
    }
}
