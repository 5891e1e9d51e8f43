package io.backstay.ui.connections;

import io.backstay.act.connection.form.Fitting;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryId;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A vault of names; whoever goes there to store one is brought back by the test.
final class FakeKeyring implements Keyring {
    boolean open = true;
    Map<String, String> known = Map.of();
    private final List<Entry> entries = new ArrayList<>();
    private final Random ids = new Random(20_261_127);
    private @Nullable Consumer<@Nullable String> waiting;

    FakeKeyring has(String name, EntryKind kind, Purpose purpose) {
        Instant now = Instant.parse("2026-03-16T02:41:07Z");
        entries.add(new Entry(EntryId.random(ids), 1, kind, purpose, name, "acme", null, now, now, null));
        return this;
    }

    /// Stores what somebody went there for.
    void stored(String name, EntryKind kind, Purpose purpose) {
        has(name, kind, purpose);
        Consumer<@Nullable String> back = waiting;
        if (back == null) {
            throw new IllegalStateException("nobody waits for it");
        }
        waiting = null;
        back.accept(name);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public List<Entry> entries() throws BackstayException {
        if (!open) {
            throw new BackstayException(new Failure.Conflict("The vault is locked", "Unlock it."));
        }
        return List.copyOf(entries);
    }

    @Override
    public @Nullable String refusal() {
        return open ? null : "The vault is locked.";
    }

    @Override
    public void store(Fitting fitting, Map<String, String> fields, Consumer<@Nullable String> onBack) {
        known = fields;
        waiting = onBack;
    }
}
