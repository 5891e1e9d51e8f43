package io.backstay.ui.unlock;

import io.backstay.act.vault.Vaults;
import io.backstay.act.vault.Vaults.State;
import io.backstay.act.vault.Vaults.Status;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.guard.VaultDoor;
import io.backstay.ui.kit.secret.SecretInput;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// Which card the lock screen shows, and what came of the last attempt.
public final class UnlockModel {
    private final VaultDoor door;
    private final Background background;
    private final Times times;
    private final ReadOnlyObjectWrapper<Card> card = new ReadOnlyObjectWrapper<>(Card.WAITING);
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper deriving = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper wait = new ReadOnlyStringWrapper("");
    /// Whether the trouble that is shown comes from the file as it lies there, and so goes with it.
    private boolean damaged;

    private final ReadOnlyStringWrapper loss = new ReadOnlyStringWrapper("");
    private final BooleanProperty codeExplained = new SimpleBooleanProperty(false);
    private final FirstRunModel firstRun;

    /// A model with nothing typed yet.
    public UnlockModel(VaultDoor door, Background background, Times times, FirstRunModel firstRun) {
        this.door = door;
        this.background = background;
        this.times = times;
        this.firstRun = firstRun;
        door.statusProperty().subscribe(_ -> settle());
        door.failureProperty().subscribe(_ -> settle());
        door.coveredProperty().subscribe(_ -> settle());
        door.nowProperty().subscribe(_ -> sayWait());
        door.onLock(this::forget);
    }

    /// The cards, of which one is shown.
    public enum Card {
        /// Nothing is known yet, or the vault is just being locked or opened.
        WAITING,
        EVERY_DAY,
        FIRST_RUN,
        /// The vault's state cannot be read.
        FAILED
    }

    /// Which card is shown.
    public ReadOnlyObjectProperty<Card> cardProperty() {
        return card.getReadOnlyProperty();
    }

    /// What is known of the vault.
    public ReadOnlyObjectProperty<@Nullable Status> statusProperty() {
        return door.statusProperty();
    }

    /// Why the vault does not open; null when nothing was tried or all is well.
    public ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /// Whether the key is being derived, which cannot be cancelled.
    public ReadOnlyBooleanProperty derivingProperty() {
        return deriving.getReadOnlyProperty();
    }

    /// How long no attempt is taken, empty when one is.
    public ReadOnlyStringProperty waitProperty() {
        return wait.getReadOnlyProperty();
    }

    /// Whether it is explained how the recovery code is used.
    public BooleanProperty codeExplainedProperty() {
        return codeExplained;
    }

    /// The first run.
    public FirstRunModel firstRun() {
        return firstRun;
    }

    /// Why the state cannot be read; null when it can.
    public @Nullable Failure failure() {
        return door.failureProperty().get();
    }

    /// Whether the next attempt opens a vault that is older than the one that was here, because the person was
    /// told.
    public boolean opensOlder() {
        Trouble told = trouble.get();
        return told != null && told.kind() == Trouble.Kind.OLDER;
    }

    /// Tries what was typed; it is forgotten in any case.
    public void unlock(SecretInput typed) {
        if (deriving.get() || typed.isEmpty() || !wait.get().isEmpty()) {
            return;
        }
        try {
            boolean older = opensOlder();
            Secret secret = typed.take();
            deriving.set(true);
            trouble.set(null);
            background.call(
                    _ -> {
                        try (secret) {
                            Vaults vaults = door.source().vaults();
                            if (older) {
                                vaults.acceptOlder(secret);
                            } else {
                                vaults.unlock(secret);
                            }
                            return true;
                        }
                    },
                    _ -> {
                        deriving.set(false);
                        codeExplained.set(false);
                        door.opened();
                    },
                    this::failed);
        } catch (BackstayException e) {
            trouble.set(Trouble.of(e.failure(), null));
        }
    }

    /// What putting the kept copy in the damaged file's place would lose; empty when there is none to put.
    public ReadOnlyStringProperty lossProperty() {
        return loss.getReadOnlyProperty();
    }

