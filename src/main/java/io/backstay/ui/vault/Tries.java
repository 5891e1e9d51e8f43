package io.backstay.ui.vault;

import io.backstay.act.vault.Vaults.TestOutcome;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.guard.VaultDoor;
import io.backstay.vault.entry.EntryId;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

/// What came of trying credentials since the vault was opened, one sentence each.
public final class Tries {
    private final VaultDoor door;
    private final Background background;
    private final ObservableMap<EntryId, Said> said = FXCollections.observableHashMap();
    private final ObservableMap<EntryId, Said> saidSeen = FXCollections.unmodifiableObservableMap(said);

    Tries(VaultDoor door, Background background) {
        this.door = door;
        this.background = background;
    }

    /// What came of each that was tried.
    public ObservableMap<EntryId, Said> said() {
        return saidSeen;
    }

    void begin(EntryId id) {
        said.put(id, new Said(Mark.RUNNING, "Trying it"));
        background.call(
                _ -> door.source().vaults().test(id),
                outcome -> end(id, words(outcome)),
                failure -> end(id, new Said(Mark.UNKNOWN, Foreign.of(failure))));
    }

    void clear() {
        said.clear();
    }

    private void end(EntryId id, Said words) {
        if (door.isOpen()) {
            said.put(id, words);
        }
    }

    private static Said words(TestOutcome outcome) {
        Boolean works = outcome.works();
        return new Said(works == null ? Mark.UNKNOWN : works ? Mark.HOLDS : Mark.BREACH, outcome.sentence());
    }
}
