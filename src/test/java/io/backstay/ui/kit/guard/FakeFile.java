package io.backstay.ui.kit.guard;

import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The file of a made-up vault: damaged or not, with a kept copy or without.
abstract class FakeFile implements Vaults {
    private static final Instant SAVED = Instant.parse("2026-03-16T00:41:07Z");
    private static final int ENTRIES = 9;

    /// What happened, in order, such as `unlock` or `lock IDLE`.
    public final List<String> calls = new ArrayList<>();

    @Nullable
    String damage;

    @Nullable
    Path keptCopy;

    /// There is a vault from now on, and it is locked.
    abstract void taken();

    @Override
    public void adopt(Path source) throws BackstayException {
        calls.add("adopt " + source.getFileName());
        if (source.toString().endsWith(".txt")) {
            throw new BackstayException(new Failure.Corrupt(source.toString(), "it does not begin like a vault"));
        }
        taken();
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
}