    /// Puts the kept copy in the damaged file's place, once it was said what that loses.
    public void putBack() {
        if (loss.get().isEmpty()) {
            return;
        }
        loss.set("");
        background.call(
                _ -> door.source().vaults().putBack(),
                _ -> refresh(),
                failure -> trouble.set(Trouble.of(failure, null)));
    }

    private void sayLoss() {
        background.call(
                _ -> Optional.ofNullable(door.source().vaults().kept()),
                kept -> loss.set(kept.map(this::words).orElse("")),
                _ -> loss.set(""));
    }

    private String words(Vaults.Kept kept) {
        String saves = kept.savesLost() == 1
                ? "the last save"
                : kept.savesLost() == 0 ? "whatever was saved after it" : "the last " + kept.savesLost() + " saves";
        return "It has " + Counts.of(kept.entries()) + " credentials as of "
                + Times.in(times.operator(), kept.savedAt())
                + " " + Times.city(times.operator()) + ". What " + saves + " added, replaced or removed is lost, and a"
                + " passphrase from before opens it. The damaged file stays beside it.";
    }

    /// Goes on with what needs no vault.
    public void passBy() {
        door.passBy();
    }

    /// Reads the state again; what was wrong before may have been put right.
    public void refresh() {
        trouble.set(null);
        settle();
        door.refresh();
    }

    /// Such as `9 credentials stay encrypted until you do.`
    public String promise() {
        Status status = door.statusProperty().get();
        int entries = status == null ? 0 : status.entries();
        return entries == 1
                ? "1 credential stays encrypted until you do."
                : entries == 0 ? "It holds no credential yet." : entries + " credentials stay encrypted until you do.";
    }

    /// When it was last opened here.
    public String lastOpened() {
        Status status = door.statusProperty().get();
        Instant at = status == null ? null : status.openedAt();
        return at == null
                ? "Never opened on this computer"
                : "Last opened " + Times.in(times.operator(), at) + " " + Times.city(times.operator())
                        + ", on this computer";
    }

    /// When it locks by itself.
    public String locksAfter() {
        Status status = door.statusProperty().get();
        Duration limit = status == null ? Duration.ZERO : status.idleLimit();
        return "Locks after " + Durations.words(limit) + " idle, with the screen, or by Ctrl L";
    }

    private void failed(Failure failure) {
        deriving.set(false);
        Status status = door.statusProperty().get();
        trouble.set(Trouble.of(failure, status == null ? null : status.keptCopy()));
        door.refresh();
    }

    private void forget() {
        trouble.set(null);
        codeExplained.set(false);
        firstRun.forget();
    }

    private void settle() {
        Status status = door.statusProperty().get();
        if (status == null) {
            card.set(door.failureProperty().get() == null ? Card.WAITING : Card.FAILED);
            return;
        }
        card.set(
                switch (status.state()) {
                    case ABSENT -> Card.FIRST_RUN;
                    case LOCKED -> Card.EVERY_DAY;
                    case UNLOCKED -> door.failureProperty().get() == null ? Card.WAITING : Card.FAILED;
                });
        String damage = status.damage();
        if (damage != null && status.state() == State.LOCKED) {
            trouble.set(Trouble.damaged(damage, status.keptCopy()));
            damaged = true;
            sayLoss();
        } else if (damaged) {
            damaged = false;
            loss.set("");
            trouble.set(null);
        }
        sayWait();
    }

    private void sayWait() {
        Status status = door.statusProperty().get();
        Instant until = status == null ? null : status.waitUntil();
        Duration left = until == null
                ? Duration.ZERO
                : Duration.between(door.nowProperty().get(), until);
        boolean over = left.isZero() || left.isNegative();
        wait.set(
                over
                        ? ""
                        : "Wait "
                                + Durations.words(
                                        Duration.ofSeconds(left.plusMillis(999).toSeconds())));
    }
}
