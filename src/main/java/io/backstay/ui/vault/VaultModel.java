package io.backstay.ui.vault;

import io.backstay.act.role.Permission;
import io.backstay.act.vault.Vaults.Item;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.kit.guard.VaultDoor;
import io.backstay.ui.kit.guard.VaultSource;
import io.backstay.ui.kit.secret.SecretClipboard;
import io.backstay.ui.vault.sheet.EntryForm;
import io.backstay.ui.vault.sheet.ExportModel;
import io.backstay.ui.vault.sheet.FieldWords;
import io.backstay.ui.vault.sheet.ImportModel;
import io.backstay.ui.vault.sheet.RekeyModel;
import io.backstay.ui.vault.sheet.Removal;
import io.backstay.ui.vault.sheet.Sheet;
import io.backstay.ui.vault.sheet.VerifyModel;
import io.backstay.vault.entry.EntryId;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The credentials of an open vault, and the acts on them.
public final class VaultModel {
    private static final PaneState NONE_YET = new PaneState.Empty(
            "No credential yet",
            "Reading, restoring to scratch and writing to live each have a credential of their own. Begin with one that"
                    + " only reads.",
            "Add a credential");
    private static final PaneState LOCKED =
            new PaneState.NotAllowed("The vault is locked", "What it holds can be seen once it is unlocked.", "Unlock");

    private final VaultDoor door;
    private final Background background;
    private final Allowed allowed;
    private final SecretClipboard clipboard;
    private final ObservableList<Item> items = FXCollections.observableArrayList();
    private final ObservableList<Item> itemsSeen = FXCollections.unmodifiableObservableList(items);
    private final ObjectProperty<@Nullable Item> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<PaneState> state =
            new ReadOnlyObjectWrapper<>(new PaneState.Loading("Opening the list"));
    private final ReadOnlyObjectWrapper<@Nullable Sheet> sheet = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Said> said = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyIntegerWrapper due = new ReadOnlyIntegerWrapper(0);
    private final Tries tries;
    private @Nullable Activity reading;
    private @Nullable EntryId wanted;
    private @Nullable Consumer<@Nullable String> waiting;

    /// A model that has read nothing yet.
    public VaultModel(VaultDoor door, Background background, Allowed allowed, SecretClipboard clipboard) {
        this.door = door;
        this.background = background;
        this.allowed = allowed;
        this.clipboard = clipboard;
        this.tries = new Tries(door, background);
        door.onLock(this::forget);
    }

    /// The credentials, by name.
    public ObservableList<Item> items() {
        return itemsSeen;
    }

    /// The one that is looked at.
    public ObjectProperty<@Nullable Item> selectedProperty() {
        return selected;
    }

    /// What the screen has to show.
    public ReadOnlyObjectProperty<PaneState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What lies over the list, null for nothing.
    public ReadOnlyObjectProperty<@Nullable Sheet> sheetProperty() {
        return sheet.getReadOnlyProperty();
    }

    /// What came of the last act, null for none.
    public ReadOnlyObjectProperty<@Nullable Said> saidProperty() {
        return said.getReadOnlyProperty();
    }

    /// How many are due for rotation.
    public ReadOnlyIntegerProperty dueProperty() {
        return due.getReadOnlyProperty();
    }

    /// The guarded clipboard.
    public SecretClipboard clipboard() {
        return clipboard;
    }

    /// The time that ages are counted to.
    public Instant now() {
        return door.nowProperty().get();
    }

    /// Why this role may not do something; null when it may.
    public @Nullable String refusal(Permission act) {
        return allowed.refusal(act);
    }

    /// Testing them.
    public Tries tries() {
        return tries;
    }

    /// The answer that is the title, such as `9 credentials, 1 due for rotation`.
    public String title() {
        int size = items.size();
        String count = size == 1 ? "1 credential" : size + " credentials";
        return size == 0 ? "Vault" : due.get() == 0 ? count + ", none due" : count + ", " + due.get() + " due";
    }

    /// Reads the list again.
    public void refresh() {
        if (!door.isOpen()) {
            state.set(LOCKED);
            return;
        }
        if (reading != null && reading.running()) {
            return;
        }
        if (items.isEmpty()) {
            state.set(new PaneState.Loading("Opening the list"));
        }
        reading = background.call(_ -> door.source().vaults().list(), this::show, this::failed);
    }

    /// Does the one act that an empty, failed or locked screen offers.
    public void act() {
        switch (state.get()) {
            case PaneState.Empty _ -> add();
            case PaneState.NotAllowed _ -> door.refresh();
            default -> refresh();
        }
    }

    /// Begins a new credential.
    public void add() {
        if (refusal(Permission.CHANGE_CREDENTIALS) == null) {
            open(new EntryForm(source(), background, null, entry -> {
                wanted = entry.id();
                done(new Said(Mark.HOLDS, entry.name() + " was added."));
            }));
        }
    }

