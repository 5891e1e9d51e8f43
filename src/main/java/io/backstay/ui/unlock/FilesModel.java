package io.backstay.ui.unlock;

import io.backstay.act.role.Permission;
import io.backstay.act.vault.VaultFound;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.kit.guard.VaultDoor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The vault files of the state folder: what each is, how old, whether it holds, and what can be done with it.
public final class FilesModel {
    private final VaultDoor door;
    private final Background background;
    private final Times times;
    private final Allowed allowed;
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

    /// A model that has looked for no file yet.
    public FilesModel(VaultDoor door, Background background, Times times, Allowed allowed) {
        this.door = door;
        this.background = background;
        this.times = times;
        this.allowed = allowed;
    }

    /// One file.
    ///
    /// @param what  such as `The vault`
    /// @param facts generation, age and number of credentials, or why it cannot be read
    /// @param acts  what can be done with it
    public record Row(Path file, String what, Mark mark, String word, String facts, List<Act> acts) {}

    /// One thing that can be done.
    ///
    /// @param consequence what it does and what it leaves, to be read before it is pressed
    /// @param refusal     why this role may not, absent when it may
    public record Act(
            VaultFound.Act act,
            String verb,
            String consequence,
            @Nullable String refusal) {}

    /// Whether they are being looked at.
    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /// The files, by name.
    public ReadOnlyObjectProperty<List<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// Why they cannot be listed or the last act failed; null when all went well.
    public ReadOnlyObjectProperty<@Nullable Failure> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// What was done last, empty when nothing was.
    public ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /// Looks at them.
    public void review() {
        said.set("");
        rows.set(List.of());
        open.set(true);
        look();
    }

    /// Looks again.
    public void look() {
        failure.set(null);
        background.call(_ -> door.source().vaults().files(), this::show, failure::set);
    }

    /// Goes back to unlocking.
    public void leave() {
        open.set(false);
        door.refresh();
    }

    /// Does it.
    public void act(Row row, VaultFound.Act act) {
        if (row.acts().stream().noneMatch(each -> each.act() == act && each.refusal() == null)) {
            return;
        }
        said.set("");
        failure.set(null);
        background.call(
                _ -> done(door.source().vaults(), row.file(), act),
                words -> {
                    said.set(words);
                    door.refresh();
                    look();
                },
                trouble -> {
                    look();
                    failure.set(trouble);
                });
    }

    private static String done(Vaults vaults, Path file, VaultFound.Act act) throws BackstayException {
        return switch (act) {
            case PUT_BACK ->
                "The kept copy is the vault now. The damaged file is " + vaults.putBack() + "."
                        + " The vault opens once you agree to the older one.";
            case TAKE_OVER -> {
                vaults.adopt(file);
                yield "A copy of " + file.getFileName() + " is the vault now.";
            }
            case SET_ASIDE -> "It is " + vaults.setAside(file) + " now. Another vault can be taken over or made.";
        };
    }

    private void show(List<VaultFound> found) {
        rows.set(found.stream().map(this::row).toList());
    }

    private Row row(VaultFound found) {
        VaultFound.Facts facts = found.facts();
        String damage = found.damage();
        return new Row(
                found.file(),
                Texts.sentence(found.kind().words()),
                damage == null ? Mark.HOLDS : Mark.BREACH,
                damage == null ? "its structure holds" : "cannot be read",
                facts == null ? Texts.sentence(String.valueOf(damage)) : words(facts),
                found.acts().stream().sorted().map(this::act).toList());
    }

    private String words(VaultFound.Facts facts) {
        Instant now = door.nowProperty().get();
        String age = Duration.between(facts.savedAt(), now).isNegative() ? "" : ", " + Times.ago(facts.savedAt(), now);
        return "Generation " + facts.generation() + ", saved " + Times.in(times.operator(), facts.savedAt()) + " "
                + Times.city(times.operator()) + age + "; " + Counts.of(facts.entries(), "credential");
    }

    private Act act(VaultFound.Act act) {
        return switch (act) {
            case PUT_BACK ->
                new Act(
                        act,
                        "Put it back",
                        "It becomes the vault. What was saved after it is lost; the damaged file stays under another"
                                + " name, and this copy stays too.",
                        allowed.refusal(Permission.ACCEPT_OLDER_VAULT));
            case TAKE_OVER ->
                new Act(
                        act,
                        "Take it over",
                        "A copy of it becomes the vault; it opens with its own passphrase or recovery code.",
                        allowed.refusal(Permission.CREATE_VAULT));
            case SET_ASIDE ->
                new Act(
                        act,
                        "Set it aside",
                        "It gets another name here, so that another vault can be taken over or made.",
                        allowed.refusal(Permission.ACCEPT_OLDER_VAULT));
        };
    }
}