    /// Begins a new credential for somebody who waits for it.
    ///
    /// @param known  open fields that were said already, by name
    /// @param onBack gets its name, or null when none was stored; not called when the operator goes elsewhere
    public void addFor(EntryKind kind, Purpose purpose, Map<String, String> known, Consumer<@Nullable String> onBack) {
        if (refusal(Permission.CHANGE_CREDENTIALS) != null) {
            onBack.accept(null);
            return;
        }
        var form = new EntryForm(source(), background, null, entry -> {
            wanted = entry.id();
            waiting = null;
            done(new Said(Mark.HOLDS, entry.name() + " was added."));
            onBack.accept(entry.name());
        });
        form.kindProperty().set(kind);
        form.purposeProperty().set(purpose);
        known.forEach((field, text) -> form.open(field).set(text));
        open(form);
        waiting = onBack;
    }

    /// Begins to replace the fields of the chosen one.
    public void replace() {
        Item item = selected.get();
        if (item != null && refusal(Permission.CHANGE_CREDENTIALS) == null) {
            open(new EntryForm(
                    source(),
                    background,
                    item.entry(),
                    entry -> done(new Said(Mark.HOLDS, entry.name() + " has new fields. Revoke the old ones now."))));
        }
    }

    /// Begins to remove the chosen one.
    public void remove() {
        Item item = selected.get();
        if (item != null && refusal(Permission.CHANGE_CREDENTIALS) == null) {
            String gone = item.entry().name() + " was removed.";
            open(new Removal(source(), background, item, () -> done(new Said(Mark.HOLDS, gone))));
        }
    }

    /// Begins an import.
    public void importFile() {
        if (refusal(Permission.CHANGE_CREDENTIALS) == null) {
            open(new ImportModel(source(), background, words -> done(new Said(Mark.HOLDS, words))));
        }
    }

    /// Begins an export.
    public void export() {
        if (refusal(Permission.CHANGE_CREDENTIALS) == null) {
            open(new ExportModel(source(), background, clipboard, items));
        }
    }

    /// Begins a change of the passphrase.
    public void rekey() {
        if (refusal(Permission.CHANGE_CREDENTIALS) == null) {
            open(new RekeyModel(
                    source(),
                    background,
                    clipboard,
                    () -> done(new Said(
                            Mark.WARNING,
                            "The new passphrase counts. Old copies of the file still open with the old one: rotate"
                                    + " what they hold."))));
        }
    }

    /// Begins a check of the file.
    public void verify() {
        open(new VerifyModel(source(), background));
    }

    /// Tries the chosen one on what it is for.
    public void test() {
        Item item = selected.get();
        if (item == null || refusal(Permission.TEST_CREDENTIAL) != null) {
            return;
        }
        tries.begin(item.entry().id());
    }

    /// Puts one secret field of the chosen one on the clipboard for ten seconds; it is recorded.
    public void copy(String field) {
        Item item = selected.get();
        if (item == null || refusal(Permission.REVEAL_SECRET) != null) {
            return;
        }
        String name = item.entry().name();
        background.call(
                _ -> door.source().vaults().reveal(item.entry().id(), field),
                secret -> {
                    try (secret) {
                        if (door.isOpen() && !door.coveredProperty().get()) {
                            clipboard.put(secret, FieldWords.of(field).toLowerCase(Locale.ROOT) + " of " + name);
                        }
                    }
                },
                failure -> said.set(new Said(Mark.BREACH, Foreign.of(failure))));
    }

    /// Closes what lies over the list.
    ///
    /// @return whether there was something
    public boolean close() {
        Sheet open = sheet.get();
        if (open == null) {
            return false;
        }
        sheet.set(null);
        open.forget();
        Consumer<@Nullable String> back = waiting;
        waiting = null;
        if (back != null) {
            back.accept(null);
        }
        return true;
    }

    /// The same when the operator goes elsewhere: whoever waits is not gone back to.
    void leave() {
        waiting = null;
        close();
    }

    private VaultSource source() {
        return door.source();
    }

    private void open(Sheet next) {
        close();
        said.set(null);
        sheet.set(next);
    }

    private void done(Said words) {
        close();
        said.set(words);
        door.refresh();
        refresh();
    }

    private void forget() {
        close();
        if (reading != null) {
            reading.cancel();
        }
        tries.clear();
        items.clear();
        selected.set(null);
        said.set(null);
        due.set(0);
        state.set(LOCKED);
    }

    private void show(List<Item> read) {
        EntryId was = wanted != null
                ? wanted
                : selected.get() == null ? null : selected.get().entry().id();
        wanted = null;
        due.set((int) read.stream().filter(Item::rotationDue).count());
        items.setAll(read);
        state.set(read.isEmpty() ? NONE_YET : PaneState.READY);
        selected.set(read.stream()
                .filter(item -> item.entry().id().equals(was))
                .findFirst()
                .orElse(read.isEmpty() ? null : read.getFirst()));
    }

    private void failed(Failure failure) {
        state.set(new PaneState.Failed(failure, "Nothing was changed: the vault was only read.", "Try again"));
    }
}
